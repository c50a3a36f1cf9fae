"""From communities to a number of services that a team could run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from analyzer.clustering.graph import Adjacency
from analyzer.clustering.problem import canonical_labels
from analyzer.model.partition import Node

# Fewer modules than this are a part of something, not a service.
SMALLEST_GROUP = 3


def most_groups(modules: int) -> int:
    """Return the greatest sensible number of services for so many modules: about 1.25 sqrt(n).

    The square root is where modularity's own resolution ends (Fortunato and Barthelemy 2007).
    """
    return max(1, round(1.25 * math.sqrt(modules)))


def merge_small(
    labels: Sequence[int],
    nodes: Sequence[Node],
    counted: Sequence[bool],
    ties: Adjacency,
    most: int,
) -> tuple[int, ...]:
    """Merge groups of fewer than three modules, then the smallest while there are over `most`.

    `counted` tells which nodes count as modules. Each group goes to that to which it is tied most
    above chance; one without ties to the group whose names begin most like its own.
    """
    merged = list(labels)
    members: dict[int, list[int]] = {}
    for node, label in enumerate(merged):
        members.setdefault(label, []).append(node)
    sizes = {label: sum(counted[node] for node in group) for label, group in members.items()}
    while len(members) > 1:
        label = min(members, key=lambda group: (sizes[group], members[group][0]))
        if sizes[label] >= SMALLEST_GROUP and len(members) <= most:
            break
        home = _best_tied(label, members, merged, ties)
        if home is None:
            home = _nearest_named(label, members, nodes)
        for node in members[label]:
            merged[node] = home
        members[home] = sorted(members[home] + members.pop(label))
        sizes[home] += sizes.pop(label)
    return canonical_labels(merged)


def _best_tied(
    label: int, members: Mapping[int, list[int]], labels: Sequence[int], ties: Adjacency
) -> int | None:
    cross: dict[int, float] = {}
    for node in members[label]:
        for other, weight in ties.neighbours[node].items():
            if other < len(labels) and labels[other] != label:
                cross[labels[other]] = cross.get(labels[other], 0.0) + weight
    if not cross:
        return None
    volume = ties.volume_of(members[label])
    gains = {
        group: round(weight - volume * ties.volume_of(members[group]) / ties.volume, 9)
        for group, weight in cross.items()
    }
    return min(gains, key=lambda group: (-gains[group], members[group][0]))


def _nearest_named(label: int, members: Mapping[int, list[int]], nodes: Sequence[Node]) -> int:
    own = [nodes[node].name.split(".") for node in members[label]]

    def likeness(group: int) -> int:
        names = [nodes[node].name.split(".") for node in members[group]]
        return max(_common(one, other) for one in own for other in names)

    others = [group for group in members if group != label]
    return min(
        others, key=lambda group: (-likeness(group), -len(members[group]), members[group][0])
    )


def _common(one: list[str], other: list[str]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
