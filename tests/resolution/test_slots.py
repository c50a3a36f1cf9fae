"""Slots: what they have room for, and whom a new value is worth running again."""

from __future__ import annotations

import pytest

from analyzer.resolution.slots import CAPACITY, Slot
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
