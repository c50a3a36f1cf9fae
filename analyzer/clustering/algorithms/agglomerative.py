"""Agglomeration: the two communities whose union adds most to modularity merge, by networkx."""

from __future__ import annotations

from analyzer.clustering.clusterer import Clusterer
from analyzer.clustering.networks import graph_of, labels_of
from analyzer.clustering.problem import ClusteringProblem


class Agglomerative:
    """Clauset, Newman, Moore 2004, "Finding community structure in very large networks".

    Begins with every node alone and merges while generalised modularity grows. No seed has a part
    in it.
    """

    name = "agglomerative"

    def cluster(self, problem: ClusteringProblem, resolution: float, seed: int) -> tuple[int, ...]:
        """Return the communities; see `Clusterer`."""
        if not problem.edges:
            return tuple(range(problem.size))
        from networkx.algorithms.community import greedy_modularity_communities

        communities = greedy_modularity_communities(
            graph_of(problem), weight="weight", resolution=resolution
        )
        return labels_of(problem.size, communities)


CLUSTERER: Clusterer = Agglomerative()
