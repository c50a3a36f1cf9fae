"""Communities that keep to a plan: enemies are parted, what belongs to a service joins it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

from analyzer.clustering.bonds import Bonds, most_of
from analyzer.clustering.graph import Adjacency
from analyzer.clustering.problem import canonical_labels

_NONE: frozenset[int] = frozenset()


def reconcile(
    labels: Sequence[int], free: Sequence[int], bonds: Bonds, ties: Adjacency
) -> tuple[int, ...]:
    """Part what must not meet and was labelled alike.

    Where services of the plan share a community, each member of it goes to the one to which it is
    tied most. Else the block that is tied less to the rest moves, to where it is tied second most
    or, if it is tied to nothing else, to a community of its own. At last a community joins a
    service of the plan that it is tied to more than inside, or that has most of the tables with
    which it would be if all were `free` of the plan.
    """
    parting = _Parting(labels, bonds, ties)
    for label in parting.crowded():
        parting.share_out(label)
    for label in parting.quarrelling():
        parting.move_out(label)
    parting.gather(free)
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

    def gather(self, free: Sequence[int]) -> None:
        """Have services take in the communities that belong to them more than to themselves."""
        origins = self._origins(free)
        homes = {service: self.homes[block] for block, service in self._bonds.services.items()}
        groups: dict[int, list[int]] = {}
        for block, home in sorted(self.homes.items()):
            groups.setdefault(home, []).append(block)
        for label in sorted(groups.keys() - set(homes.values())):
            members = groups[label]
            found = homes.get(most_of(Counter(origins[block] for block in members)) or "")
            if found is None or not self._open(members, found):
                found = self._tied_more(members, label, homes.values())
            if found is not None:
                self.homes |= dict.fromkeys(members, found)

    def _origins(self, free: Sequence[int]) -> dict[int, str]:
        """Map each block to the service that has most tables of its group, were all free."""
        data: dict[int, Counter[str]] = {}
        for node, service in sorted(self._bonds.tables.items()):
            data.setdefault(free[node], Counter())[service] += 1
        owners = {label: most_of(counts) or "" for label, counts in data.items()}
        return {
            block: owners.get(label, "")
            for block, label in zip(self._bonds.blocks, free, strict=True)
        }

    def _tied_more(self, members: Sequence[int], label: int, services: Iterable[int]) -> int | None:
        """Return the service to which blocks are tied more than among themselves, if any."""
        pulls: dict[int, float] = {}
        for block in members:
            for home, weight in self._pull(block).items():
                pulls[home] = pulls.get(home, 0.0) + weight
        inside = round(pulls.get(label, 0.0) / 2, 9)
        most = {home: round(pulls.get(home, 0.0), 9) for home in services}
        able = [home for home in most if most[home] > inside and self._open(members, home)]
        return min(able, key=lambda home: (-most[home], home), default=None)

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
