"""How finely to divide: where neighbouring resolutions agree."""

from __future__ import annotations

import pytest

from analyzer.clustering.ladder import (
    PREFERRED,
    RESOLUTIONS,
    USUAL,
    choose,
    chosen,
    climb,
)
from analyzer.model.partition import Rung


def rungs(*agreements: float) -> list[Rung]:
    return [
        Rung(resolution, 3, agreement)
        for resolution, agreement in zip(RESOLUTIONS, (*agreements, None), strict=True)
    ]


@pytest.mark.parametrize(
    ("agreements", "resolution"),
    [
        ((0.5, 0.5, 0.5, 0.5, 0.5), USUAL),
        ((0.95, 0.5, 0.5, 0.5, 0.5), USUAL),
        ((0.95, 0.95, 0.5, 0.5, 0.5), 2.0),
        ((0.5, 0.5, 0.5, 0.95, 0.95), 2.5),
        ((0.95, 0.95, 0.5, 0.95, 0.95), 2.0),
        ((0.95, 0.95, 0.95, 0.95, 0.95), PREFERRED),
        ((0.5, 0.81, 0.84, 0.95, 0.5), PREFERRED),
        ((0.5, 0.5, 0.5, 0.81, 0.95), PREFERRED),
    ],
    ids=[
        "none",
        "two agree by chance",
        "coarse",
        "fine",
        "the coarser of two as long",
        "everywhere",
        "the preferred is on a good one though a better lies beside it",
        "begins with the preferred",
    ],
)
def test_what_of_the_longest_plateau_is_nearest_to_the_preferred(
    agreements: tuple[float, ...], resolution: float
) -> None:
    assert choose(rungs(*agreements), 30).best == resolution


@pytest.mark.parametrize(("counted", "resolution"), [(30, 2.0), (12, 1.5), (5, 1.0)])
def test_a_small_program_is_divided_no_finer_than_leaves_it_whole(
    counted: int, resolution: float
) -> None:
    steep = [Rung(r, n, 0.3) for r, n in zip(RESOLUTIONS, (4, 6, 8, 9, 10, 12), strict=True)]
    assert choose(steep, counted).best == resolution


def test_one_rung_is_marked() -> None:
    found = climb(lambda resolution: [0, 0, 1, 1, int(resolution > 2)], [0, 1, 2, 3])
    assert [rung.chosen for rung in found].count(True) == 1
    assert chosen(found) == PREFERRED
    assert [rung.agreement for rung in found] == [1.0] * 5 + [None]
    assert all(rung.plateau for rung in found)


def test_the_plateau_is_marked_and_nothing_where_there_is_none() -> None:
    labels = {1.0: [0, 0, 0, 0], 1.5: [0, 0, 0, 0], 2.0: [0, 1, 2, 3]}
    flat = climb(lambda resolution: labels.get(resolution, [0, 0, 1, 1]), [0, 1, 2, 3])
    steep = climb(lambda resolution: [int(resolution), 0, 0, int(resolution * 2) % 2], [0, 1, 3])

    assert [rung.resolution for rung in flat if rung.plateau] == [2.5, 3.0, 4.0]
    assert not any(rung.plateau for rung in steep)
