"""A plan's constraints in the integers of a clustering problem: what is one, what must not meet."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.clustering.graph import Adjacency
from analyzer.clustering.problem import ClusteringProblem, canonical, canonical_labels


class Bonds(msgspec.Struct, frozen=True):
    """Blocks of nodes that stay together, and which of them must not meet.

    `blocks` has the block of each node, numbered in the order of their first members; `services`
    maps the blocks that are a service of the plan to its id, `enemies` each block to those that it
    must not meet. No two services meet. `held` are the nodes of which the plan says anything.
    """

    held: frozenset[int]
    blocks: tuple[int, ...]
    services: Mapping[int, str]
    enemies: Mapping[int, frozenset[int]]

    def clash(self, one: Iterable[int], other: frozenset[int]) -> bool:
        """Tell whether any block of the one must not meet any of the other."""
        return any(not self.enemies.get(block, _NONE).isdisjoint(other) for block in one)

    def contracted(self, problem: ClusteringProblem) -> ClusteringProblem:
        """Return the problem with one node a block, and no tie between blocks that must not meet.

        What ties a block inside is left out: modularity would hold its size against it, which is
        settled, and leave alone what belongs to it.
        """
        ends = ((self.blocks[i], self.blocks[j], weight) for i, j, weight in problem.edges)
        ties = (tie for tie in ends if tie[1] not in self.enemies.get(tie[0], _NONE))
        return canonical(len(set(self.blocks)), ties)

    def expanded(self, labels: Sequence[int]) -> tuple[int, ...]:
        """Return the label of each node, given those of the contracted problem."""
        return canonical_labels(labels[block] for block in self.blocks)


_NONE: frozenset[int] = frozenset()


def reconcile(labels: Sequence[int], bonds: Bonds, ties: Adjacency) -> tuple[int, ...]:
    """Part what must not meet and was labelled alike.

    Where services of the plan share a community, each member of it goes to the one to which it is
    tied most. Else the block that is tied less to the rest moves, to where it is tied second most
    or, if it is tied to nothing else, to a community of its own. At last a community that is tied
    more to a service of the plan than inside joins that service.
    """
    parting = _Parting(labels, bonds, ties)
    for label in parting.crowded():
        parting.share_out(label)
    for label in parting.quarrelling():
        parting.move_out(label)
    parting.gather()
    return canonical_labels(parting.homes[block] for block in bonds.blocks)


class _Parting:
    """The communities of blocks while they are parted."""

    def __init__(self, labels: Sequence[int], bonds: Bonds, ties: Adjacency) -> None:
        self._bonds = bonds
        self.homes: dict[int, int] = dict(zip(bonds.blocks, labels, strict=True))
        self._next = max(labels, default=-1) + 1
        self._ties: dict[int, dict[int, float]] = {block: {} for block in self.homes}
        for node, around in enumerate(ties.neighbours[: len(bonds.blocks)]):
            own = self._ties[bonds.blocks[node]]
            for other, weight in sorted(around.items()):
                block = bonds.blocks[other]
                if block != bonds.blocks[node]:
                    own[block] = own.get(block, 0.0) + weight

    def crowded(self) -> list[int]:
        """Return the labels that several services of the plan share."""
        counts: dict[int, int] = {}
        for block in self._bonds.services:
            counts[self.homes[block]] = counts.get(self.homes[block], 0) + 1
        return sorted(label for label, count in counts.items() if count > 1)

    def share_out(self, label: int) -> None:
        """Give each service a community of its own; the rest joins the strongest tie in turn."""
        members = {block for block, home in self.homes.items() if home == label}
        pulls: dict[tuple[int, int], float] = {}
        queue: list[tuple[float, int, int]] = []
        for block in sorted(members & self._bonds.services.keys()):
            self._settle(block, self._fresh(), members, pulls, queue)
        while queue:
            pull, block, home = heapq.heappop(queue)
            if block in members and -pull == pulls[block, home] and self._welcome(block, home):
                self._settle(block, home, members, pulls, queue)
        for block in sorted(members):
            self.homes[block] = self._fresh()

    def _settle(
        self,
        block: int,
        home: int,
        members: set[int],
        pulls: dict[tuple[int, int], float],
        queue: list[tuple[float, int, int]],
    ) -> None:
        members.discard(block)
        self.homes[block] = home
        for other, weight in sorted(self._ties[block].items()):
            if other in members:
                pulls[other, home] = round(pulls.get((other, home), 0.0) + weight, 9)
                heapq.heappush(queue, (-pulls[other, home], other, home))

    def quarrelling(self) -> list[int]:
        """Return the labels in which blocks are that must not meet."""
        return sorted({self.homes[b] for b in self._bonds.enemies if not self._at_peace(b)})

    def move_out(self, label: int) -> None:
        """Move the blocks that quarrel, the least attached first, until none does."""
        marked = [block for block in self._bonds.enemies if self.homes[block] == label]
        attached = {block: self._pull(block).get(label, 0.0) for block in marked}
        order = sorted(marked, key=lambda b: (b in self._bonds.services, round(attached[b], 9), -b))
        for block in order:
            if not self._at_peace(block):
                pulls = self._pull(block)
                homes = [h for h in pulls if h != label and self._welcome(block, h)]
                best = min(homes, key=lambda home: (-round(pulls[home], 9), home), default=None)
                self.homes[block] = self._fresh() if best is None else best

    def gather(self) -> None:
        """Have services take in the communities that are tied more to them than inside."""
        services = {self.homes[block] for block in self._bonds.services}
        groups: dict[int, list[int]] = {}
        for block, home in sorted(self.homes.items()):
            groups.setdefault(home, []).append(block)
        for label in sorted(groups.keys() - services):
            members = groups[label]
            pulls: dict[int, float] = {}
            for block in members:
                for home, weight in self._pull(block).items():
                    pulls[home] = pulls.get(home, 0.0) + weight
            inside = round(pulls.get(label, 0.0) / 2, 9)
            open_ = [s for s in sorted(services & pulls.keys()) if self._open(members, s)]
            best = min(open_, key=lambda home: (-round(pulls[home], 9), home), default=label)
            if round(pulls.get(best, 0.0), 9) > inside and best != label:
                self.homes |= dict.fromkeys(members, best)

    def _open(self, blocks: Iterable[int], home: int) -> bool:
        return all(self._welcome(block, home) for block in blocks)

    def _pull(self, block: int) -> dict[int, float]:
        pulls: dict[int, float] = {}
        for other, weight in sorted(self._ties[block].items()):
            pulls[self.homes[other]] = pulls.get(self.homes[other], 0.0) + weight
        return pulls

    def _at_peace(self, block: int) -> bool:
        return self._welcome(block, self.homes[block])

    def _welcome(self, block: int, home: int) -> bool:
        return all(self.homes[e] != home for e in sorted(self._bonds.enemies.get(block, _NONE)))

    def _fresh(self) -> int:
        self._next += 1
        return self._next - 1
