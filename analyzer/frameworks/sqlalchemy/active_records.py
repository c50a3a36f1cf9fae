"""Rows that save and find themselves, with what libraries add to mapped classes.

Sources: `oslo_db.sqlalchemy.models` of oslo.db; "Active Record" in the documentation of
sqlalchemy-mixins.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.values import ClassValue, Instance, ListOf, Value, Values

_PACKAGES = ("oslo_db.", "sqlalchemy_mixins.")
_WRITES = frozenset({"delete", "save", "soft_delete", "update"})
_FINDS_ONE = frozenset({"find", "find_or_fail", "first"})
_FINDS_MANY = frozenset({"all", "where", "sort", "smart_query"})


def call(frame: Frame, mapped: Mapped, receiver: Value, name: str, line: int) -> Values | None:
    """Record what a method of a library's base class does with its row's table."""
    bases = (base for base in mro(mapped.cls) if isinstance(base, str))
    if not any(base.startswith(_PACKAGES) for base in bases):
        return None
    row = Instance(mapped.cls)
    if isinstance(receiver, Instance) and name in _WRITES:
        _touch(frame, mapped, "write", line)
        if name == "delete":
            cascades.delete(frame, mapped, line)
        return (receiver,)
    if isinstance(receiver, ClassValue) and name == "create":
        _touch(frame, mapped, "write", line)
        return (row,)
    if isinstance(receiver, ClassValue) and name in _FINDS_ONE | _FINDS_MANY:
        _touch(frame, mapped, "read", line)
        return (row,) if name in _FINDS_ONE else (ListOf(row),)
    return None


def _touch(frame: Frame, mapped: Mapped, operation: str, line: int) -> None:
    for table in mapped.tables():
        frame.touch(table, operation, "session", "likely", line)
