"""What is a service and what an artefact of the method."""

from __future__ import annotations

from analyzer.assessment.nature import MACHINERY, REMAINDER, SUBJECT, nature
from analyzer.model.partition import GroupName


def kind(basis: str, share: float = 1.0, owned: int = 0, *, unsettled: bool = False) -> str:
    """The nature of a candidate of twelve modules."""
    return nature(GroupName("x", "X", (), basis, share), 12, owned, unsettled)[0]


def test_what_carries_its_name_is_a_subject_though_it_is_unsettled() -> None:
    assert kind("subject", 0.5, unsettled=True) == SUBJECT
    assert kind("subject", 0.3) == SUBJECT


def test_what_few_members_name_and_seldom_comes_back_is_left_over() -> None:
    assert kind("subject", 0.3, owned=1, unsettled=True) == REMAINDER
    assert kind("place", 0.9, unsettled=True) == REMAINDER
    assert kind("rest", 0.0) == REMAINDER


def test_a_layer_that_comes_back_is_machinery() -> None:
    assert kind("place") == MACHINERY
    assert kind("said", 0.6, owned=2) == MACHINERY


def test_data_of_its_own_or_a_plan_makes_a_service() -> None:
    assert kind("place", owned=3) == SUBJECT
    assert kind("subject", 0.3, owned=3, unsettled=True) == SUBJECT
    assert kind("plan", unsettled=True) == SUBJECT
