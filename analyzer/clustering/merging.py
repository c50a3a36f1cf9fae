"""From communities to a number of services that a team could run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from analyzer.clustering.bonds import Bonds
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
    sizes_of: Sequence[float],
    ties: Adjacency,
    most: int,
    smallest: int = SMALLEST_GROUP,
    bonds: Bonds | None = None,
) -> tuple[int, ...]:
    """Merge groups smaller than `smallest`, then the smallest while there are over `most`.

    `sizes_of` tells what each node counts, 1 for a usual module. Each group goes to that to which
    it is tied most above chance; one without ties to its neighbours in the same package. Services
    of the plan take others in and go nowhere; what must not meet by the `bonds` does not.
    """
    merged = list(labels)
    members: dict[int, list[int]] = {}
    for node, label in enumerate(merged):
        members.setdefault(label, []).append(node)
    sizes = {label: sum(sizes_of[node] for node in group) for label, group in members.items()}
    volumes = {label: ties.volume_of(group) for label, group in members.items()}
    manners = _Manners(members, bonds)
    around: _Neighbourhood | None = None
    free = manners.free()
    while free and len(members) > 1:
        label = min(free, key=lambda group: (sizes[group], members[group][0]))
        if sizes[label] >= smallest and len(members) <= most:
            break
        free.discard(label)
        home = _best_tied(label, members, merged, ties, volumes, manners)
        if home is None:
            around = around or _Neighbourhood(nodes)
            home = around.nearest(members[label], merged, manners)
        if home is None:
            continue
        for node in members[label]:
            merged[node] = home
        members[home] = sorted(members[home] + members.pop(label))
        sizes[home] += sizes.pop(label)
        volumes[home] += volumes.pop(label)
        manners.merge(label, home)
    return canonical_labels(merged)


class _Manners:
    """Which groups may merge, by the bonds between their members."""

    def __init__(self, members: Mapping[int, Sequence[int]], bonds: Bonds | None) -> None:
        self._bonds = bonds
        self._labels = frozenset(members)
        self._marks: dict[int, frozenset[int]] = {}
        if bonds is not None:
            marked = bonds.enemies.keys() | bonds.services.keys()
            for label, nodes in members.items():
                self._marks[label] = frozenset(bonds.blocks[node] for node in nodes) & marked

    def free(self) -> set[int]:
        """Return the groups that are no service of the plan."""
        if self._bonds is None:
            return set(self._labels)
        services = self._bonds.services.keys()
        return {label for label in self._labels if self._marks[label].isdisjoint(services)}

    def allow(self, one: int, other: int) -> bool:
        """Tell whether two groups may become one."""
        return self._bonds is None or not self._bonds.clash(self._marks[one], self._marks[other])

    def merge(self, gone: int, into: int) -> None:
        """Hand over what a group's members must not meet."""
        if self._bonds is not None:
            self._marks[into] |= self._marks.pop(gone)


def _best_tied(
    label: int,
    members: Mapping[int, list[int]],
    labels: Sequence[int],
    ties: Adjacency,
    volumes: Mapping[int, float],
    manners: _Manners,
) -> int | None:
    cross: dict[int, float] = {}
    for node in members[label]:
        for other, weight in ties.neighbours[node].items():
            if other < len(labels) and labels[other] != label:
                cross[labels[other]] = cross.get(labels[other], 0.0) + weight
    open_to = {group: weight for group, weight in cross.items() if manners.allow(label, group)}
    if not open_to:
        return None
    chance = {group: volumes[label] * volumes[group] / ties.volume for group in open_to}
    gains = {group: round(weight - chance[group], 9) for group, weight in open_to.items()}
    if max(gains.values()) <= 0:
        # Below chance everywhere: the difference would favour the smallest, whatever it is about.
        gains = {group: round(weight / chance[group], 9) for group, weight in open_to.items()}
    return min(gains, key=lambda group: (-gains[group], members[group][0]))


class _Neighbourhood:
    """The nodes below each dotted prefix, to find a home for what is tied to nothing."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._below: dict[str, list[int]] = {}
        for number, node in enumerate(nodes):
            for prefix in _prefixes(node.name):
                self._below.setdefault(prefix, []).append(number)

    def nearest(
        self, members: Sequence[int], labels: Sequence[int], manners: _Manners
    ) -> int | None:
        """Return the label most frequent in the innermost package that holds another group."""
        own = labels[members[0]]
        for prefix in _prefixes(self._nodes[members[0]].name):
            votes = Counter(labels[node] for node in self._below[prefix] if labels[node] != own)
            homes = [label for label in votes if manners.allow(own, label)]
            if homes:
                return min(homes, key=lambda label: (-votes[label], label))
        return None


def _prefixes(name: str) -> Iterator[str]:
    """Yield the packages that hold a module, innermost first, "" at last."""
    while name:
        name = name.rpartition(".")[0]
        yield name
