"""Small edits of a program: what they change in it, and how little they may move."""

from __future__ import annotations

from statistics import mean

from analyzer.model.partition import MODULE, Group, Node, Partition
from tests.coupling.builders import planted
from tests.seams import edits


def partition(*groups: str) -> Partition:
    members = [tuple(Node(MODULE, name) for name in group) for group in groups]
    return Partition(tuple(Group(each) for each in members), ())


def test_services_are_matched_before_moves_are_counted() -> None:
    assert edits.moved(partition("abc", "de"), partition("de", "abc")) == 0
    assert edits.moved(partition("abc", "de"), partition("ab", "cde")) == 0.2
    assert edits.moved(partition("abcd"), partition("ab", "cd")) == 0.5


def test_what_joins_or_leaves_the_services_has_moved() -> None:
    assert edits.moved(partition("abc"), partition("ab")) == 1 / 3
    assert edits.moved(partition("ab"), partition("abc")) == 1 / 3
    assert edits.moved(partition(), partition("a")) == 1
    assert edits.moved(partition(), partition()) == 0


def test_edits_are_of_one_line_and_the_same_at_every_run() -> None:
    program = planted(3)
    made = list(edits.edits(program, 12))
    assert made == list(edits.edits(program, 12))
    assert len(made) == 12
    for edit in made:
        places = sum(len(d.evidence) for d in edit.codebase.dependencies)
        before = sum(len(d.evidence) for d in program.dependencies)
        accesses = len(edit.codebase.accesses) - len(program.accesses)
        assert abs(places - before) + accesses == 1


def test_a_planted_program_hardly_moves() -> None:
    moves = edits.shares(planted(5, noise=10), 10)
    assert mean(share for shares in moves.values() for share in shares) <= 0.05
