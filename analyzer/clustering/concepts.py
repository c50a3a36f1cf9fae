"""Domain words that recur across layers: `orders/`, `api/order_views`, `db/order` are one concept.

Structure alone cuts a subject along its layers: its storage part goes to the storage, its HTTP
part to the API. What real splits followed were names that cross layers, confirmed by coupling.
docs/method.md tells where the thresholds come from.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.clustering.fragments import Fragment, fragments_of, merge_fragments
from analyzer.clustering.graph import Adjacency
from analyzer.clustering.layers import is_layer_word
from analyzer.clustering.parallels import parallel_places
from analyzer.clustering.spelled import Spelled, both_ways, spell

LAYER_TIER = 3

# A name of several words that code hardly says (it is only imported): neither for nor against it.
_UNSAID = 3.0
_UNSAID_SHARE = 0.5


class Concept(msgspec.Struct, frozen=True):
    """A word and the modules that carry it, after its homonyms were told apart.

    `tier` 1 is a subject with a vocabulary of its own, 2 a weaker one, 3 a layer's word;
    `score` ranks those of one tier; `depths` says how many packages stand before the word in each
    member's name; `smallest` is the number of members below which it is none.
    """

    word: str
    members: frozenset[int]
    depths: Mapping[int, int]
    tier: int
    score: float
    smallest: int = 3


class Thresholds(msgspec.Struct, frozen=True):
    """What a set of modules must show to count as a concept.

    The `layered` ones hold for a word that stands in packages of different layers, such as
    `models/order` and `views/order`: that is how such programs spell a subject.
    """

    smallest: int = 3
    largest_share: float = 0.3
    largest_in_small: tuple[float, int] = (0.5, 20)
    density: float = 0.3
    binding: float = 1.2
    lexical: float = 0.2
    strong: float = 0.1
    alike: float = 0.8
    layered_smallest: int = 2
    layered_density: float = 0.0
    layered_lexical: float = 0.1


class Lexicon(msgspec.Struct, frozen=True):
    """How often each module says a word, and which words tables and their classes carry.

    `counts` maps a word to {module: ln(1 + occurrences)}.
    """

    counts: Mapping[str, Mapping[int, float]]
    table_words: Mapping[str, int]


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
        for group in merge_fragments(fragments, strength):
            parallel = parallels.get(word, frozenset())
            spelled = spell(word, group, known, parallel, roots, word in lexicon.table_words)
            concept = _judge(spelled, strength, lexicon, limits, len(names))
            if concept is not None:
                found.append(concept)
    return _without_duplicates(found, limits.alike)


def _judge(
    spelled: Spelled, strength: Adjacency, lexicon: Lexicon, limits: Thresholds, total: int
) -> Concept | None:
    word, group, members, layered, twins, kind = spelled
    share, few = limits.largest_in_small
    most = max(limits.largest_share * total, min(share * total, few))
    smallest = limits.layered_smallest if layered else limits.smallest
    if kind or not smallest <= len(members) <= most:
        return None
    density = _density(members, strength)
    lexical = _lexical_share(word, members, lexicon)
    if density < (limits.layered_density if layered else limits.density):
        return None
    if not twins and lexical < (limits.layered_lexical if layered else limits.lexical):
        return None
    if _binding(group, members, strength) < limits.binding:
        return None
    merit = density * lexical
    score = round(merit * (1 + 0.5 * math.log2(len(group))), 9)
    known = 0.1 if lexicon.table_words.get(word, 0) >= 2 else 0.0
    machinery = is_layer_word(word) and not twins
    tier = LAYER_TIER if machinery else 1 if merit + known >= limits.strong else 2
    depths = {
        node: fragment.place.count(".") + bool(fragment.place)
        for fragment in group
        for node in fragment.members
        if node in members
    }
    return Concept(word, members, depths, tier, score, smallest)


def _density(members: frozenset[int], strength: Adjacency) -> float:
    """Return the share of the members' ties that stay inside, less the share to be expected."""
    volume = strength.volume_of(members)
    if volume <= 0:
        return 0.0
    return strength.inside(members) / volume - volume / strength.volume


def _lexical_share(word: str, members: frozenset[int], lexicon: Lexicon) -> float:
    counts = lexicon.counts.get(word, {})
    everywhere = sum(counts[node] for node in sorted(counts))
    if " " in word and everywhere <= _UNSAID:
        return _UNSAID_SHARE
    if everywhere <= 0:
        return 0.0
    return sum(counts[node] for node in sorted(counts) if node in members) / everywhere


def _binding(group: Sequence[Fragment], members: frozenset[int], strength: Adjacency) -> float:
    """Return the ties between a set's direct parts over those to be expected by chance.

    A mere container (`plugins`, `services`) holds parts that have little to do with each other.
    """
    parts = {
        node: part
        for fragment in group
        for node, part in zip(fragment.members, fragment.parts, strict=True)
        if node in members
    }
    volumes: dict[str, float] = {}
    for node in sorted(parts):
        volumes[parts[node]] = volumes.get(parts[node], 0.0) + strength.degrees[node]
    whole = sum(volumes[part] for part in sorted(volumes))
    squares = sum(volumes[part] ** 2 for part in sorted(volumes))
    expected = (whole * whole - squares) / (2 * strength.volume)
    if expected <= 1e-12:
        return math.inf
    between = strength.across(parts)
    return sum(between[pair] for pair in sorted(between)) / expected


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
