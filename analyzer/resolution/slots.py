"""A slot: the values that one name, attribute, parameter or result can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from analyzer.resolution.values import (
    DictOf,
    ExternalInstance,
    Instance,
    ListOf,
    Text,
    TupleOf,
    Value,
)

if TYPE_CHECKING:
    from analyzer.resolution.units import Unit

# More values than this say nothing any more; the first ones found are kept.
CAPACITY = 24
# The same for entries of mappings, each of which is about another key, for what outsiders give, and
# for values and entries that say next to nothing: they leave room for those that do.
_ROOM = {"plain": CAPACITY, "entry": 64, "outside": 8, "hollow": 8, "dull": 3}
# Among more values than these one is looked up by its hash.
_FEW = 8
_SCARCE = frozenset({"outside", "hollow", "dull"})


class Slot:
    """Values in the order in which they were found, and the units to run again when one comes.

    `inherited` are the look-ups through classes that may end here.
    """

    __slots__ = ("_known", "_taken", "inherited", "readers", "values")

    def __init__(self) -> None:
        self.values: tuple[Value, ...] = ()
        self.readers: dict[Unit, None] = {}
        self.inherited: list[Lookup] = []
        # Kept where many values come: which ones are known, and how much of the room they take.
        self._known: set[Value] | None = None
        self._taken: Counter[str] | None = None

    def concerned(self) -> Iterator[Unit]:
        """Yield the units to run again when a value has come."""
        yield from self.readers
        for lookup in self.inherited:
            if lookup.reaches(self):
                yield from lookup.readers

    def add(self, values: tuple[Value, ...]) -> bool:
        """Add values; return whether any was new."""
        known = self.values
        if values is known:
            return False
        among = self._known or known
        fresh = tuple([value for value in values if value not in among])
        if not fresh:
            return False
        if any(map(_is_told_apart, fresh)):
            known = tuple(value for value in known if not _is_superseded(value, fresh))
        if self._taken or self._needs_room(fresh):
            fresh = self._fitting(known, fresh)
        if not fresh:
            return False
        self._hold(join(known, fresh))
        return not known or any(_tells(value, len(known)) for value in fresh)

    def forget(self, is_told_apart: Callable[[Value], bool]) -> None:
        """Drop what came together here before it was told apart."""
        self._hold(tuple(value for value in self.values if not is_told_apart(value)))
        self._taken = None

    def _needs_room(self, fresh: tuple[Value, ...]) -> bool:
        return len(self.values) + len(fresh) > CAPACITY or any(_kind(v) in _SCARCE for v in fresh)

    def _fitting(self, known: tuple[Value, ...], fresh: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return those of the values for which there is room beside the known ones."""
        taken = self._taken if known is self.values else None
        if taken is None:
            taken = Counter(map(_kind, known))
        kept: list[Value] = []
        for value in dict.fromkeys(fresh):
            kind = _kind(value)
            if taken[kind] < _ROOM[kind]:
                taken[kind] += 1
                kept.append(value)
        self._taken = taken if kept or known is self.values else None
        return tuple(kept)

    def _hold(self, values: tuple[Value, ...]) -> None:
        self.values = values
        self._known = set(values) if len(values) > _FEW else None


class Lookup:
    """What a class has under a name: the slots of its ancestors in order, the first filled counts.

    Who reads it is registered here once, and not with each of the ancestors.
    """

    __slots__ = ("_slots", "found", "readers")

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._slots: list[Slot] = []
        self.readers: dict[Unit, None] = {}
        for slot in slots:
            slot.inherited.append(self)
            self._slots.append(slot)
            self.found = slot
            if slot.values:
                break  # what is filled stays so, and hides all behind it

    def reaches(self, slot: Slot) -> bool:
        """Tell whether no slot before one is filled; where that one is, it is what is found."""
        for each in self._slots:
            if each is slot:
                self.found = slot if slot.values else self.found
                return True
            if each.values:
                return False
        return False


def _is_told_apart(value: Value) -> bool:
    return isinstance(value, Instance) and bool(value.held) and value.site is not None


def _is_superseded(value: Value, fresh: tuple[Value, ...]) -> bool:
    """Tell whether more has become known of an object that was made at one place."""
    return (
        isinstance(value, Instance)
        and value.site is not None
        and not value.held
        and any(
            isinstance(new, Instance) and new.site is value.site and bool(new.held) for new in fresh
        )
    )


def _kind(value: Value) -> str:
    """Return a value's kind, `hollow` for an entry that only says that there is such a key."""
    return "hollow" if isinstance(value, DictOf) and _is_hollow(value) else value.kind


def _is_hollow(value: Value) -> bool:
    match value:
        case ListOf(element=element) | DictOf(element=element):
            return _is_hollow(element)
        case TupleOf(items=items):
            return not any(items)
        case ExternalInstance(site=site):
            return site is None
    return value.kind == "dull"


def _tells(value: Value, known: int) -> bool:
    """Tell whether a value is worth running readers again that know so many others.

    Among many entries one more string is not: such a mapping is nobody's table of names, but the
    keywords of all callers together.
    """
    kind = _kind(value)
    if kind == "entry" and known >= CAPACITY:
        return not (isinstance(value, DictOf) and isinstance(value.element, Text))
    return kind not in ("dull", "hollow")


def join(left: tuple[Value, ...], right: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values of both, each once, in order."""
    if not right or left == right:
        return left
    if not left:
        return right
    return tuple(dict.fromkeys(left + right))


def joined(parts: Iterable[tuple[Value, ...]]) -> tuple[Value, ...]:
    """Return the values of all parts, each once, in order."""
    first: tuple[Value, ...] = ()
    found: dict[Value, None] | None = None
    for part in parts:
        if found is not None:
            for value in part:  # most often one
                found[value] = None
        elif not first:
            first = part
        elif part:
            found = dict.fromkeys(first + part)
    return first if found is None else tuple(found)
