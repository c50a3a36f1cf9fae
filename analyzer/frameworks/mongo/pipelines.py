"""Aggregation pipelines: which further collections their stages read and write.

Source: "Aggregation Stages" in the manual of MongoDB 8.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.resolution.values import DictOf, ListOf, Text, TupleOf, Value, Values

# A stage, the key inside of it that names a collection, and what is done with that one.
_STAGES = {
    "$lookup": ("from", "read"),
    "$graphLookup": ("from", "read"),
    "$unionWith": ("coll", "read"),
    "$merge": ("into", "write"),
    "$out": ("coll", "write"),
}


def stages(values: Values) -> Iterator[tuple[str, str]]:
    """Yield what the stages of a pipeline do with collections: read or write, and which."""
    for value in values:
        match value:
            case TupleOf(items=items):
                for item in items:
                    yield from stages(item)
            case ListOf(element=element):
                yield from stages((element,))
            case DictOf(key=str() as stage, element=element) if stage in _STAGES:
                inner, operation = _STAGES[stage]
                yield from ((operation, name) for name in _names(element, inner))
                yield from stages((element,))
            case DictOf(element=element):
                yield from stages((element,))


def _names(value: Value, key: str) -> Iterator[str]:
    match value:
        case Text(value=name, exact=True):
            yield name
        case DictOf(key=found, element=inner) if found in (key, "coll"):
            yield from _names(inner, key)
