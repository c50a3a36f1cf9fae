"""Words that are subjects: where they stand, and what it takes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analyzer.clustering.concepts import find_concepts
from analyzer.clustering.graph import Adjacency
from analyzer.clustering.judging import LAYER_TIER, Lexicon, Thresholds
from analyzer.clustering.parallels import parallel_places

SUBJECTS = ("user", "tool", "room", "door")


def concepts(names: list[str], table_words: dict[str, int]) -> dict[str, set[str]]:
    """The subjects of a program in which everybody speaks of everything, and needs the next."""
    ties = {(n, n + 1): 1.0 for n in range(len(names) - 1)}
    ties |= {
        (one, other): 3.0
        for one, first in enumerate(names)
        for other, second in enumerate(names)
        if one < other and first.rpartition(".")[2] == second.rpartition(".")[2]
    }
    said = dict.fromkeys(range(len(names)), 1.0)
    found = find_concepts(
        names,
        {},
        Adjacency(len(names), ties),
        Lexicon(dict.fromkeys(SUBJECTS, said), table_words),
        Thresholds(),
        frozenset({"desk"}),
    )
    return {concept.word: {names[n] for n in concept.members} for concept in found}


def layered(*layers: str, subjects: tuple[str, ...] = SUBJECTS) -> list[str]:
    others = [f"desk.letters.to_{n}" for n in range(40)]
    return [f"desk.{layer}.{subject}" for layer in layers for subject in subjects] + others


def test_what_is_called_alike_in_parallel_layers_is_a_subject() -> None:
    found = concepts(layered("models", "routers"), {"tool": 1})
    assert found["user"] == {"desk.models.user", "desk.routers.user"}


def test_what_stands_beside_the_layers_belongs_to_it() -> None:
    found = concepts([*layered("models", "routers"), "desk.user"], {"tool": 1})
    assert found["user"] == {"desk.models.user", "desk.routers.user", "desk.user"}


def test_a_layers_word_is_one_if_a_table_has_it() -> None:
    names = layered("models", "routers")
    assert concepts(names, {"tool": 1})["tool"] == {"desk.models.tool", "desk.routers.tool"}
    assert "tool" not in concepts(names, {})


@pytest.mark.parametrize(
    ("layers", "subjects"),
    [(("models", "routers"), SUBJECTS[:2]), (("models", "guests"), SUBJECTS)],
    ids=["two may be called alike by chance", "guests are no layer"],
)
def test_else_what_all_speak_of_is_none(layers: tuple[str, ...], subjects: tuple[str, ...]) -> None:
    assert "user" not in concepts(layered(*layers, subjects=subjects), {})


def test_what_stands_in_every_package_is_no_layer_of_subjects() -> None:
    """`routers` is a subject here, and `panel` what each subject has."""
    packages = ("rooms", "doors", "badges", "visits", "routers", "domains")
    parts = ("panel", "tab", "flow")
    assert parallel_places(f"desk.{each}.{part}" for each in packages for part in parts) == {}


# --- words all over the layers, strays and shelves ---------------------------------------------


def told(
    names: list[str], ties: dict[tuple[str, str], float], said: dict[str, list[str]]
) -> dict[str, set[str]]:
    """The subjects among modules with these ties, of which the named say the words."""
    numbers = {name: number for number, name in enumerate(names)}
    counts = {word: {numbers[name]: 1.0 for name in who} for word, who in said.items()}
    found = find_concepts(
        names,
        {numbers[one]: frozenset({numbers[other]}) for one, other in ties},
        Adjacency(len(names), {(numbers[a], numbers[b]): w for (a, b), w in ties.items()}),
        Lexicon(counts, {}),
        Thresholds(),
        frozenset({"desk"}),
    )
    return {concept.word: {names[n] for n in concept.members} for concept in found}


OTHERS = [f"desk.fragments.{n}" for n in range(60)]
AROUND = dict.fromkeys(pairwise(OTHERS), 3.0)
BADGES = [f"desk.{place}.badge" for place in ("gates", "halls", "letters")]
OFFICES = [f"desk.{place}.{n}" for place in ("gates", "halls", "letters") for n in range(9)]


def crossing(weight: float) -> dict[tuple[str, str], float]:
    """Badges need each other so much, and of what stands beside them three times as much."""
    near = {(one, f"{one.rpartition('.')[0]}.{n}"): 1.0 for one in BADGES for n in range(9)}
    return {(BADGES[0], BADGES[1]): weight, (BADGES[1], BADGES[2]): weight, **near, **AROUND}


def test_what_stands_in_packages_of_every_kind_is_bound_far_above_chance() -> None:
    said = {"badge": BADGES}
    assert told([*BADGES, *OFFICES, *OTHERS], crossing(4.0), said)["badge"] == set(BADGES)
    assert "badge" not in told([*BADGES, *OFFICES, *OTHERS], crossing(1.0), said)


DOORS = [f"desk.doors.{each}" for each in ("api", "locks", "keys", "bells")]
TIED = {(DOORS[0], other): 3.0 for other in DOORS[1:]} | AROUND
STRAY = "desk.fragments.doors"


def test_a_module_called_by_a_subject_that_owns_the_word_is_its_stray() -> None:
    assert told([*DOORS, STRAY, *OTHERS], TIED, {"door": DOORS})["door"] == {*DOORS, STRAY}


@pytest.mark.parametrize(
    ("strays", "said"),
    [
        ([STRAY], [*DOORS[:1], *OTHERS[:9]]),
        ([STRAY, *(f"desk.notes_{n}.doors" for n in "abc")], DOORS),
        (["desk.fragments.doors.notes"], DOORS),
    ],
    ids=["others say the word as well", "too many", "a package is called so, not the module"],
)
def test_else_a_module_is_none(strays: list[str], said: list[str]) -> None:
    found = told([*DOORS, *strays, *OTHERS], TIED, {"door": said})
    assert found.get("door", set()).isdisjoint(strays)


def test_a_package_of_modules_side_by_side_is_a_layer() -> None:
    """The subjects inside it go their own ways first."""
    base, own = "desk.lookups", [f"desk.lookups.{c}" for c in "abcdefgh"]
    alike = {(one, base): 2.0 for one in own}
    close = dict.fromkeys(pairwise(own), 2.0)
    names = [base, *own, *OTHERS]
    numbers = {name: number for number, name in enumerate(names)}

    def tier(ties: dict[tuple[str, str], float]) -> int:
        every = {**ties, **AROUND}
        weights = {(numbers[a], numbers[b]): weight for (a, b), weight in every.items()}
        (found,) = find_concepts(
            names,
            {numbers[one]: frozenset({numbers[other]}) for one, other in every},
            Adjacency(len(names), weights),
            Lexicon({"lookup": {numbers[name]: 1.0 for name in (base, *own)}}, {}),
            Thresholds(),
            frozenset({"desk"}),
        )
        return found.tier

    assert tier(alike) == LAYER_TIER
    assert tier({**alike, **close}) < LAYER_TIER
