"""How settled a group is: how often its members stay together when the evidence is shaken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from analyzer.clustering.problem import DIGITS, ClusteringProblem

RUNS = 20
DROPPED = 0.15
JITTER = 0.5
CAME_BACK = 2 / 3
_THREADS = 2


def shaken(problem: ClusteringProblem, seed: int) -> ClusteringProblem:
    """Drop 15 % of the ties and scale each other one by 0.5-1.5, the same for the same seed."""
    if not problem.edges:
        return problem
    import numpy as np

    random = np.random.Generator(np.random.PCG64(seed))
    kept = random.random(len(problem.edges)) >= DROPPED
    factors = 1 - JITTER + 2 * JITTER * random.random(len(problem.edges))
    weights = np.round([edge[2] for edge in problem.edges] * factors, DIGITS).tolist()
    return ClusteringProblem(
        size=problem.size,
        edges=tuple(
            (i, j, weight)
            for (i, j, _), weight, keep in zip(problem.edges, weights, kept, strict=True)
            if keep and weight > 0
        ),
        packages=problem.packages,
    )


class Settled(msgspec.Struct, frozen=True):
    """How settled some groups and their members are, over a number of runs.

    `together` is for each group the share of its pairs that stayed together, `recurrence` the share
    of runs in which it came back; None where there is no answer. `shares` maps each member to the
    share of the runs in which it was with each group.
    """

    together: tuple[float | None, ...]
    recurrence: tuple[float | None, ...]
    shares: Mapping[int, Mapping[int, float]]


def settle(
    groups: Sequence[Sequence[int]], divide: Callable[[int], Sequence[int]], runs: int
) -> Settled:
    """See how settled groups are when their program is divided again and again.

    `divide(seed)` clusters once with shaken evidence. A community of a run stands for the group
    with which it shares most members; a group came back if one has at least two thirds of what the
    two hold together (Jaccard; Hennig 2007, "Cluster-wise assessment of cluster stability").
    A group of one has no pair and no answer, nor has any without runs.
    The figures say settled or unsettled, not right or wrong: docs/method.md.
    """
    together, came_back = [0] * len(groups), [0] * len(groups)
    visits: dict[int, Counter[int]] = {node: Counter() for group in groups for node in group}
    for labels in _runs(divide, runs):
        overlaps = _overlaps(groups, labels)
        stands_for = {label: _most_shared(shared) for label, shared in overlaps.items()}
        for number, group in enumerate(groups):
            found = Counter(labels[node] for node in group)
            together[number] += sum(count * (count - 1) // 2 for count in found.values())
            came_back[number] += any(
                count / (len(group) + overlaps[label].total() - count) >= CAME_BACK
                for label, count in found.items()
            )
            for node in group:
                visits[node][stands_for[labels[node]]] += 1
    pairs = [len(group) * (len(group) - 1) // 2 for group in groups]
    return Settled(
        tuple(_share(count, runs * most) for count, most in zip(together, pairs, strict=True)),
        tuple(
            _share(count, runs * min(most, 1)) for count, most in zip(came_back, pairs, strict=True)
        ),
        {
            node: {number: round(count / runs, 3) for number, count in sorted(found.items())}
            for node, found in sorted(visits.items())
            if runs
        },
    )


def _runs(divide: Callable[[int], Sequence[int]], runs: int) -> Iterator[Sequence[int]]:
    """Divide with each seed, in order whoever comes first: Leiden lets other threads run."""
    with ThreadPoolExecutor(max_workers=_THREADS) as pool:
        yield from pool.map(divide, range(1, runs + 1))


def _overlaps(groups: Sequence[Sequence[int]], labels: Sequence[int]) -> dict[int, Counter[int]]:
    """Count for each community of a run the members of each group in it."""
    overlaps: dict[int, Counter[int]] = {}
    for number, group in enumerate(groups):
        for node in group:
            overlaps.setdefault(labels[node], Counter())[number] += 1
    return overlaps


def _most_shared(shared: Mapping[int, int]) -> int:
    return min(shared, key=lambda number: (-shared[number], number))


def _share(count: int, of: int) -> float | None:
    return round(count / of, 3) if of else None
