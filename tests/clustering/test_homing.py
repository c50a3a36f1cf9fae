"""Modules called by a subject's word go where the subject went."""

from __future__ import annotations

from analyzer.clustering.bonds import Bonds
from analyzer.clustering.homing import Subject, bring_home, subjects_of
from analyzer.clustering.judging import LAYER_TIER, Concept
from analyzer.model.partition import MODULE, Node

NAMES = ("alarm.rules", "alarm.alarm", "alarm.alarms", "api.alarms", "api.alarm.links", "api.root")
NODES = [Node(MODULE, f"desk.{name}") for name in NAMES]
ALARMS = Subject((0, 1, 2, 3, 4), frozenset({1, 2, 3}))


def concept(tier: int) -> Concept:
    members = frozenset(range(5))
    return Concept("alarm", members, dict.fromkeys(members, 1), tier, 1.0)


def test_what_is_called_by_the_word_itself_comes_home() -> None:
    assert subjects_of([concept(1)], dict.fromkeys(range(5), 0), NODES) == (ALARMS,)
    assert bring_home([7, 7, 7, 8, 8, 8], [ALARMS], None) == (7, 7, 7, 7, 8, 8)


def test_a_layer_calls_nobody_home() -> None:
    assert subjects_of([concept(LAYER_TIER)], dict.fromkeys(range(5), 0), NODES) == ()


def test_a_subject_that_is_divided_has_no_home() -> None:
    assert bring_home([7, 7, 8, 8, 9, 9], [ALARMS], None) == (7, 7, 8, 8, 9, 9)


def test_what_a_plan_speaks_of_stays() -> None:
    bonds = Bonds(frozenset({3}), tuple(range(6)), {}, {})
    assert bring_home([7, 7, 7, 8, 8, 8], [ALARMS], bonds) == (7, 7, 7, 8, 8, 8)
