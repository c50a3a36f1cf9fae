"""Whether the parts of a package need each other, or only stand beside one another."""

from __future__ import annotations

from collections.abc import Mapping

# Of parts that are said to be unrelated, no more than such a share hang together.
_TIED = 1 / 2


def unrelated(parts: Mapping[int, str], needs: Mapping[int, frozenset[int]], fewest: int) -> bool:
    """Tell whether of at least `fewest` parts no more than half hang together.

    `parts` maps modules to the part in which they lie, `needs` modules to those that they need.
    """
    near: dict[str, set[str]] = {part: set() for part in parts.values()}
    for node, part in parts.items():
        for other in needs.get(node, frozenset()) & parts.keys():
            near[part].add(parts[other])
            near[parts[other]].add(part)
    return len(near) >= fewest and _largest(near) <= _TIED * len(near)


def _largest(near: Mapping[str, set[str]]) -> int:
    """Return the size of the largest connected component."""
    left, largest = set(near), 0
    while left:
        pending, size = [left.pop()], 1
        while pending:
            fresh = near[pending.pop()] & left
            left -= fresh
            pending += fresh
            size += len(fresh)
        largest = max(largest, size)
    return largest
