"""A clustering problem in networkx's terms and back: what its algorithms share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from analyzer.clustering.problem import ClusteringProblem, canonical_labels

if TYPE_CHECKING:
    from networkx import Graph


def graph_of(problem: ClusteringProblem) -> Graph:
    """Return the problem as a graph, nodes and ties in their canonical order."""
    from networkx import Graph

    graph = Graph()
    graph.add_nodes_from(range(problem.size))
    graph.add_weighted_edges_from(problem.edges)
    return graph


def labels_of(size: int, communities: Iterable[Collection[int]]) -> tuple[int, ...]:
    """Return the canonical label of each node, given communities that hold each node once."""
    labels = [0] * size
    for label, community in enumerate(communities):
        for node in community:
            labels[node] = label
    return canonical_labels(labels)
