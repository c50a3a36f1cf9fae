"""Paginations of Flask-SQLAlchemy, and the program's own, which it makes run what they are given.

Source: `flask_sqlalchemy.pagination`: a `Pagination` keeps what it is given by name, beside its own
options, in `_query_args`, and asks `_query_items` and `_query_count` at once.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.values import PageValue
from analyzer.resolution import lookup
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.storing import store
from analyzer.resolution.values import (
    CallSite,
    DictOf,
    ExternalMethod,
    Instance,
    ListOf,
    Values,
)

_BASE = "flask_sqlalchemy.pagination."
_ASKED = ("_query_items", "_query_count")


def attribute(page: PageValue, name: str) -> Values:
    """Return what a page has: its rows, and methods that give the pages beside it."""
    if name == "items":
        return tuple(ListOf(row) for row in page.rows)
    return (ExternalMethod(page, name),) if name in ("next", "prev") else ()


def is_pagination(cls: ClassInfo) -> bool:
    """Tell whether a class stands on Flask-SQLAlchemy's."""
    return any(isinstance(base, str) and base.startswith(_BASE) for base in mro(cls))


def construct(frame: Frame, cls: ClassInfo, site: CallSite) -> None:
    """Let a pagination fetch its page, and hold it."""
    pagination = Instance(cls)
    given = tuple(DictOf(name, v) for name, values in site.keywords.items() for v in values)
    store(frame, pagination, "_query_args", given, site.line)
    found: Values = ()
    for name in _ASKED:
        for method in lookup.attribute(frame, pagination, name, site.line):
            result = call_value(frame, method, no_arguments(frame, site.line))
            found = join(found, result if name == "_query_items" else ())
    store(frame, pagination, "items", found, site.line)
