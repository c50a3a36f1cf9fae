"""What the migrations leave against what the models say: tables of their own, and drift."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.history.database import Relic
from analyzer.model.analysis import ForeignKey, Table
from analyzer.model.place import Diagnostic, Location

# After so many of one kind the rest are only counted.
_MOST = 10
_MOST_NAMES = 6


def add_relics(schema: Schema, relics: Iterable[Relic]) -> list[Relic]:
    """Add the tables that no model defines to the schema; return those that were added."""
    added = [
        relic
        for relic in relics
        if not relic.doubtful and schema.find(relic.name, relic.schema) is None
    ]
    for relic in added:
        schema.add(_table(relic))
    for relic in added:
        key = table_key(relic.name, relic.schema)
        schema.tables[key] = _with_keys(schema, schema.tables[key], relic)
    return added


def _table(relic: Relic) -> Table:
    return Table(
        id=relic.name,
        name=relic.name,
        database=None,
        schema=relic.schema,
        module=relic.module,
        class_=None,
        origin="migration",
        columns=relic.columns,
        kind="statement",
        evidence=(relic.place,),
    )


def _with_keys(schema: Schema, table: Table, relic: Relic) -> Table:
    from msgspec.structs import replace

    keys = [
        ForeignKey(
            column=reference.column,
            to_table=target,
            to_column=reference.to_column,
            on_delete=reference.on_delete,
            nullable=next((c.nullable for c in relic.columns if c.name == reference.column), None),
            evidence=(relic.place,),
        )
        for reference in relic.references
        if (target := schema.find(reference.table)) is not None
    ]
    return replace(table, foreign_keys=tuple(sorted(keys, key=lambda k: (k.column, k.to_table))))


# --- drift -------------------------------------------------------------------------------------


def left_over(relics: Iterable[Relic]) -> list[Diagnostic]:
    """Report tables that only the migrations know."""
    return _bounded(
        "table-only-in-migrations",
        [
            (relic.place, f"the migrations leave a table {relic.name}, which no model defines")
            for relic in relics
        ],
        lambda count: f"{count} more tables that no model defines",
    )


def not_migrated(tables: Iterable[Table]) -> list[Diagnostic]:
    """Report tables of models that no migration makes."""
    return _bounded(
        "table-not-migrated",
        [
            (table.evidence[0], f"no migration creates the table {table.name} of this model")
            for table in tables
        ],
        lambda count: f"{count} more tables that no migration creates",
    )


def columns_differ(pairs: Iterable[tuple[Table, Relic]]) -> list[Diagnostic]:
    """Report columns that the models or the migrations alone know; tables by pairs."""
    unmigrated, unmodelled = [], []
    for table, relic in pairs:
        mine = {column.name.lower() for column in table.columns}
        lacking = [column.name for column in table.columns if not relic.has(column.name)]
        extra = [column.name for column in relic.columns if column.name.lower() not in mine]
        if lacking:
            text = f"no migration adds to the table {table.name}: {_listed(lacking)}"
            unmigrated.append((table.evidence[0], text))
        if extra:
            text = f"the model of the table {table.name} lacks what the migrations leave there: "
            unmodelled.append((table.evidence[0], text + _listed(extra)))
    return [
        *_bounded(
            "column-not-migrated",
            unmigrated,
            lambda count: f"{count} more tables with columns that no migration adds",
        ),
        *_bounded(
            "column-only-in-migrations",
            unmodelled,
            lambda count: f"{count} more tables with columns that their models lack",
        ),
    ]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(sorted(names)[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown} and {len(names) - _MOST_NAMES} more"


def _bounded(
    code: str, found: Iterable[tuple[Location, str]], rest: Callable[[int], str]
) -> list[Diagnostic]:
    """Make diagnostics of the first findings, and one that counts the others."""
    ordered = sorted(found)
    shown = [Diagnostic(place.path, place.line, code, text) for place, text in ordered[:_MOST]]
    if len(ordered) > _MOST:
        place = ordered[_MOST][0]
        shown.append(Diagnostic(place.path, place.line, code, rest(len(ordered) - _MOST)))
    return shown
