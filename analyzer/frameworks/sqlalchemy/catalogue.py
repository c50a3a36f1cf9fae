"""All tables of a `MetaData`, one after another: what empties or copies a whole database.

Source: "MetaData, Table, Columns" in SQLAlchemy's documentation. Which of several a `MetaData` is
is not told apart: the tables are those of all mapped classes and bare tables.
"""

from __future__ import annotations

from analyzer.frameworks.base import Schema
from analyzer.frameworks.sqlalchemy.declarations import is_metadata
from analyzer.frameworks.sqlalchemy.values import EveryTable, NamedTable
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.values import ExternalMethod, ListOf, TupleOf, Value, Values


def attribute(schema: Schema, value: Value, name: str) -> Values | None:
    """Return what `metadata.sorted_tables` goes through."""
    if name != "sorted_tables" or not is_metadata(value):
        return None
    return tuple(ListOf(table) for table in _tables(schema))


def call(schema: Schema, receiver: Value, name: str) -> Values | None:
    """Return what `metadata.tables.values()` and `.items()` go through."""
    match receiver:
        case ExternalMethod(receiver=holder, name="tables") if is_metadata(holder):
            tables = _tables(schema)
            if name == "values":
                return tuple(map(ListOf, tables))
            return (ListOf(TupleOf(((), tables))),) if name == "items" and tables else None
    return None


def item(schema: Schema, value: Value, index: Expr) -> Values | None:
    """Return the table that `metadata.tables["orders"]` is."""
    match value, index:
        case ExternalMethod(receiver=holder, name="tables"), facts.Constant(value=str(name)):
            key = schema.find(*reversed(name.split(".")[-2:]))
            if is_metadata(holder) and key is not None:
                return (NamedTable(key),)
    return None


def _tables(schema: Schema) -> tuple[EveryTable, ...]:
    keys = sorted(key for key, table in schema.tables.items() if table.origin == "orm")
    return (EveryTable(tuple(keys)),) if keys else ()
