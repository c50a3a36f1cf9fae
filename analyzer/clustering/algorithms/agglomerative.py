"""Agglomeration by pair sampling: the two closest communities become one, again and again."""

from __future__ import annotations

from analyzer.clustering.clusterer import Clusterer
from analyzer.clustering.problem import ClusteringProblem, canonical_labels


class Agglomerative:
    """Average linkage for weighted graphs, cut where it no longer adds to modularity.

    Bonald, Charpentier, Galland, Hollocou 2018, "Hierarchical graph clustering using node pair
    sampling". Two communities are as close as their ties are above what is to be expected of their
    volumes. The tree is cut where this ratio falls to the resolution: below it, merging two
    communities takes from generalised modularity (Newman 2004). No seed has a part in it.
    """

    name = "agglomerative"

    def cluster(self, problem: ClusteringProblem, resolution: float, seed: int) -> tuple[int, ...]:
        """Return the communities; see `Clusterer`."""
        return _Forest(problem, resolution).grow()


class _Forest:
    """Communities that merge, each called by one of its nodes, and the ties between them."""

    def __init__(self, problem: ClusteringProblem, resolution: float) -> None:
        self._ties: list[dict[int, float]] = [{} for _ in range(problem.size)]
        for i, j, weight in problem.edges:
            self._ties[i][j] = self._ties[j][i] = weight
        self._volumes = [sum(around.values()) for around in self._ties]
        self._least = resolution / (sum(self._volumes) or 1.0)
        self._into = list(range(problem.size))

    def grow(self) -> tuple[int, ...]:
        """Merge while anything is close enough; return the labels.

        A chain of ever nearer neighbours ends in two that are each other's nearest. Such pairs can
        merge in any order, for a union is never nearer to a third than both of its parts were
        (Benzecri 1982, the nearest-neighbour chain).
        """
        pending = list(range(len(self._into)))
        while pending:
            chain = [pending.pop()]
            while chain and self._into[chain[-1]] == chain[-1]:
                nearest = self._nearest(chain[-1], chain[-2] if len(chain) > 1 else None)
                if nearest is None:
                    break
                if len(chain) > 1 and nearest == chain[-2]:
                    pending.append(self._merge(chain.pop(), chain.pop()))
                else:
                    chain.append(nearest)
        return canonical_labels(self._home(node) for node in range(len(self._into)))

    def _nearest(self, node: int, previous: int | None) -> int | None:
        """Return the nearest that is near enough, the previous one of the chain before its like."""
        volumes, ties, nearest = self._volumes, self._ties[node], None
        # Compared as quotients of products, which are the same from both ends to the last bit.
        volume, most = volumes[node], self._least
        for other, weight in ties.items():
            found = weight / (volume * volumes[other])
            if found > most or (found == most and nearest is not None and other < nearest):
                nearest, most = other, found
        if previous in ties and ties[previous] / (volume * volumes[previous]) == most:
            return previous
        return nearest

    def _merge(self, one: int, other: int) -> int:
        """Let the one with fewer neighbours become part of the other; return that."""
        gone, kept = sorted((one, other), key=lambda node: (len(self._ties[node]), node))
        mine, theirs = self._ties[kept], self._ties[gone]
        del mine[gone], theirs[kept]
        for node, weight in theirs.items():
            del self._ties[node][gone]
            mine[node] = self._ties[node][kept] = mine.get(node, 0.0) + weight
        self._ties[gone] = {}
        self._volumes[kept] += self._volumes[gone]
        self._into[gone] = kept
        return kept

    def _home(self, node: int) -> int:
        while self._into[node] != node:
            self._into[node] = node = self._into[self._into[node]]
        return node


CLUSTERER: Clusterer = Agglomerative()
