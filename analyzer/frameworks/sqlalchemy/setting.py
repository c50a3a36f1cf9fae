"""Rows whose attributes are set: what the unit of work will write of them."""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import UNKNOWN_PART


def set_attribute(frame: Frame, mapped: Mapped, name: str, line: int) -> bool:
    """Record that a row will be written whose attribute is set; False if that is not mapped.

    Where a name is not known (`setattr(row, key, value)`) it is taken for a column's.
    """
    relationship = mapped.relationship(name)
    column = mapped.column(name)
    if relationship is None and column is None and not _may_be_any(frame, name):
        return False
    if column is not None:
        frame.column(*column, "write", line)
    if _runs(frame, "__init__"):
        return True
    if relationship is not None and relationship.is_kept_elsewhere:
        cascades.change(frame, relationship, line)
    else:
        write(frame, mapped.table if column is None else column[0], line)
    return True


def write(frame: Frame, table: str, line: int) -> None:
    """Record that the next flush writes a row."""
    frame.touch(table, "write", "flush", "likely", line, waits=True)


def _may_be_any(frame: Frame, name: str) -> bool:
    # A base that lends all its heirs `row[key] = value` sets nothing that anybody is seen to set.
    return name == UNKNOWN_PART and not _runs(frame, "__setitem__", "__setattr__", "__setstate__")


def _runs(frame: Frame, *names: str) -> bool:
    function = frame.unit.function
    return function is not None and function.name in names
