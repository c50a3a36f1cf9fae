"""What a clustering algorithm is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from analyzer.clustering.problem import ClusteringProblem


@runtime_checkable
class Clusterer(Protocol):
    """One algorithm that divides a graph into communities.

    A file of this package's `algorithms` (or an entry point in the group `seamline.clustering`)
    offers one as `CLUSTERER`; the contract tests run over all of them.
    """

    name: str

    def cluster(self, problem: ClusteringProblem, resolution: float, seed: int) -> tuple[int, ...]:
        """Return one label a node, as `canonical_labels` numbers them.

        The same problem, resolution and seed give the same labels in every process. A greater
        `resolution` (> 0) gives more and smaller communities. Isolated nodes stand alone.
        """
        ...
