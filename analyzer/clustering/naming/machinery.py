"""What to call a group that no subject fits: what its code says, and which layer it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from analyzer.clustering.layers import is_layer_word
from analyzer.clustering.naming.paths import PLACE, PLACES, SAID, VAGUE, Carried, Fit, Words
from analyzer.clustering.naming.said import said_by
from analyzer.clustering.today import package_around
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, Group
from analyzer.model.words import split_words, stem

Option = tuple[Words, str, float]

_TRIED = 3
# What lies here and there is not all shared code for some of it lying in `utils`.
_MOSTLY = 0.5
# So much of a group in one package says more than its rarest words.
_A_GOOD_SHARE = 1 / 3

# Layers that are places: what lies there comes after them (`admin menu`, but `page actions`).
_PLACES = frozenset(
    ["admin", "agent", "app", "client", "contrib", "core", "ext", "extension", "plugin", "server"]
)

# Layers whose words say nothing, and what people say instead.
_SHARED = "base common compat helper lib library misc shared util utility utils"
_DATA = "dao db entity model orm schema"
_SPOKEN: dict[str, Words] = {
    **{stem(word): ("shared", "code") for word in _SHARED.split()},
    **{stem(word): ("data", "model") for word in _DATA.split()},
}


def called(
    groups: Sequence[Group], codebase: Codebase, named: Collection[int]
) -> dict[int, list[Option]]:
    """Return for the groups that have no name yet what they could be called, the best first."""
    said = said_by(groups, codebase)
    places = [Carried(groups, codebase, standard) for standard in PLACES]
    found: dict[int, list[Option]] = {}
    for number, group in enumerate(groups):
        if number not in named:
            layer = _layer([place.fits(number) for place in places])
            project = _project(group, codebase)
            found[number] = [
                *_options(layer, _best(said[number]), project),
                *_place(group, project),
                *_most_of(group, project),
            ]
    return found


def _layer(fits: Sequence[dict[Words, Fit]]) -> tuple[Words, float]:
    """Return the layer's word that fits best, and the share of the group that carries it."""
    for found in fits:
        layers = {w: f for w, f in found.items() if len(w) == 1 and is_layer_word(stem(w[0]))}
        if layers:
            best = min(layers, key=lambda words: (-layers[words].score, words))
            return best, layers[best].share
    return (), 0.0


def _best(said: dict[str, Fit]) -> list[tuple[str, float]]:
    ranked = sorted(said, key=lambda word: (-said[word].score, word))
    return [(word, said[word].share) for word in ranked[:_TRIED]]


def _options(
    layer: tuple[Words, float], said: Sequence[tuple[str, float]], project: Words
) -> Iterator[Option]:
    words, carried = layer
    said = [(word, share) for word, share in said if word not in map(stem, project)]
    spoken = _SPOKEN.get(stem(words[0]), words) if words else ()
    for word, share in said:
        if not words:
            break
        if spoken is not words:
            yield (*project, word), SAID, share
        elif stem(words[0]) in _PLACES:
            yield (*words, word), SAID, share
        else:
            yield (word, *words), SAID, share
    if len(said) > 1 and not words:
        yield tuple(word for word, _ in said[:2]), SAID, min(share for _, share in said[:2])
    if words and (spoken is words or carried >= _MOSTLY):
        yield tuple(dict.fromkeys((*project, *spoken))), PLACE, carried


def _place(group: Group, project: Words) -> Iterator[Option]:
    """Yield what a group is called after the one package that it lies in."""
    package = package_around([node.name for node in group.members if node.kind == MODULE])
    inner, _, last = package.rpartition(".")
    words = tuple(split_words(last))
    if inner and words and not VAGUE.intersection(map(stem, words)):
        yield tuple(dict.fromkeys((*project, *words))), PLACE, 1.0


def _most_of(group: Group, project: Words) -> Iterator[Option]:
    """Yield what a group is called after the innermost package that a good share of it lies in."""
    modules = [node.name for node in group.members if node.kind == MODULE]
    held = Counter(package for name in modules for package in _packages(name))
    for package in sorted(held, key=lambda each: (-each.count("."), -held[each], each)):
        words = tuple(split_words(package.rpartition(".")[2]))
        share = held[package] / len(modules)
        if share < _A_GOOD_SHARE or not words:
            continue
        spoken = _SPOKEN.get(stem(words[0]), words) if len(words) == 1 else words
        if spoken is not words or not VAGUE.intersection(map(stem, words)):
            yield tuple(dict.fromkeys((*project, *spoken))), PLACE, share


def _packages(name: str) -> Iterator[str]:
    """Yield the packages below the top-level one that hold a module, and the module itself."""
    parts = name.split(".")
    for depth in range(2, len(parts) + 1):
        yield ".".join(parts[:depth])


def _project(group: Group, codebase: Codebase) -> Words:
    """Return the words of the top-level package in which most of a group lies."""
    tops = Counter(node.name.split(".")[0] for node in group.members if node.kind == MODULE)
    if not tops:
        return tuple(split_words(codebase.project.name))
    return tuple(split_words(min(tops, key=lambda top: (-tops[top], top))))
