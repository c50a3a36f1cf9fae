"""Tables that SQL itself defines: `CREATE TABLE` in scripts and in strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.history.database import Database, Relic
from analyzer.frameworks.history.ddl import apply_sql
from analyzer.model.analysis import ForeignKey, Table
from analyzer.model.place import Location

_CREATES = re.compile(r"\bcreate\s+(?:\w+\s+){0,3}?table\b", re.IGNORECASE)
_WORD = re.compile(r"\w")
_ALTERS = re.compile(r"\balter\s+table\b", re.IGNORECASE)
_END = re.compile(r";[ \t]*(?:\r?\n|$)")


def defined(text: str, path: str, line: int | None = None) -> tuple[Relic, ...]:
    """Return the tables that SQL defines; `line` is that of the string, None in a script."""
    if not _CREATES.search(text):
        return ()
    return _defined(text, path, line)


@lru_cache(maxsize=256)
def _defined(text: str, path: str, line: int | None) -> tuple[Relic, ...]:
    database = Database()
    for statement, start in _statements(text):
        if _CREATES.search(statement) or _ALTERS.search(statement):
            place = Location(path, start if line is None else line)
            apply_sql(database, statement, Relic("", "", place))
    known = (relic for relic in database.tables() if not relic.doubtful)
    return tuple(relic for relic in known if _WORD.search(relic.name))


def _statements(text: str) -> Iterator[tuple[str, int]]:
    """Cut a script where lines end in a semicolon; give each part with its first line."""
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        part = text[start:end]
        found = _CREATES.search(part)
        at = start + (found.start() if found is not None else 0)
        if part.strip():
            yield part, text.count("\n", 0, at) + 1
        start = end


def describe(schema: Schema, relics: tuple[Relic, ...], module: str | None) -> None:
    """Add tables that SQL defines; one that is known from statements alone gets its columns."""
    for relic in relics:
        key = schema.find(relic.name, relic.schema)
        known = schema.tables[key] if key is not None else None
        if known is None:
            schema.add(_table(schema, relic, module))
        elif key is not None and known.origin == "sql" and not known.columns:
            made = _table(schema, relic, module)
            keys = made.foreign_keys
            schema.tables[key] = replace(
                known, columns=made.columns, foreign_keys=keys, module=module
            )


def _table(schema: Schema, relic: Relic, module: str | None) -> Table:
    keys = [
        ForeignKey(
            column=reference.column,
            to_table=schema.find(reference.table) or table_key(reference.table, relic.schema),
            to_column=reference.to_column,
            on_delete=reference.on_delete,
            nullable=next((c.nullable for c in relic.columns if c.name == reference.column), None),
            evidence=(relic.place,),
        )
        for reference in relic.references
    ]
    return Table(
        id=relic.name,
        name=relic.name,
        database=None,
        schema=relic.schema,
        module=module,
        class_=None,
        origin="sql",
        columns=relic.columns,
        foreign_keys=tuple(sorted(keys, key=lambda k: (k.column, k.to_table))),
        kind="statement",
        evidence=(relic.place,),
    )
