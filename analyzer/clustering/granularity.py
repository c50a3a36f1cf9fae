"""How finely to divide, and the search for a division into as many groups as somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from analyzer.clustering.homing import Subject
from analyzer.clustering.merging import SMALLEST_GROUP
from analyzer.clustering.problem import ClusteringProblem
from analyzer.model.partition import Partition
from analyzer.model.plan import Count
from analyzer.model.settings import ALGORITHM

# Each attempt divides half as finely again as the one before; the last almost forty times.
_STEP = 1.5
_ATTEMPTS = 10


class Division(msgspec.Struct, frozen=True):
    """One way to divide the ground: the evidence, and how finely.

    Groups of fewer than `smallest` modules are merged, and the smallest while there are over
    `most`; `scattered` begins with every node alone instead of with communities. Nodes of `pairs`
    belong to subjects of which two modules are enough; `subjects` are those whose modules come
    home in the end. `algorithm` is the name of the one to use.
    """

    problem: ClusteringProblem
    resolution: float
    most: int
    smallest: int = SMALLEST_GROUP
    scattered: bool = False
    pairs: frozenset[int] = frozenset()
    algorithm: str = ALGORITHM
    subjects: tuple[Subject, ...] = ()


def fitted(
    division: Division, count: Count | None, groups_of: Callable[[Division], int]
) -> Division:
    """Return the division nearest to the given one whose number of groups is within the count.

    `groups_of` divides and counts. Too many groups are merged, the smallest first; for more there
    is divided more finely, then small groups are let stand, at last single modules are merged. The
    number nearest to the division's own is taken; where not even single modules are enough, the
    most that there are.
    """
    if count is None:
        return division
    most = min(count.most, max(division.most, count.fewest))
    first = msgspec.structs.replace(division, most=most)
    if groups_of(first) >= count.fewest:
        return first
    for attempt in _finer(division, count):
        found = groups_of(attempt)
        if found > count.most:
            attempt = msgspec.structs.replace(attempt, most=count.fewest)
            found = groups_of(attempt)
        if found >= count.fewest:
            return attempt
    return msgspec.structs.replace(first, most=count.fewest, smallest=1, scattered=True)


def unmet(count: Count | None, partition: Partition) -> tuple[str, ...]:
    """Say where the groups of a partition are not as many as somebody asked for."""
    found = len(partition.groups)
    if count is None or count.fewest <= found <= count.most:
        return ()
    asked = f"{count} services were asked for and there are {found}"
    if found > count.most:
        return (f"{asked}: the plan holds no fewer apart.",)
    return (f"{asked}: the plan and the modules there are do not make more.",)


def _finer(division: Division, count: Count) -> Iterator[Division]:
    for smallest in (SMALLEST_GROUP, 1):
        for step in range(_ATTEMPTS):
            yield msgspec.structs.replace(
                division,
                most=count.most + 1,
                smallest=smallest,
                resolution=division.resolution * _STEP**step,
            )
