"""Rows that save and find themselves, with what libraries add to mapped classes.

Sources: `oslo_db.sqlalchemy.models` of oslo.db; "Active Record" in the documentation of
sqlalchemy-mixins; `cherrypy_foundation.plugins.db`. SQLAlchemy itself gives rows no such methods:
where a base does that is not known, it can only mean the session.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import outside_bases
from analyzer.resolution.values import ClassValue, Instance, ListOf, Value, Values

_PACKAGES = ("oslo_db.", "sqlalchemy_mixins.")
_WRITES = frozenset({"delete", "save", "soft_delete", "update"})
# Methods of a session under which rows of unknown bases hand themselves to theirs.
_ADDS = frozenset({"add", "save", "delete"})
_ENDS = frozenset({"commit", "flush"})
_FINDS_ONE = frozenset({"find", "find_or_fail", "first"})
_FINDS_MANY = frozenset({"all", "where", "sort", "smart_query"})


def call(frame: Frame, mapped: Mapped, receiver: Value, name: str, line: int) -> Values | None:
    """Record what a method of a library's base class does with its row's table."""
    bases = outside_bases(mapped.cls)
    if not any(base.startswith(_PACKAGES) for base in bases):
        return _of_unknown(frame, mapped, receiver, name, line)
    row = Instance(mapped.cls)
    if isinstance(receiver, Instance) and name in _WRITES:
        sets = name == "update" and any(base.startswith("oslo_db.") for base in bases)
        _touch(frame, mapped, "write", line, sets)
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


def _of_unknown(
    frame: Frame, mapped: Mapped, receiver: Value, name: str, line: int
) -> Values | None:
    """Record what a row has its session do, by a method of a base that is not known."""
    if not isinstance(receiver, Instance) or name not in _ADDS | _ENDS:
        return None
    if name == "commit":
        frame.commit(line)
    elif name == "flush":
        frame.flush(line)
    else:
        _touch(frame, mapped, "write", line, waits=True)
    if name == "delete":
        cascades.delete(frame, mapped, line)
    return (receiver,)


def _touch(frame: Frame, mapped: Mapped, operation: str, line: int, waits: bool = False) -> None:
    """Record a touch of a row's tables; it `waits` where the session is only told of it."""
    for table in mapped.tables():
        frame.touch(table, operation, "session", "likely", line, waits)
