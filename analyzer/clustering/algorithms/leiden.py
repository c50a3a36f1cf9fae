"""Leiden on modularity, by graspologic-native."""

from __future__ import annotations

from analyzer.clustering.clusterer import Clusterer
from analyzer.clustering.problem import ClusteringProblem, canonical_labels

# One pass differs from three, three do not differ from ten (docs/method.md).
_ITERATIONS = 3

# One attempt can end in a division that a line of code would turn over. The best of several seldom
# does; large programs, which cost most and have fewer flukes, get fewer.
_MOST_ATTEMPTS = 10
_TIES = 200_000


class Leiden:
    """Traag, Waltman, van Eck 2019, "From Louvain to Leiden"; generalised modularity."""

    name = "leiden"

    def cluster(self, problem: ClusteringProblem, resolution: float, seed: int) -> tuple[int, ...]:
        """Return the communities; see `Clusterer`."""
        if not problem.edges:
            return tuple(range(problem.size))
        from graspologic_native import leiden

        # The engine takes strings. Zero-padded ones sort like the integers that they stand for.
        width = len(str(problem.size))
        names = [str(node).zfill(width) for node in range(problem.size)]
        edges = [(names[i], names[j], weight) for i, j, weight in problem.edges]
        _, found = leiden(
            edges,
            resolution=resolution,
            seed=seed,
            iterations=_ITERATIONS,
            trials=max(1, min(_MOST_ATTEMPTS, _TIES // len(edges))),
        )
        # Nodes without an edge are absent from the answer: each gets a label of its own.
        alone = problem.size
        return canonical_labels(found.get(name, alone + node) for node, name in enumerate(names))


CLUSTERER: Clusterer = Leiden()
