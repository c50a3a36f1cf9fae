"""What a clustering algorithm sees: integers and weights, in one canonical order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

Edge = tuple[int, int, float]

# Weights are rounded so that the last bits of a float sum cannot decide anything.
DIGITS = 6


class ClusteringProblem(msgspec.Struct, frozen=True):
    """An undirected weighted graph of the nodes 0 .. size - 1.

    `edges` are (i, j, weight) with i < j and weight > 0, sorted, each pair once. Community
    detection depends on the order of its input even with a fixed seed; there is only one here.
    `packages` has the number of today's package of each node, as `canonical_labels` numbers them;
    None where there are none to speak of.
    """

    size: int
    edges: tuple[Edge, ...]
    packages: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        previous = (-1, -1)
        for i, j, weight in self.edges:
            if not (0 <= i < j < self.size and weight > 0 and (i, j) > previous):
                raise ValueError(f"edge {(i, j, weight)} is not canonical: likely a bug")
            previous = (i, j)
        if self.packages is not None and (
            len(self.packages) != self.size or canonical_labels(self.packages) != self.packages
        ):
            raise ValueError("the packages are not canonical: likely a bug")


def canonical(size: int, edges: Iterable[Edge]) -> ClusteringProblem:
    """Sum up the weights of equal pairs, in any order and either direction; drop loops."""
    weights: dict[tuple[int, int], list[float]] = {}
    for i, j, weight in edges:
        if i != j:
            weights.setdefault((min(i, j), max(i, j)), []).append(weight)
    return from_weights(size, {pair: sum(sorted(parts)) for pair, parts in weights.items()})


def from_weights(size: int, weights: Mapping[tuple[int, int], float]) -> ClusteringProblem:
    """Make a problem of weights by pair (i < j); what rounds to nothing is no edge."""
    rounded = ((i, j, round(weights[i, j], DIGITS)) for i, j in sorted(weights))
    return ClusteringProblem(size=size, edges=tuple(edge for edge in rounded if edge[2] > 0))


def canonical_labels(labels: Iterable[int]) -> tuple[int, ...]:
    """Renumber labels 0, 1, ... in the order of their first member."""
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(label, len(numbers)) for label in labels)
