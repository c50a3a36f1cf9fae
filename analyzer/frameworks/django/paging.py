"""Paginators: what is paged is counted when a page is asked for, and read when one goes through it.

Source: "Pagination" in Django's documentation (`Paginator`, `Page`).
"""

from __future__ import annotations

from analyzer.frameworks.django.querysets import Toucher
from analyzer.frameworks.django.values import PageOf, QueryValue
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import ExternalMethod, Instance, ListOf, Value, Values

_COUNTING = frozenset({"count", "num_pages", "page_range", "has_next", "has_other_pages"})
_PAGES = frozenset({"page", "get_page", "apage", "aget_page"})


def is_paginator(cls: ClassInfo) -> bool:
    """Tell whether a class of the program is a paginator of Django's kind."""
    return any(
        isinstance(base, str) and base.startswith("django.") and base.endswith("Paginator")
        for base in mro(cls)
    )


def paginated(rows: Values) -> Values:
    """Return the paginators over what may be paged."""
    return tuple(PageOf(v) for v in rows if isinstance(v, QueryValue | Instance | ListOf))


def attribute(frame: Frame, page: PageOf, name: str, line: int) -> Values:
    """Return what an attribute of a paginator or page gives."""
    if name == "object_list":
        return (page.rows,)
    if name == "paginator":
        return (page,)
    if name in _COUNTING:
        _count(frame, page.rows, line)
    return (ExternalMethod(page, name),)


def call(frame: Frame, page: PageOf, name: str, line: int) -> Values:
    """Return what a method of a paginator or page gives."""
    if name not in _PAGES:
        return ()
    _count(frame, page.rows, line)
    return (page,)


def _count(frame: Frame, rows: Value, line: int) -> None:
    if isinstance(rows, QueryValue):
        Toucher(frame, line, "likely").read(rows, "iterate")
    elif isinstance(rows, Instance):
        for method in lookup.attribute(frame, rows, "count", line):
            calls.call_value(frame, method, calls.no_arguments(frame, line))
