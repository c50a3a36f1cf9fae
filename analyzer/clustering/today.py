"""Today's packages: how the program is divided before anybody divides it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.clustering.graph import Terrain
from analyzer.clustering.problem import canonical_labels
from analyzer.model.partition import MODULE

# So much of a group lies below a package for it to lie there.
_NEARLY = 0.9


def top_packages(names: Sequence[str]) -> list[str]:
    """Return the package that each module counts as part of.

    These are the top-level packages; but one that holds more than three quarters of the modules
    tells nothing apart, and is opened: its members count, as often as it takes.
    """
    tops = [name.partition(".")[0] for name in names]
    while tops:
        count = Counter(tops)
        largest = min(count, key=lambda top: (-count[top], top))
        if 4 * count[largest] <= 3 * len(tops):
            break
        depth = largest.count(".") + 2
        opened = [
            ".".join(name.split(".")[:depth]) if top == largest else top
            for name, top in zip(names, tops, strict=True)
        ]
        if opened == tops:
            break
        tops = opened
    return tops


def packages_of(terrain: Terrain) -> tuple[int, ...]:
    """Number today's packages of all nodes; a table goes with those who define and use it most.

    A table to which no module is tied is a package of its own.
    """
    names = [node.name for node in terrain.nodes if node.kind == MODULE]
    tops: list[object] = list(top_packages(names))
    shares: dict[int, dict[object, float]] = {}
    for i, j, weight in terrain.views.get("tables", ()):
        if i < len(names) <= j:
            share = shares.setdefault(j, {})
            share[tops[i]] = share.get(tops[i], 0.0) + weight
    for table in range(len(names), len(terrain.nodes)):
        share = shares.get(table, {table: 1.0})
        tops.append(min(share, key=lambda top: (-round(share[top], 9), str(top))))
    numbers = {top: number for number, top in enumerate(dict.fromkeys(tops))}
    return canonical_labels(numbers[top] for top in tops)


def package_around(names: Sequence[str]) -> str:
    """Return the innermost package that holds nearly all of some modules, "" if none does.

    A module counts as a package that holds itself: it may be one.
    """
    held = Counter(package for name in names for package in _around(name))
    enough = [package for package, count in held.items() if count >= _NEARLY * len(names)]
    return max(enough, key=lambda package: (package.count("."), package), default="")


def _around(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]
