"""A plan's constraints in the integers of a clustering problem: what is one, what must not meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.clustering.problem import ClusteringProblem, canonical, canonical_labels

_NONE: frozenset[int] = frozenset()


class Bonds(msgspec.Struct, frozen=True):
    """Blocks of nodes that stay together, and which of them must not meet.

    `blocks` has the block of each node, numbered in the order of their first members; `services`
    maps the blocks that are a service of the plan to its id, `enemies` each block to those that it
    must not meet. No two services meet. `held` are the nodes of which the plan says anything;
    `tables` maps the nodes of tables to the service that the plan gives them to, "" for none.
    """

    held: frozenset[int]
    blocks: tuple[int, ...]
    services: Mapping[int, str]
    enemies: Mapping[int, frozenset[int]]
    tables: Mapping[int, str] = {}

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
        contracted = canonical(len(set(self.blocks)), ties)
        if problem.packages is None:
            return contracted
        firsts = dict(zip(reversed(self.blocks), reversed(problem.packages), strict=True))
        packages = canonical_labels(firsts[block] for block in range(contracted.size))
        return msgspec.structs.replace(contracted, packages=packages)

    def expanded(self, labels: Sequence[int]) -> tuple[int, ...]:
        """Return the label of each node, given those of the contracted problem."""
        return canonical_labels(labels[block] for block in self.blocks)


def most_of(share: Mapping[str, float]) -> str | None:
    """Return what has more than half of a sum, None where nothing has."""
    best = max(sorted(share), key=lambda key: share[key], default=None)
    return best if best is not None and 2 * share[best] > sum(share.values()) else None
