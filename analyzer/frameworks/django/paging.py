"""Paginators: what is paged is counted when a page is asked for, and read when one goes through it.

Source: "Pagination" in Django's documentation (`Paginator`, `Page`).
"""

from __future__ import annotations

import sys

from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import PageOf, QueryValue
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import CallSite, ExternalMethod, Instance, ListOf, Value, Values

_COUNTING = frozenset({"count", "num_pages", "page_range", "has_next", "has_other_pages"})
# Whose functions do with a query what their documentation says.
_KNOWN = frozenset({"django", "rest_framework"})
_PAGES = frozenset({"page", "get_page", "apage", "aget_page"})


def is_paginator(cls: ClassInfo) -> bool:
    """Tell whether a class of the program is a paginator of Django's kind."""
    return any(
        isinstance(base, str) and base.startswith("django.") and base.endswith("Paginator")
        for base in mro(cls)
    )


def paginated(rows: Values, cls: ClassInfo | None = None) -> Values:
    """Return the paginators over what may be paged, of the program's own class if it has one."""
    return tuple(
        PageOf(value, False, cls)
        for value in rows
        if isinstance(value, QueryValue | Instance | ListOf)
    )


def handed(frame: Frame, name: str, site: CallSite) -> Values:
    """Record that a function of a package fetches the queries it is given; return what it makes.

    That is taken for a page, or something else that rows come out of.
    Functions that are known to only pass queries on are left alone, and so are classes.
    """
    top, last = name.partition(".")[0], name.rpartition(".")[2]
    if not last.islower() or top in _KNOWN or top in sys.stdlib_module_names:
        return ()
    given = [value for values in (*site.args, *site.keywords.values()) for value in values]
    queries = dict.fromkeys(value for value in given if isinstance(value, QueryValue))
    for query in queries:
        Toucher(frame, site.line, "likely").read(query, "iterate")
    return tuple(PageOf(query, True) for query in queries)


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
    if page.is_foreign:
        lookup.iterate(frame, page.rows, line)
        return ()
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
