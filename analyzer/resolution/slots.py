"""A slot: the values that one name, attribute, parameter or result can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.resolution.units import Unit
    from analyzer.resolution.values import Value

# More values than this say nothing any more; the first ones found are kept.
CAPACITY = 24


class Slot:
    """Values in the order in which they were found, and the units to run again when one comes."""

    __slots__ = ("readers", "values")

    def __init__(self) -> None:
        self.values: tuple[Value, ...] = ()
        self.readers: dict[Unit, None] = {}

    def add(self, values: tuple[Value, ...]) -> bool:
        """Add values; return whether any was new."""
        known = self.values
        fresh = tuple(value for value in values if value not in known)
        if not fresh or len(known) >= CAPACITY:
            return False
        self.values = join(known, fresh)[:CAPACITY]
        return True


def join(left: tuple[Value, ...], right: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values of both, each once, in order."""
    if not right or left == right:
        return left
    if not left:
        return right
    return tuple(dict.fromkeys(left + right))
