"""Domain words that recur across layers: `orders/`, `api/order_views`, `db/order` are one concept.

Structure alone cuts a subject along its layers: its storage part goes to the storage, its HTTP
part to the API. What real splits followed were names that cross layers, confirmed by coupling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analyzer.clustering.fragments import Fragment, fragments_of, merge_fragments
from analyzer.clustering.graph import Adjacency
from analyzer.clustering.judging import Concept, Lexicon, Thresholds, judge
from analyzer.clustering.parallels import parallel_places
from analyzer.clustering.spelled import both_ways, spell
from analyzer.clustering.strays import with_strays


def find_concepts(
    names: Sequence[str],
    needs: Mapping[int, frozenset[int]],
    strength: Adjacency,
    lexicon: Lexicon,
    limits: Thresholds,
    roots: frozenset[str] = frozenset(),
) -> tuple[Concept, ...]:
    """Return the concepts among the modules `names`, sorted by word, near-duplicates dropped.

    `needs` maps each module to those that it imports or shares a table with; `strength` is the
    graph of all evidence but where modules lie.
    """
    known = both_ways(needs)
    parallels = parallel_places(names)
    found: list[Concept] = []
    for word, fragments in fragments_of(names, roots).items():
        parallel, tabled = parallels.get(word, frozenset()), word in lexicon.table_words
        judged: list[tuple[tuple[Fragment, ...], Concept | None]] = []
        for group in merge_fragments(fragments, strength):
            spelled = spell(word, group, known, parallel, roots, tabled)
            judged.append((group, judge(spelled, strength, lexicon, limits, len(names))))
        found += with_strays(judged, names, lexicon)
    return _without_duplicates(found, limits.alike)


def _without_duplicates(found: Iterable[Concept], alike: float) -> tuple[Concept, ...]:
    """Of two words for nearly the same modules keep the better."""
    kept: list[Concept] = []
    by_member: dict[int, list[Concept]] = {}
    for concept in sorted(found, key=lambda c: (-c.score, c.word, sorted(c.members))):
        rivals = {id(c): c for node in concept.members for c in by_member.get(node, ())}
        if any(_jaccard(concept.members, rival.members) > alike for rival in rivals.values()):
            continue
        kept.append(concept)
        for node in concept.members:
            by_member.setdefault(node, []).append(concept)
    return tuple(sorted(kept, key=lambda c: (c.word, sorted(c.members))))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)
