"""Which concept a module belongs to where several claim it; decided before clustering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.clustering.judging import Concept
from analyzer.clustering.problem import Edge

# A concept that keeps less than this of its modules is dissolved.
_LEAST_SHARE = 0.4

# A clique is quadratic in its size; beyond this, each member is tied to this many others.
_LARGEST_CLIQUE = 120


def assign_owners(concepts: Sequence[Concept], *, innermost: bool = False) -> dict[int, int]:
    """Map modules to the number of the concept that owns them.

    The lowest tier wins, and in it the word that stands outermost in the module's name (or
    `innermost`). Then the concept that kept the smallest share is dissolved while any kept too
    little, and its modules go to the next claimant.
    """
    claims = _claims(concepts, innermost)
    alive = set(range(len(concepts)))
    while True:
        owners = {
            node: next(number for number in ranked if number in alive)
            for node, ranked in claims.items()
            if any(number in alive for number in ranked)
        }
        kept = dict.fromkeys(sorted(alive), 0)
        for number in owners.values():
            kept[number] += 1
        shares = {number: count / len(concepts[number].members) for number, count in kept.items()}
        weak = [n for n in kept if kept[n] < concepts[n].smallest or shares[n] < _LEAST_SHARE]
        if not weak:
            return owners
        alive.discard(min(weak, key=lambda n: (shares[n], concepts[n].score, n)))


def _claims(concepts: Sequence[Concept], innermost: bool) -> dict[int, list[int]]:
    ranked: dict[int, list[tuple[int, int, float, int]]] = {}
    for number, concept in enumerate(concepts):
        for node in sorted(concept.members):
            depth = concept.depths[node]
            key = (concept.tier, -depth if innermost else depth, -concept.score, number)
            ranked.setdefault(node, []).append(key)
    return {node: [key[-1] for key in sorted(ranked[node])] for node in sorted(ranked)}


def prior(owners: Mapping[int, int]) -> list[Edge]:
    """Return ties among the modules of each concept: 1/(size - 1) a pair."""
    concepts: dict[int, list[int]] = {}
    for node in sorted(owners):
        concepts.setdefault(owners[node], []).append(node)
    edges: list[Edge] = []
    for members in concepts.values():
        size = len(members)
        reach = min(size - 1, _LARGEST_CLIQUE)
        step = max(1, size // _LARGEST_CLIQUE)
        for position, node in enumerate(members):
            for hop in range(1, reach // 2 + 1) if reach < size - 1 else range(1, size - position):
                other = members[(position + hop * step) % size]
                edges.append((min(node, other), max(node, other), 1 / reach))
    return edges
