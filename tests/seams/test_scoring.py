"""How a proposal is scored, and the baselines, on made-up programs."""

from __future__ import annotations

import pytest

from analyzer.model.partition import MODULE, TABLE, Group, Node, Partition
from tests.coupling.builders import planted
from tests.seams.baselines import luckiest_directory, luckiest_imports
from tests.seams.labelled import Labelled
from tests.seams.scoring import best_fit, departed, f1, groups_of, judged_modules


def case(*left: str, roots: tuple[str, ...] = ()) -> Labelled:
    return Labelled("case", "owner/name", "1", "django", "apps", "part", left, roots=roots)


@pytest.mark.parametrize(
    ("found", "wanted", "score"),
    [
        ("ab", "ab", 1.0),
        ("abcd", "ab", 2 / 3),
        ("ab", "abcd", 2 / 3),
        ("ab", "cd", 0.0),
        ("", "ab", 0.0),
        ("", "", 0.0),
    ],
)
def test_f1(found: str, wanted: str, score: float) -> None:
    assert f1(set(found), set(wanted)) == pytest.approx(score)


def test_the_best_candidate_counts_and_brings_its_tables() -> None:
    groups = (
        Group((Node(MODULE, "a"), Node(MODULE, "b"), Node(MODULE, "ignored"), Node(TABLE, "t"))),
        Group((Node(MODULE, "c"), Node(TABLE, "u"))),
    )
    found = groups_of(Partition(groups, ()), frozenset("abc"))
    assert best_fit(found, frozenset("ab")) == (1.0, frozenset("ab"), frozenset("t"))
    assert best_fit([], frozenset("ab")) == (0.0, frozenset(), frozenset())


def test_what_left_is_found_by_its_file_whatever_a_scan_calls_it() -> None:
    program = planted(2)
    names = sorted(judged_modules(program))
    assert departed(program, case(names[0], names[1], "nowhere")) == frozenset(names[:2])
    folder, _, inner = names[0].partition(".")
    assert departed(program, case(inner, roots=(folder,))) == frozenset(names[:1])


def test_the_luckiest_directory_is_the_best_of_all_packages() -> None:
    among = frozenset(("a.b.x", "a.b.y", "a.c", "d"))
    assert luckiest_directory(among, frozenset(("a.b.x", "a.b.y"))) == 1.0
    assert luckiest_directory(among, frozenset(("a.b.x", "d"))) == pytest.approx(2 / 3)
    assert luckiest_directory(frozenset(), frozenset("a")) == 0.0


def test_imports_alone_find_what_imports_only_itself() -> None:
    program = planted(3, noise=0)
    among = judged_modules(program)
    subject = frozenset(name for name in among if name.split(".")[1] == min(among).split(".")[1])
    assert luckiest_imports(program, among, subject) > 0.8
