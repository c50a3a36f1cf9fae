"""Louvain on modularity, by networkx."""

from __future__ import annotations

from analyzer.clustering.clusterer import Clusterer
from analyzer.clustering.problem import ClusteringProblem, canonical_labels


class Louvain:
    """Blondel, Guillaume, Lambiotte, Lefebvre 2008; generalised modularity."""

    name = "louvain"

    def cluster(self, problem: ClusteringProblem, resolution: float, seed: int) -> tuple[int, ...]:
        """Return the communities; see `Clusterer`."""
        if not problem.edges:
            return tuple(range(problem.size))
        from networkx import Graph
        from networkx.algorithms.community import louvain_communities

        graph = Graph()
        graph.add_nodes_from(range(problem.size))
        graph.add_weighted_edges_from(problem.edges)
        labels = [0] * problem.size
        communities = louvain_communities(graph, resolution=resolution, seed=seed)
        for label, community in enumerate(communities):
            for node in community:
                labels[node] = label
        return canonical_labels(labels)


CLUSTERER: Clusterer = Louvain()
