"""One word for how settled a candidate is, wherever it is said."""

from __future__ import annotations

import pytest

from analyzer.model.partition import Group
from analyzer.model.settled import group_settled, how_settled


@pytest.mark.parametrize(
    ("share", "planned", "expected"),
    [
        (1.0, False, "settled"),
        (0.9, False, "settled"),
        (0.85, True, "mostly settled"),
        (0.5, False, "mostly settled"),
        (0.45, False, "unsettled"),
        (None, True, "held by the plan"),
        (None, False, ""),
    ],
)
def test_a_share_of_the_runs_is_a_word(share: float | None, planned: bool, expected: str) -> None:
    assert how_settled(share, planned=planned) == expected


def test_how_often_the_whole_came_back_goes_before_its_pairs() -> None:
    assert group_settled(Group((), stability=1.0, recurrence=0.4)) == "unsettled"
    assert group_settled(Group((), stability=0.95)) == "settled"
    assert group_settled(Group((), service="billing")) == "held by the plan"
