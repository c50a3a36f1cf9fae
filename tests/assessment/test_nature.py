"""What is a service and what an artefact of the method."""

from __future__ import annotations

import pytest

from analyzer.assessment.nature import MACHINERY, REMAINDER, SUBJECT, dissolves, nature
from analyzer.model.partition import GroupName


def kind(basis: str, share: float = 1.0, owned: int = 0, *, dissolved: bool = False) -> str:
    """The nature of a candidate of twelve modules."""
    return nature(GroupName("x", "X", (), basis, share), 12, owned, dissolved)[0]


def test_what_carries_its_name_is_a_subject_though_it_is_unsettled() -> None:
    assert kind("subject", 0.5, dissolved=True) == SUBJECT
    assert kind("subject", 0.3) == SUBJECT


def test_what_few_members_name_and_seldom_comes_back_is_left_over() -> None:
    assert kind("subject", 0.3, owned=1, dissolved=True) == REMAINDER
    assert kind("place", 0.9, dissolved=True) == REMAINDER
    assert kind("rest", 0.0) == REMAINDER


def test_a_layer_that_comes_back_is_machinery() -> None:
    assert kind("place") == MACHINERY
    assert kind("said", 0.6, owned=2) == MACHINERY


def test_data_of_its_own_or_a_plan_makes_a_service() -> None:
    assert kind("place", owned=3) == SUBJECT
    assert kind("subject", 0.3, owned=3, dissolved=True) == SUBJECT
    assert kind("plan", dissolved=True) == SUBJECT


@pytest.mark.parametrize(
    ("stability", "recurrence", "lost"),
    [(None, None, False), (1.0, 0.5, False), (1.0, 0.45, True), (0.45, 1.0, True)],
)
def test_half_of_the_runs_is_the_bound(
    stability: float | None, recurrence: float | None, lost: bool
) -> None:
    assert dissolves(stability, recurrence) is lost
