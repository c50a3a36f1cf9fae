"""Layers that hold the same subjects, as `models/order` and `views/order` do.

Where several names recur in two layers, the layers are parallel, and what is called alike in both
is one subject however often its word is said elsewhere: everybody speaks of users, and still
`models/user` and `views/user` belong together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from analyzer.clustering.layers import is_layer_word
from analyzer.model.words import compound_of, stem, stems_of

# Two layers are parallel if so many subjects, and such a share of those of the smaller one, stand
# in both: one or two may be called alike by chance.
_LEAST_SHARED = 3
_LEAST_SHARE = 1 / 3
# What stands in more layers than this is machinery, and comparing them is quadratic.
_MOST_PLACES = 120


def parallel_places(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Map words to the packages of layers in which a module or package is called just that.

    Only those packages that are parallel to another which holds the word too; dotted prefixes.
    """
    holding = _subjects_in_layers(names)
    shared = _shared_subjects(holding)
    sizes = Counter(place for places in holding.values() for place in places)
    found: dict[str, set[str]] = defaultdict(set)
    for word, places in holding.items():
        for pair in combinations(places, 2):
            least = max(_LEAST_SHARED, _LEAST_SHARE * min(sizes[place] for place in pair))
            if shared.get(pair, 0) >= least:
                found[word].update(pair)
    return {word: frozenset(found[word]) for word in sorted(found)}


def _subjects_in_layers(names: Iterable[str]) -> dict[str, list[str]]:
    """Map words to the packages of layers that hold just them.

    What stands in other packages more often is a layer itself, called in no usual way (`panel` in
    `volumes`, `images`, `routers`), and these are subjects that are called like layers.
    """
    held: dict[str, set[str]] = defaultdict(set)
    for name in names:
        parts = name.split(".")
        for depth in range(1, len(parts)):
            held[_word_of(parts[depth])].add(".".join(parts[:depth]))
    found: dict[str, list[str]] = {}
    for word in sorted(held.keys() - {""}):
        places = sorted(place for place in held[word] if is_layer_word(stem(_last(place))))
        if 2 * len(places) > len(held[word]) and len(places) <= _MOST_PLACES:
            found[word] = places
    return found


def _shared_subjects(holding: dict[str, list[str]]) -> dict[tuple[str, str], int]:
    """Count for each two packages of different layers the subjects that both hold."""
    shared: dict[tuple[str, str], int] = {}
    for word, places in holding.items():
        if is_layer_word(word):
            continue
        for one, other in combinations(places, 2):
            if stem(_last(one)) != stem(_last(other)):
                shared[one, other] = shared.get((one, other), 0) + 1
    return shared


def _word_of(part: str) -> str:
    """Return the word that a name is, a compound for several."""
    words = stems_of(part)
    return words[0] if len(words) == 1 else compound_of(part)


def _last(place: str) -> str:
    return place.rpartition(".")[2]
