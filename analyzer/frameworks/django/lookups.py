"""Lookup paths (`lines__product__title`): which tables a filter joins.

Source: "Lookups that span relationships" in Django's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.values import Lookup
from analyzer.resolution.values import CallSite, ListOf, Text, TupleOf, Value, Values

# Keyword arguments of queryset methods that are options and no lookups.
_OPTIONS = frozenset(
    [
        "flat",
        "named",
        "batch_size",
        "ignore_conflicts",
        "update_conflicts",
        "chunk_size",
        "using",
        "defaults",
        "all",
    ]
)


def paths_in(site: CallSite) -> list[str]:
    """Return the lookup paths among a call's arguments: keywords, strings, Q and F objects."""
    paths = [name for name in site.keywords if name not in _OPTIONS]
    for values in (*site.args, *site.keywords.values()):
        paths.extend(_paths(values))
    return list(dict.fromkeys(paths))


def _paths(values: Values) -> Iterator[str]:
    for value in values:
        match value:
            case Text(value=text, exact=True) if text.isprintable() and len(text) < 200:
                yield text.lstrip("-+")
            case Lookup(paths=paths):
                yield from paths
            case ListOf(element=element):
                yield from _paths((element,))
            case TupleOf(items=items):
                for item in items:
                    yield from _paths(item)


def joined_tables(model: ModelInfo, paths: Iterable[str]) -> list[str]:
    """Return the keys of the tables, beside the model's own, that the paths lead to."""
    found: dict[str, None] = {}
    for path in paths:
        current: ModelInfo | None = model
        for name in path.split("__"):
            step = current.query_relation(name) if current is not None else None
            if step is None:
                break
            relation, backwards = step
            if relation.through is not None:
                found[relation.through] = None
            current = relation.source if backwards else relation.target
            if current is not None:
                found[current.table] = None
    return list(found)


def lookup_of(site: CallSite) -> Lookup:
    """Return what a `Q`, `F`, aggregate or expression object carries."""
    return Lookup(tuple(paths_in(site)))


def is_lookup(value: Value) -> bool:
    """Tell whether a value is an expression over lookup paths."""
    return isinstance(value, Lookup)
