"""SQL that is handed to a database of Pony, which may leave out the word `select`."""

from __future__ import annotations

from analyzer.frameworks.base import Schema
from analyzer.frameworks.sql.statements import statement_uses
from analyzer.model.place import Location
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Text

_QUERIES = frozenset({"exists", "get", "select"})


def run(frame: Frame, schema: Schema, method: str, site: CallSite) -> None:
    """Record what `db.select(...)` and its kin read, and what `db.insert(table, ...)` writes.

    `db.execute(...)` takes whole statements, as every cursor does.
    """
    place = Location(frame.unit.module.path, site.line)
    for value in site.argument(0, "sql"):
        if not isinstance(value, Text) or not value.value.strip():
            continue
        confidence = "certain" if value.exact else "likely"
        if method == "insert" and value.exact:
            frame.resolve(site)
            frame.touch(schema.mention(value.value, place), "write", "sql", confidence, site.line)
        elif method in _QUERIES:
            for name, space, operation in statement_uses(_whole(value.value)) or ():
                frame.resolve(site)
                key = schema.mention(name, place, space)
                frame.touch(key, operation, "sql", confidence, site.line)


def _whole(sql: str) -> str:
    words = sql.split(None, 1)
    return sql if words[0].lower() in ("select", "with") else f"select {sql}"
