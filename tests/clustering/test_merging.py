"""From communities to as many groups as a team could run."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.clustering.graph import Adjacency
from analyzer.clustering.merging import merge_small
from analyzer.model.partition import MODULE, Node


def merged(
    sizes: Sequence[int], between: dict[tuple[int, int], float], most: int, smallest: int = 1
) -> list[list[int]]:
    """Which groups of such sizes, cliques with so much between two of them, become one."""
    labels = [label for label, size in enumerate(sizes) for _ in range(size)]
    firsts = [labels.index(label) for label in range(len(sizes))]
    nodes = [Node(MODULE, f"m{label}.n{place}") for place, label in enumerate(labels)]
    pairs = [(i, j) for i in range(len(labels)) for j in range(i + 1, len(labels))]
    weights = {(i, j): 1.0 for i, j in pairs if labels[i] == labels[j]}
    weights |= {(firsts[one], firsts[other]): tie for (one, other), tie in between.items()}
    ties = Adjacency(len(labels), weights)
    found = merge_small(labels, nodes, [1.0] * len(labels), ties, most, smallest, resolution=1.0)
    return [
        [label for label, first in enumerate(firsts) if found[first] == home]
        for home in sorted(set(found))
    ]


def test_too_small_a_group_goes_where_it_is_tied() -> None:
    assert merged([3, 2, 3], {(1, 2): 1.0}, most=3, smallest=3) == [[0], [1, 2]]


def test_one_without_ties_goes_to_its_package_or_the_rest() -> None:
    assert merged([3, 2], {}, most=2, smallest=3) == [[0, 1]]


def test_of_too_many_the_closest_join_whichever_is_the_smallest() -> None:
    ties = {(0, 1): 8.0, (1, 2): 0.1, (2, 3): 0.1}
    for sizes in ([4, 4, 4, 4], [4, 4, 3, 4], [5, 4, 4, 3]):
        assert merged(sizes, ties, most=3) == [[0, 1], [2], [3]]


def test_joining_goes_on_with_what_was_joined() -> None:
    ties = {(0, 1): 5.0, (0, 2): 5.0, (1, 2): 5.0, (2, 3): 0.5}
    assert merged([4, 4, 4, 4], ties, most=2) == [[0, 1, 2], [3]]


def test_without_ties_the_smallest_joins_what_lies_nearest() -> None:
    assert len(merged([4, 3, 4], {}, most=2)) == 2
