"""Statements that a table begins itself: `table.select()`, `table.insert()`.

Source: "Table" in SQLAlchemy's documentation of Core.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.statements import WRITERS, Reader
from analyzer.frameworks.sqlalchemy.values import EveryTable, NamedTable, TableValue
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Values


def call(
    frame: Frame,
    mappings: Mappings,
    table: TableValue | NamedTable | EveryTable,
    name: str,
    site: CallSite,
) -> Values | None:
    """Return what a method of a table gives."""
    inner = CallSite(site.call, frame.unit)
    inner.args = ((table,), *site.args)
    reader = Reader(frame, mappings, inner, site)
    if name in WRITERS:
        return reader.writing(name)
    if name in ("select", "join", "outerjoin"):
        return reader.query(runs=False)
    if name in ("alias", "tometadata", "to_metadata"):
        return (table,)
    return None
