"""Words that are subjects: where they stand, and what it takes."""

from __future__ import annotations

import pytest

from analyzer.clustering.concepts import Lexicon, Thresholds, find_concepts
from analyzer.clustering.graph import Adjacency
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
