"""Modules that carry a subject's word in their own name go where the subject went.

A controller or a table's class needs the framework of its layer more than its subject, and a
division by ties leaves it there (`api/controllers/alarms` among the controllers).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.clustering.bonds import Bonds
from analyzer.clustering.judging import LAYER_TIER, Concept
from analyzer.clustering.strays import says
from analyzer.model.partition import Node

# A subject went somewhere if so many of its modules did.
_GONE = 0.6
_FEWEST = 3


class Subject(msgspec.Struct, frozen=True):
    """The modules of a subject, and those of them that are `called` by its word themselves."""

    members: tuple[int, ...]
    called: frozenset[int]


def subjects_of(
    concepts: Sequence[Concept], owners: Mapping[int, int], nodes: Sequence[Node]
) -> tuple[Subject, ...]:
    """Return the subjects that own modules, of which a layer's word is none."""
    members: dict[int, list[int]] = {}
    for node, number in sorted(owners.items()):
        if concepts[number].tier < LAYER_TIER:
            members.setdefault(number, []).append(node)
    return tuple(
        Subject(
            tuple(members[number]),
            frozenset(n for n in members[number] if says(nodes[n].name, concepts[number].word)),
        )
        for number in sorted(members)
    )


def bring_home(
    labels: Sequence[int], subjects: Iterable[Subject], bonds: Bonds | None
) -> tuple[int, ...]:
    """Return the labels after each subject's own modules joined the group that most of it is in.

    Of a word for packages (`dashboard`) the modules inside them are not called by it, and may well
    belong to another subject. What a plan speaks of stays where it is.
    """
    held = frozenset() if bonds is None else bonds.held
    found = list(labels)
    for subject in subjects:
        votes = Counter(labels[node] for node in subject.members)
        home = min(votes, key=lambda label: (-votes[label], label))
        if len(subject.members) >= _FEWEST and votes[home] >= _GONE * len(subject.members):
            for node in subject.called - held:
                found[node] = home
    return tuple(found)
