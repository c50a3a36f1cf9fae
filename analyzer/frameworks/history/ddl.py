"""SQL that defines tables: what it makes of a database."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzer.frameworks.history.database import Database, Reference, Relic
from analyzer.model.analysis import Column
from analyzer.resolution.values import UNKNOWN_PART

if TYPE_CHECKING:
    from sqlglot import exp

_DIALECTS = ("postgres", "mysql", "sqlite", None, "oracle", "tsql")
_PLACEHOLDER = "seamline_unknown"
_DEFINES = re.compile(r"\b(create|alter|drop|rename)\b", re.IGNORECASE)
_DEFINES_TABLE = re.compile(
    r"\b(?:create|alter|drop|rename)\s+(?:\w+\s+){0,4}?table\b", re.IGNORECASE
)
_NAMED = re.compile(r"table\s+(?:if\s+(?:not\s+)?exists\s+)?[\"`\[]?([\w.]+)", re.IGNORECASE)


def apply_sql(database: Database, sql: str, relic: Relic) -> bool:
    """Carry out the definitions in SQL; False where one may have changed any table at all.

    A table that is made is like `relic` in all that SQL does not say.
    """
    if not _DEFINES.search(sql):
        return True
    trees = _parse(sql.replace(UNKNOWN_PART, _PLACEHOLDER))
    if trees is None:
        return _doubt_named(database, sql)
    known = [_apply(database, tree, relic) for tree in trees]
    return all(known)


@lru_cache(maxsize=1024)
def _parse(sql: str) -> tuple[exp.Expr, ...] | None:
    import sqlglot
    from sqlglot.errors import SqlglotError

    # What it cannot parse is told in the analysis, not on the terminal.
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    for dialect in _DIALECTS:
        try:
            trees = [tree for tree in sqlglot.parse(sql, read=dialect) if tree is not None]
        except (SqlglotError, RecursionError):
            continue
        if not any(_is_raw(tree) for tree in trees):
            return tuple(trees)
    return None


def _is_raw(tree: exp.Expr) -> bool:
    """Tell whether a statement that may define a table was taken as mere text."""
    return type(tree).__name__ == "Command" and bool(_DEFINES_TABLE.search(tree.sql()))


def _doubt_named(database: Database, sql: str) -> bool:
    if not _DEFINES_TABLE.search(sql):
        return True
    names = [name.rpartition(".")[2] for name in _NAMED.findall(sql)]
    for name in names:
        database.doubt(name)
    return bool(names) and UNKNOWN_PART not in sql


def _apply(database: Database, tree: exp.Expr, relic: Relic) -> bool:
    from sqlglot import exp

    match tree:
        case exp.Create(kind="TABLE"):
            return _create(database, tree, relic)
        case exp.Drop(kind="TABLE"):
            for table in tree.find_all(exp.Table):
                if _unknown(table.name):
                    return False
                database.drop(table.name, table.db or None)
        case exp.Alter(kind="TABLE"):
            return _alter(database, tree)
    return True


def _unknown(name: str) -> bool:
    return not name or _PLACEHOLDER in name


def _create(database: Database, tree: exp.Create, relic: Relic) -> bool:
    from dataclasses import replace

    made = table_of(tree, relic)
    if made is None:
        return True  # one more table of an unknown name changes nothing that is known
    if tree.args.get("exists") and database.find(made.name, made.schema) is not None:
        return True
    temporary = any(type(p).__name__ == "TemporaryProperty" for p in _properties(tree))
    if not temporary:
        database.create(replace(made, open=made.open or not made.columns))
    return True


def _properties(tree: exp.Create) -> list[exp.Expr]:
    properties = tree.args.get("properties")
    return list(properties.expressions) if properties is not None else []


def table_of(tree: exp.Create, relic: Relic) -> Relic | None:
    """Return the table that `CREATE TABLE` describes, the rest as in `relic`."""
    from dataclasses import replace

    from sqlglot import exp

    table = tree.find(exp.Table)
    if table is None or _unknown(table.name):
        return None
    schema = tree.this if isinstance(tree.this, exp.Schema) else None
    items = schema.expressions if schema is not None else []
    columns = [_column(item) for item in items if isinstance(item, exp.ColumnDef)]
    references = [r for item in items for r in _references(item)]
    keyed = {name for item in items for name in _primary(item)}
    return replace(
        relic,
        name=table.name,
        schema=None if _unknown(table.db) else table.db,
        columns=tuple(_with_key(column, keyed) for column in columns),
        references=tuple(references),
        open=tree.args.get("expression") is not None,
    )


def _with_key(column: Column, keyed: set[str]) -> Column:
    if column.name not in keyed:
        return column
    return Column(column.name, column.type, False, True)


def _column(node: exp.ColumnDef) -> Column:
    from sqlglot import exp

    kinds = [c.args.get("kind") for c in node.args.get("constraints") or ()]
    primary = any(isinstance(kind, exp.PrimaryKeyColumnConstraint) for kind in kinds)
    refused = any(
        isinstance(kind, exp.NotNullColumnConstraint) and not kind.args.get("allow_null")
        for kind in kinds
    )
    kind = node.args.get("kind")
    shown = kind.sql().lower() if kind is not None else None
    return Column(node.name, shown, not (primary or refused), primary)


def _primary(node: exp.Expr) -> list[str]:
    from sqlglot import exp

    found = node if isinstance(node, exp.PrimaryKey) else None
    if isinstance(node, exp.Constraint):
        found = node.find(exp.PrimaryKey)
    return [part.name for part in found.expressions] if found is not None else []


def _references(node: exp.Expr) -> list[Reference]:
    from sqlglot import exp

    if isinstance(node, exp.ColumnDef):
        kinds = [c.args.get("kind") for c in node.args.get("constraints") or ()]
        return [
            _reference(node.name, kind, 0, kind.args.get("options") or ())
            for kind in kinds
            if isinstance(kind, exp.Reference)
        ]
    key = node.find(exp.ForeignKey) if isinstance(node, exp.Constraint | exp.ForeignKey) else None
    target = key.args.get("reference") if key is not None else None
    if key is None or target is None:
        return []
    options = [*(target.args.get("options") or ()), *_rule(key)]
    return [
        _reference(column.name, target, position, options)
        for position, column in enumerate(key.expressions)
    ]


def _rule(key: exp.Expr) -> list[str]:
    rule = key.args.get("delete")
    return [f"ON DELETE {rule}"] if rule else []


def _reference(column: str, node: exp.Expr, position: int, options: object) -> Reference:
    from sqlglot import exp

    table = node.find(exp.Table)
    schema = node.this
    columns = schema.expressions if isinstance(schema, exp.Schema) else []
    to_column = columns[position].name if position < len(columns) else None
    rules = [str(option) for option in options] if isinstance(options, list | tuple) else []
    rule = next((r[len("ON DELETE ") :] for r in rules if r.upper().startswith("ON DELETE ")), None)
    return Reference(
        column,
        table.name if table is not None else "",
        to_column,
        rule.upper().replace(" ", "_") if rule else None,
    )


def _alter(database: Database, tree: exp.Alter) -> bool:
    from sqlglot import exp

    name, schema = tree.this.name, tree.this.db or None
    if _unknown(name):
        return False
    for action in tree.args.get("actions") or ():
        table = database.find(name, schema)
        if table is None:
            return True
        if isinstance(action, exp.AlterRename):
            new = action.this.name
            if _unknown(new):
                return False
            database.rename(name, new, schema)
            name = new
        else:
            _change(database, table, action)
    return True


def _change(database: Database, table: Relic, action: exp.Expr) -> None:
    from sqlglot import exp

    match action:
        case exp.RenameColumn():
            database.rename_column(table, action.this.name, action.args["to"].name)
        case exp.ColumnDef():
            database.add_column(table, _column(action), _references(action))
        case exp.Drop(kind="COLUMN"):
            for column in action.args.get("tables") or [action.this]:
                database.drop_column(table, column.name)
                table = database.find(table.name, table.schema) or table
        case exp.Schema():
            for column in action.expressions:
                _change(database, table, column)
                table = database.find(table.name, table.schema) or table
        case exp.AddConstraint():
            added = [r for part in action.expressions for r in _references(part)]
            database.update(table, references=(*table.references, *added))
        case exp.AlterColumn() | exp.Drop() | exp.Constraint():
            pass
        case _ if type(action).__name__ == "ModifyColumn" and not action.args.get("rename_from"):
            pass
        case _:
            database.update(table, open=True)
