"""Louvain on modularity, by networkx."""

from __future__ import annotations

from analyzer.clustering.clusterer import Clusterer
from analyzer.clustering.networks import graph_of, labels_of
from analyzer.clustering.problem import ClusteringProblem


class Louvain:
    """Blondel, Guillaume, Lambiotte, Lefebvre 2008; generalised modularity."""

    name = "louvain"

    def cluster(self, problem: ClusteringProblem, resolution: float, seed: int) -> tuple[int, ...]:
        """Return the communities; see `Clusterer`."""
        if not problem.edges:
            return tuple(range(problem.size))
        from networkx.algorithms.community import louvain_communities

        communities = louvain_communities(graph_of(problem), resolution=resolution, seed=seed)
        return labels_of(problem.size, communities)


CLUSTERER: Clusterer = Louvain()
