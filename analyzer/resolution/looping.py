"""Loops: what is gone through, together or one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.values import Text, TupleOf, Value, Values

# A loop over more than these is not gone through one by one.
_MOST_ENTRIES = 64
_MOST_NAMES = 32


def rounds(frame: Frame, iterables: Values, line: int) -> Iterator[Values]:
    """Yield what a loop's target holds in each of the rounds that are told apart.

    In a loop over written names, what its body makes and calls is another thing for each:
    `for name in ("a", "b"): Table(name)`.
    """
    names = _names(iterables)
    unit = frame.unit
    outer = unit.round
    for number, name in enumerate(names, 1):
        unit.round = outer * _MOST_NAMES + number % len(names)
        yield name
    unit.round = outer
    if not names:
        elements: Values = ()
        for value in iterables:
            elements = join(elements, lookup.iterate(frame, value, line))
        yield from _entries(elements)


def _names(iterables: Values) -> tuple[Values, ...]:
    """Return the elements of what is gone through, where they are written names; else none."""
    match iterables:
        case (TupleOf(items=items),) if 1 < len(items) < _MOST_NAMES:
            if all(len(item) == 1 and _is_name(item[0]) for item in items):
                return tuple(dict.fromkeys(items))
    return ()


def _is_name(value: Value) -> bool:
    return isinstance(value, Text) and value.exact and value.value.isidentifier()


def _entries(elements: Values) -> tuple[Values, ...]:
    """Part the elements of a loop where they are the entries of a mapping with known keys.

    So that a key stays with its value: `for name, value in d.items(): setattr(x, name, value)`.
    """
    entries: dict[Values, Values] = {}
    for element in elements:
        match element:
            case TupleOf(items=((Text(exact=True),) as key, _)):
                entries[key] = (*entries.get(key, ()), element)
            case _:
                return (elements,)
    return tuple(entries.values()) if 0 < len(entries) <= _MOST_ENTRIES else (elements,)
