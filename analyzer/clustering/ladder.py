"""How finely the data itself wants to be divided: where finer and finer divisions agree."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from analyzer.model.partition import Rung

# Below 1 modularity joins what has little to do with each other, above 4 it splits small subjects.
RESOLUTIONS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
# Neighbouring divisions that agree so much (adjusted Rand index) lie on one plateau.
LEVEL = 0.8
# Two that agree may do so by chance; three that do are a plateau.
SHORTEST = 2
USUAL = 2.0
# Communities of fewer modules in the mean are crumbs: what is made of them is made by the merging.
CRUMBS = 2
# On a plateau rather a little finer: two candidates are joined by a word, one is parted by hand.
PREFERRED = 2.5


def climb(divide: Callable[[float], Sequence[int]], counted: Sequence[int]) -> tuple[Rung, ...]:
    """Divide at every resolution and mark the one to take.

    `divide(resolution)` returns a label for each node, `counted` are those that agreement is
    measured on; without any there is nothing to climb.
    """
    if not counted:
        return ()
    answers = [[labels[node] for node in counted] for labels in map(divide, RESOLUTIONS)]
    rungs = [
        Rung(
            resolution=resolution,
            communities=len(set(answer)),
            agreement=_agreement(answer, answers[place + 1]) if place + 1 < len(answers) else None,
        )
        for place, (resolution, answer) in enumerate(zip(RESOLUTIONS, answers, strict=True))
    ]
    first, last, best = choose(rungs, len(counted))
    return tuple(
        msgspec.structs.replace(
            rung, chosen=rung.resolution == best, plateau=first <= rung.resolution <= last
        )
        for rung in rungs
    )


def chosen(rungs: Iterable[Rung]) -> float:
    """Return the resolution that is marked, the usual one where none is."""
    return next((rung.resolution for rung in rungs if rung.chosen), USUAL)


class Plateau(NamedTuple):
    """From where to where neighbouring resolutions agree, and which of them to take."""

    first: float
    last: float
    best: float


def nowhere(best: float) -> Plateau:
    """Return what to take where neighbours agree nowhere: what begins after its end is empty."""
    return Plateau(math.inf, -math.inf, best)


def choose(rungs: Sequence[Rung], counted: int) -> Plateau:
    """Return the longest plateau and what of it is nearest to the preferred.

    Where there is none, the usual resolution; but of a small program, the finest below it that
    leaves `counted` nodes in more than crumbs.

    Anywhere on a plateau the answers are much the same. Its middle would move with its ends, and
    these with a line of code; what is nearest to a fixed point seldom does. Of two plateaus as long
    the coarser.
    """
    best: tuple[int, Plateau] | None = None
    for first in range(len(rungs)):
        for last in range(first + SHORTEST, len(rungs)):
            if any((rung.agreement or 0.0) < LEVEL for rung in rungs[first:last]):
                break
            least, most = rungs[first].resolution, rungs[last].resolution
            plateau = Plateau(least, most, min(max(PREFERRED, least), most))
            found = first - last, plateau
            best = found if best is None else min(best, found)
    return nowhere(_usual(rungs, counted)) if best is None else best[1]


def _usual(rungs: Sequence[Rung], counted: int) -> float:
    whole = [rung for rung in rungs if rung.communities * CRUMBS <= counted]
    fine = [rung.resolution for rung in whole if rung.resolution <= USUAL]
    return max(fine, default=rungs[0].resolution)


def _agreement(one: Sequence[int], other: Sequence[int]) -> float:
    from sklearn.metrics import adjusted_rand_score

    return round(float(adjusted_rand_score(one, other)), 3)
