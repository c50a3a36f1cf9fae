"""Filters: what a set of filters, or a REST view's own options, look up through relations.

Source: "FilterSet options", "Core arguments" and `filters.py` of django-filter 24; "Filtering" in
the documentation of Django REST framework.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from analyzer.frameworks.django import listing
from analyzer.frameworks.django.lookups import joined_tables
from analyzer.frameworks.django.values import QueryValue
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    ExternalInstance,
    Instance,
    Text,
    Value,
    Values,
    flattened,
    text_of,
)

# Options of views that name lookups; before a search there may stand how it is compared.
_OPTIONS = ("filterset_fields", "search_fields", "ordering_fields", "ordering")
_HOW = "^=@$-"
# Under what name, which no attribute can have, a class keeps the tables that its filters join.
_JOINED = "<joined>"
# More tables than this say nothing of a view any more.
_MOST_JOINS = 24


def is_set(cls: ClassInfo) -> bool:
    """Tell whether a class is a set of filters."""
    return any(isinstance(base, str) and base.endswith("FilterSet") for base in mro(cls))


def made(frame: Frame, cls: ClassInfo, site: CallSite) -> None:
    """Take note of the rows that a set of filters is made for: they are of its one model."""
    given = (v.apart for v in site.argument(1, "queryset") if isinstance(v, QueryValue))
    frame.engine.write(frame.slot(cls.slots, "queryset"), tuple(dict.fromkeys(given)))


def serve(frame: Frame, owner: Instance, queries: Values) -> None:
    """Have each filter of a set say what it makes of the rows, and keep what they join."""
    found: Values = ()
    for field in dict.fromkeys([*(v for _, v in _declared(owner.cls)), *_added(frame, owner)]):
        site = getattr(field, "site", None)
        method = text_of(site.argument(99, "method")) if isinstance(site, CallSite) else None
        if method is not None:
            found = join(found, listing.invoke(frame, owner, method.value, (queries, (), ())))
        if isinstance(field, Instance):
            found = join(found, listing.invoke(frame, field, "filter", (queries, ())))
    found = join(found, listing.invoke(frame, owner, "filter_queryset", (queries,)))
    joins = {table for value in found if isinstance(value, QueryValue) for table in value.joins}
    kept = tuple(Text(table) for table in sorted(joins)[:_MOST_JOINS])
    frame.engine.write(frame.slot(owner.cls.slots, _JOINED), kept)


def applied(frame: Frame, owner: Instance, queries: Values) -> Values:
    """Return what a set of filters makes of queries."""
    extra = [value.value for value in lookup.raw(frame, owner, _JOINED) if isinstance(value, Text)]
    paths = [_path(name, field) for name, field in _declared(owner.cls)]
    paths += _listed(frame, owner)
    return tuple(_joining(v, paths, extra) for v in queries if isinstance(v, QueryValue))


def of_view(frame: Frame, view: Instance, queries: Values) -> Values:
    """Return what a view's `filterset_class` and its other options for lists make of queries."""
    for value in lookup.raw(frame, view, "filterset_class"):
        if isinstance(value, ClassValue) and is_set(value.cls):
            queries = applied(frame, Instance(value.cls), queries)
    paths = [path for name in _OPTIONS for path in _paths(lookup.raw(frame, view, name))]
    return tuple(_joining(v, paths, []) if isinstance(v, QueryValue) else v for v in queries)


def _joining(query: QueryValue, paths: list[str], extra: list[str]) -> QueryValue:
    joined = joined_tables(query.model, paths)
    joins = tuple(sorted({*query.joins, *joined, *extra}))[:_MOST_JOINS]
    return msgspec.structs.replace(query, joins=joins)


def _declared(cls: ClassInfo) -> Iterator[tuple[str, Value]]:
    """Yield the declared filters by name, the nearest of a name first."""
    seen: set[str] = set()
    for ancestor in mro(cls):
        for name, slot in sorted(ancestor.slots.items()) if isinstance(ancestor, ClassInfo) else ():
            if name not in seen and any(map(_is_filter, slot.values)):
                seen.add(name)
                yield from ((name, value) for value in slot.values)


def _added(frame: Frame, owner: Instance) -> Iterator[Value]:
    """Yield the filters that a set is given as it is made: `self.filters["tag"] = TagFilter()`.

    Not those that a base gives to whichever of its heirs needs them.
    """
    for entry in frame.engine.read(frame.slot(owner.cls.slots, "filters"), frame.unit):
        if isinstance(entry, DictOf) and _is_filter(entry.element):
            yield entry.element


def _is_filter(value: Value) -> bool:
    match value:
        case ExternalInstance(name=name):
            return name.endswith("Filter")
        case Instance(cls=cls):
            return any(isinstance(base, str) and base.endswith("Filter") for base in mro(cls))
    return False


def _path(name: str, field: Value) -> str:
    site = getattr(field, "site", None)
    named = text_of(site.argument(0, "field_name")) if isinstance(site, CallSite) else None
    return named.value if named is not None else name


def _listed(frame: Frame, owner: Instance) -> Iterator[str]:
    for meta in lookup.raw(frame, owner, "Meta"):
        yield from _paths(lookup.raw(frame, meta, "fields"))


def _paths(values: Values) -> Iterator[str]:
    """Yield the lookups among strings, or the keys of a mapping of them."""
    for value in values:
        if isinstance(value, DictOf) and value.key is not None:
            yield value.key
    for value in flattened(values):
        if isinstance(value, Text) and value.exact:
            yield value.value.lstrip(_HOW)
