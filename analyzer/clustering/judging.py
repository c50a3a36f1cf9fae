"""What it takes for a word to be a subject: how dense, how bound, how much its own.

docs/method.md tells where the thresholds come from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from analyzer.clustering.fragments import Fragment
from analyzer.clustering.graph import Adjacency
from analyzer.clustering.layers import is_layer_word
from analyzer.clustering.spelled import Spelled

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
    `models/order` and `views/order`: that is how such programs spell a subject. The `scattered`
    ones hold for a word that stands in several packages of any kind, whose parts are tied far more
    than by chance: what stands in all layers has most of its ties to these.
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
    scattered_density: float = 0.1
    scattered_binding: float = 2.0


class Lexicon(msgspec.Struct, frozen=True):
    """How often each module says a word, and which words tables and their classes carry.

    `counts` maps a word to {module: ln(1 + occurrences)}.
    """

    counts: Mapping[str, Mapping[int, float]]
    table_words: Mapping[str, int]


def judge(
    spelled: Spelled, strength: Adjacency, lexicon: Lexicon, limits: Thresholds, total: int
) -> Concept | None:
    """Return the concept that a word is, as it is spelled in a program of `total` modules, if any.

    `strength` is the graph of all evidence but where modules lie.
    """
    word, group, members, layered, twins = spelled[:5]
    share, few = limits.largest_in_small
    most = max(limits.largest_share * total, min(share * total, few))
    smallest = limits.layered_smallest if layered else limits.smallest
    if spelled.kind or not smallest <= len(members) <= most:
        return None
    density = _density(members, strength)
    lexical = lexical_share(word, members, lexicon)
    binding = _binding(group, members, strength)
    if density < _least_density(spelled, binding, limits) or binding < limits.binding:
        return None
    if not twins and lexical < (limits.layered_lexical if layered else limits.lexical):
        return None
    merit = density * lexical
    score = round(merit * (1 + 0.5 * math.log2(len(group))), 9)
    known = 0.1 if lexicon.table_words.get(word, 0) >= 2 else 0.0
    machinery = spelled.shelf or (is_layer_word(word) and not twins)
    tier = LAYER_TIER if machinery else 1 if merit + known >= limits.strong else 2
    depths = {
        node: fragment.place.count(".") + bool(fragment.place)
        for fragment in group
        for node in fragment.members
        if node in members
    }
    return Concept(word, members, depths, tier, score, smallest)


def _least_density(spelled: Spelled, binding: float, limits: Thresholds) -> float:
    if spelled.layered:
        return limits.layered_density
    if spelled.scattered and binding >= limits.scattered_binding:
        return min(limits.density, limits.scattered_density)
    return limits.density


def _density(members: frozenset[int], strength: Adjacency) -> float:
    """Return the share of the members' ties that stay inside, less the share to be expected."""
    volume = strength.volume_of(members)
    if volume <= 0:
        return 0.0
    return strength.inside(members) / volume - volume / strength.volume


def lexical_share(word: str, members: frozenset[int], lexicon: Lexicon) -> float:
    """Return which part of all that is said of a word these modules say."""
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
    expected = (whole * whole - squares) / (2 * strength.volume) if strength.volume > 0 else 0.0
    if expected <= 1e-12:
        return math.inf
    between = strength.across(parts)
    return sum(between[pair] for pair in sorted(between)) / expected
