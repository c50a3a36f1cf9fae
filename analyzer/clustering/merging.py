"""From communities to a number of services that a team could run."""

from __future__ import annotations

import heapq
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
    """Return the greatest sensible number of services for so many modules: about 1.5 sqrt(n).

    The square root is where modularity's own resolution ends (Fortunato and Barthelemy 2007).
    """
    return max(1, round(1.5 * math.sqrt(modules)))


def merge_small(
    labels: Sequence[int],
    nodes: Sequence[Node],
    sizes_of: Sequence[float],
    ties: Adjacency,
    most: int,
    smallest: int = SMALLEST_GROUP,
    resolution: float = 1.0,
    bonds: Bonds | None = None,
) -> tuple[int, ...]:
    """Merge groups smaller than `smallest`, then the closest ones while there are over `most`.

    `sizes_of` tells what each node counts, 1 for a usual module. A small group goes to that to
    which it is tied most above chance; one without ties to its neighbours in the same package.
    While there are too many, those two merge of which the modularity at this `resolution` loses
    least (Clauset, Newman and Moore 2004): sizes are whole numbers and many are alike, so that a
    single module could decide which group is the smallest. Services of the plan take others in and
    go nowhere; what must not meet by the `bonds` does not.
    """
    groups = _Groups(labels, nodes, sizes_of, ties, bonds)
    groups.absorb(smallest, len(labels))
    groups.join_closest(most, resolution)
    groups.absorb(smallest, most)
    return canonical_labels(groups.labels)


class _Groups:
    """The groups while they merge."""

    def __init__(
        self,
        labels: Sequence[int],
        nodes: Sequence[Node],
        sizes_of: Sequence[float],
        ties: Adjacency,
        bonds: Bonds | None,
    ) -> None:
        self.labels = list(labels)
        self._members: dict[int, list[int]] = {}
        for node, label in enumerate(labels):
            self._members.setdefault(label, []).append(node)
        self._sizes = {
            label: sum(sizes_of[node] for node in group) for label, group in self._members.items()
        }
        self._volumes = {label: ties.volume_of(group) for label, group in self._members.items()}
        self._nodes = nodes
        self._ties = ties
        self._manners = _Manners(self._members, bonds)

    def absorb(self, smallest: int, most: int) -> None:
        """Have the smallest group join another while it is too small or there are too many."""
        around: _Neighbourhood | None = None
        free = self._manners.free()
        while free and len(self._members) > 1:
            label = min(free, key=lambda group: (self._sizes[group], self._members[group][0]))
            if self._sizes[label] >= smallest and len(self._members) <= most:
                break
            free.discard(label)
            home = self._best_tied(label)
            if home is None:
                around = around or _Neighbourhood(self._nodes)
                home = around.nearest(self._members[label], self.labels, self._manners)
            if home is not None:
                self._join(label, home)

    def join_closest(self, most: int, resolution: float) -> None:
        """Join the two of which modularity loses least while there are too many."""
        if len(self._members) <= most:
            return
        free = self._manners.free()
        ties = {label: self._pull(label) for label in self._members}
        queue = [
            self._loss(one, other, ties, resolution)
            for one in sorted(ties)
            for other in sorted(ties[one])
            if one < other
        ]
        heapq.heapify(queue)
        while queue and len(self._members) > most:
            found = heapq.heappop(queue)
            _, one, other = found
            if not {one, other} <= ties.keys() or found != self._loss(one, other, ties, resolution):
                continue
            gone, home = (one, other) if one in free and other not in free else (other, one)
            if gone not in free or not self._manners.allow(gone, home):
                continue
            self._join(gone, home)
            _hand_over(ties, gone, home)
            for near in sorted(ties[home]):
                pair = min(home, near), max(home, near)
                heapq.heappush(queue, self._loss(*pair, ties, resolution))

    def _loss(
        self, one: int, other: int, ties: Mapping[int, Mapping[int, float]], resolution: float
    ) -> tuple[float, int, int]:
        chance = self._volumes[one] * self._volumes[other] / self._ties.volume
        return round(resolution * chance - ties[one][other], 9), one, other

    def _join(self, label: int, home: int) -> None:
        for node in self._members[label]:
            self.labels[node] = home
        self._members[home] = sorted(self._members[home] + self._members.pop(label))
        self._sizes[home] += self._sizes.pop(label)
        self._volumes[home] += self._volumes.pop(label)
        self._manners.merge(label, home)

    def _pull(self, label: int) -> dict[int, float]:
        """Return the ties of a group to each other one."""
        found: dict[int, float] = {}
        for node in self._members[label]:
            for other, weight in self._ties.neighbours[node].items():
                if other < len(self.labels) and self.labels[other] != label:
                    found[self.labels[other]] = found.get(self.labels[other], 0.0) + weight
        return found

    def _best_tied(self, label: int) -> int | None:
        pull = self._pull(label)
        open_to = {g: weight for g, weight in pull.items() if self._manners.allow(label, g)}
        if not open_to:
            return None
        volumes = self._volumes
        chance = {g: volumes[label] * volumes[g] / self._ties.volume for g in open_to}
        gains = {group: round(weight - chance[group], 9) for group, weight in open_to.items()}
        if max(gains.values()) <= 0:
            # Below chance everywhere: the difference would favour the smallest, whatever it is.
            gains = {group: round(weight / chance[group], 9) for group, weight in open_to.items()}
        return min(gains, key=lambda group: (-gains[group], self._members[group][0]))


def _hand_over(ties: dict[int, dict[int, float]], gone: int, home: int) -> None:
    """Make the ties of a group that is gone those of its home."""
    for other, weight in ties.pop(gone).items():
        del ties[other][gone]
        if other != home:
            ties[home][other] = ties[home].get(other, 0.0) + weight
            ties[other][home] = ties[home][other]


class _Manners:
    """Which groups may merge, by the bonds between their members."""

    def __init__(self, members: Mapping[int, Sequence[int]], bonds: Bonds | None) -> None:
        self._bonds = bonds
        self._labels = set(members)
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
        self._labels.discard(gone)
        if self._bonds is not None:
            self._marks[into] |= self._marks.pop(gone)


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
