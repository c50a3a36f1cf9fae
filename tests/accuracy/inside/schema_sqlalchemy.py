"""SQLAlchemy's own registry: every table of every `MetaData` that is alive."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

from .parties import Parties

# Where a bare `Table(...)` was made, by the identity of the table: kept by `watch`.
_makers: dict[int, str] = {}
# Whose frames stand between the code that declares a table and its making.
MACHINERY = ("sqlalchemy", "flask_sqlalchemy", "sqlmodel", "sqlalchemy_utils", "seamline_accuracy")


def watch(schema: Any) -> None:
    """Have `sqlalchemy.sql.schema` remember which module makes each table."""
    original = schema.MetaData._add_table

    def adding(self: Any, name: Any, schema_name: Any, table: Any) -> Any:
        _makers[id(table)] = _maker()
        return original(self, name, schema_name, table)

    schema.MetaData._add_table = adding


def _maker() -> str:
    frame: Any = sys._getframe(2)
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] not in MACHINERY:
            return module
        frame = frame.f_back
    return ""


def tables(parties: Parties) -> list[dict[str, Any]]:
    """Return each table of each metadata, by its mapped class where it has one."""
    schema = import_module("sqlalchemy.schema")
    classes, homes = _mapped(), _variables(schema.Table)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for metadata in [item for item in gc.get_objects() if isinstance(item, schema.MetaData)]:
        for table in metadata.tables.values():
            row = _table(table, classes.get(id(table)), homes)
            key = (row["schema"] or "", row["table"])
            if key not in found or _rank(row, parties) > _rank(found[key], parties):
                found[key] = row
    return [found[key] for key in sorted(found)]


def _rank(row: dict[str, Any], parties: Parties) -> tuple[bool, bool, int]:
    # A copy of a table (reflected, or made by a migration) has no class and fewer keys.
    return parties.is_first(row["module"] or ""), row["class"] is not None, len(row["columns"])


def _mapped() -> dict[int, Any]:
    """Return the class that each table belongs to: the topmost one, where several share it."""
    orm = import_module("sqlalchemy.orm")
    found: dict[int, Any] = {}
    mappers = [item for item in gc.get_objects() if isinstance(item, orm.Mapper)]
    for mapper in sorted(mappers, key=lambda m: len(m.class_.__mro__)):
        found.setdefault(id(mapper.local_table), mapper.class_)
    return found


def _variables(kind: type) -> dict[int, str]:
    """Return the module that holds each table in a variable: the shortest name, if several do."""
    found: dict[int, str] = {}
    for name in sorted(sys.modules, key=lambda name: (name.count("."), name), reverse=True):
        for value in list(vars(sys.modules[name]).values()) if sys.modules[name] else []:
            if isinstance(value, kind):
                found[id(value)] = name
    return found


def _table(table: Any, cls: Any, homes: dict[int, str]) -> dict[str, Any]:
    made = _makers.get(id(table)) or homes.get(id(table))
    return {
        "table": table.name,
        "schema": table.schema,
        "module": made if cls is None else cls.__module__,
        "made_in": made,
        "class": cls.__qualname__ if cls is not None else None,
        "columns": [column.name for column in table.columns],
        "fks": [_key(key) for key in sorted(table.foreign_keys, key=_order)],
    }


def _order(key: Any) -> tuple[str, str]:
    return key.parent.name, key.target_fullname


def _key(key: Any) -> dict[str, Any]:
    *path, column = key.target_fullname.split(".")
    return {"column": key.parent.name, "to_table": path[-1], "to_column": column}
