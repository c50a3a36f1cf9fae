"""Slots: what they have room for, and whom a new value is worth running again."""

from __future__ import annotations

import pytest

from analyzer.model.facts import FileFacts
from analyzer.model.source import SourceFile
from analyzer.resolution.index import index_module
from analyzer.resolution.slots import CAPACITY, Lookup, Slot
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    DictOf,
    External,
    ExternalInstance,
    ExternalMethod,
    ListOf,
    Text,
    TupleOf,
    Value,
)

_NOTHING = ExternalMethod(External("lib.thing"), "name")


@pytest.mark.parametrize(
    "element", [_NOTHING, ListOf(_NOTHING), TupleOf(()), ExternalInstance("lib.Thing")]
)
def test_a_key_of_which_nothing_is_known_has_nobody_run_again(element: Value) -> None:
    slot = Slot()
    assert slot.add((DictOf("first", Text("orders")),))
    assert not slot.add((DictOf("second", element),))
    assert slot.values[-1] == DictOf("second", element)


def test_keys_of_which_nothing_is_known_leave_room_for_others() -> None:
    slot = Slot()
    slot.add(tuple(DictOf(f"k{n}", _NOTHING) for n in range(100)))
    assert len(slot.values) == 8
    assert slot.add((DictOf("table", Text("orders")),))


def test_a_display_of_many_strings_is_kept_whole() -> None:
    slot = Slot()
    entries = tuple(DictOf(f"k{n}", Text(f"table{n}")) for n in range(CAPACITY + 10))
    assert slot.add(entries)
    assert slot.values == entries
    assert not slot.add((DictOf("one more", Text("x")),))


def test_a_name_is_that_of_the_nearest_ancestor_that_has_it() -> None:
    own, parent, grandparent = Slot(), Slot(), Slot()
    parent.add((Text("parent"),))
    lookup = Lookup([own, parent, grandparent])
    reader = _unit()
    lookup.readers[reader] = None
    grandparent.add((Text("grandparent"),))
    assert not list(grandparent.concerned())
    assert lookup.found is parent
    own.add((Text("own"),))
    assert list(own.concerned()) == [reader]
    assert lookup.found is own
    parent.add((Text("more"),))
    assert not list(parent.concerned())


def test_who_looks_up_what_nobody_has_yet_hears_of_the_first_who_has() -> None:
    own, parent = Slot(), Slot()
    lookup = Lookup([own, parent])
    reader = _unit()
    lookup.readers[reader] = None
    parent.add((Text("parent"),))
    assert list(parent.concerned()) == [reader]
    assert lookup.found is parent


def test_values_told_apart_later_make_room() -> None:
    slot = Slot()
    slot.add(tuple(Text(f"t{n}") for n in range(CAPACITY + 5)))
    assert len(slot.values) == CAPACITY
    assert not slot.add((Text("one more"),))
    slot.forget(lambda value: isinstance(value, Text))
    assert slot.add((Text("one more"),))
    assert slot.values == (Text("one more"),)


def _unit() -> Unit:
    file = SourceFile("a", "a.py", "app", False)
    return Unit(index_module(file, FileFacts(1, None, (), (), ())))
