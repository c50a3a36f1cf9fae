"""From couplings to weighted graphs over integers: views, their scaling and their blend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.clustering.problem import Edge
from analyzer.model.partition import Coupling, Node


class Terrain(msgspec.Struct, frozen=True):
    """The nodes to be divided, sorted, and for each criterion its ties among them.

    Each view is scaled so that its weights sum to the number of nodes that it touches: criteria
    become comparable, and one that knows of three modules cannot outweigh one that knows of all.
    """

    nodes: tuple[Node, ...]
    views: Mapping[str, tuple[Edge, ...]]


def survey(nodes: Iterable[Node], couplings: Iterable[Coupling]) -> Terrain:
    """Number the nodes and sort the couplings among them into scaled views by criterion."""
    ordered = tuple(sorted(set(nodes)))
    numbers = {node: number for number, node in enumerate(ordered)}
    found: dict[str, list[Edge]] = {}
    for tie in couplings:
        if tie.first in numbers and tie.second in numbers:
            i, j = sorted((numbers[tie.first], numbers[tie.second]))
            found.setdefault(tie.criterion, []).append((i, j, tie.weight))
    return Terrain(ordered, {name: scaled(edges) for name, edges in sorted(found.items())})


# Criteria by which one module needs another; the rest is likeness, or what both use.
_NEEDING = ("calls", "imports", "inheritance")


def needs_of(terrain: Terrain) -> dict[int, frozenset[int]]:
    """Map each node to those that it needs or that need it, by code alone."""
    found: dict[int, set[int]] = {}
    for name in _NEEDING:
        for i, j, _ in terrain.views.get(name, ()):
            found.setdefault(i, set()).add(j)
            found.setdefault(j, set()).add(i)
    return {node: frozenset(around) for node, around in found.items()}


def scaled(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Scale weights so that they sum to the number of distinct nodes; sorted."""
    ordered = sorted(edges)
    total = sum(weight for _, _, weight in ordered)
    if total <= 0:
        return ()
    factor = len({node for i, j, _ in ordered for node in (i, j)}) / total
    return tuple((i, j, weight * factor) for i, j, weight in ordered)


def blend(
    views: Mapping[str, Sequence[Edge]], weights: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """Add up the views, each times its weight (1 where none is given), by pair."""
    total: dict[tuple[int, int], float] = {}
    for name in sorted(views):
        weight = weights.get(name, 1.0)
        if weight > 0:
            for i, j, strength in views[name]:
                total[i, j] = total.get((i, j), 0.0) + weight * strength
    return total


class Adjacency:
    """Neighbours and volumes of a blended graph."""

    def __init__(self, size: int, weights: Mapping[tuple[int, int], float]) -> None:
        self.neighbours: list[dict[int, float]] = [{} for _ in range(size)]
        for i, j in sorted(weights):
            self.neighbours[i][j] = self.neighbours[j][i] = weights[i, j]
        self.degrees = [sum(around.values()) for around in self.neighbours]
        self.volume = sum(self.degrees)

    def volume_of(self, members: Iterable[int]) -> float:
        """Return the sum of the members' degrees."""
        return sum(self.degrees[node] for node in sorted(members))

    def across(self, labels: Mapping[int, object]) -> dict[tuple[int, int], float]:
        """Return the weights of the pairs of labelled nodes with different labels (i < j)."""
        return {
            (i, j): weight
            for i in sorted(labels)
            for j, weight in self.neighbours[i].items()
            if i < j and j in labels and labels[i] != labels[j]
        }

    def inside(self, members: frozenset[int]) -> float:
        """Return twice the weight of the ties among the members."""
        return sum(
            weight
            for node in sorted(members)
            for other, weight in self.neighbours[node].items()
            if other in members
        )
