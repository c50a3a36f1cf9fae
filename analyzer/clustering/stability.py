"""How settled a group is: how often its members stay together when the evidence is shaken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from analyzer.clustering.problem import DIGITS, ClusteringProblem

RUNS = 20
DROPPED = 0.15
JITTER = 0.5


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
    )


def stabilities(
    groups: Sequence[Sequence[int]],
    divide: Callable[[int], Sequence[int]],
    runs: int,
) -> tuple[float | None, ...]:
    """Return for each group the mean share of its pairs that stay together over the runs.

    `divide(seed)` clusters once with shaken evidence. A group of one has no pair and no answer,
    nor has any without runs.
    The figure says settled or unsettled, not right or wrong: docs/method.md.
    """
    together = [0] * len(groups)
    for seed in range(1, runs + 1):
        labels = divide(seed)
        for number, group in enumerate(groups):
            together[number] += sum(
                count * (count - 1) // 2 for count in Counter(labels[n] for n in group).values()
            )
    pairs = [len(group) * (len(group) - 1) // 2 for group in groups]
    return tuple(
        round(count / (runs * most), 3) if runs * most else None
        for count, most in zip(together, pairs, strict=True)
    )
