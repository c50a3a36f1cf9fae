"""Where in the tree a word occurs, and which of its occurrences belong together."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.clustering.graph import Adjacency
from analyzer.model.words import compound_of, stems_of

# Two occurrences of a word are one subject unless their ties fall short of this share of chance.
_GAMMA = 0.75

# A word that occurs in more places than this is machinery, and merging is quadratic.
_MOST_FRAGMENTS = 120


class Fragment(msgspec.Struct, frozen=True):
    """The modules whose names hold a word first below one `place` (a dotted prefix).

    `parts` says for each member which direct part of the fragment it lies in.
    """

    place: str
    members: tuple[int, ...]
    parts: tuple[str, ...]


def fragments_of(names: Sequence[str], roots: frozenset[str]) -> dict[str, tuple[Fragment, ...]]:
    """Return the fragments of every word that occurs in the modules' names, sorted by word.

    A part of several words (`plugin_indexes`) is a word of its own beside them. The name of a root
    package says nothing about the modules in it and is passed over.
    """
    found: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for number, name in enumerate(names):
        parts = name.split(".")
        seen: set[str] = set()
        for depth, part in enumerate(parts):
            if depth == 0 and part in roots:
                continue
            for word in sorted({*stems_of(part), compound_of(part)} - seen - {""}):
                seen.add(word)
                place = ".".join(parts[:depth])
                below = ".".join(parts[: depth + 2])
                found.setdefault(word, {}).setdefault(place, []).append((number, below))
    return {
        word: tuple(
            Fragment(place, *zip(*sorted(found[word][place]), strict=True))
            for place in sorted(found[word])
        )
        for word in sorted(found)
    }


def merge_fragments(
    fragments: Sequence[Fragment], strength: Adjacency
) -> list[tuple[Fragment, ...]]:
    """Merge fragments that are tied more than by chance, the best pair first.

    Tells homonyms apart: one word in two unrelated subsystems stays two groups.
    """
    if len(fragments) > _MOST_FRAGMENTS:
        return []
    groups: dict[int, tuple[Fragment, ...]] = {n: (f,) for n, f in enumerate(fragments)}
    volumes = {n: strength.volume_of(f.members) for n, f in enumerate(fragments)}
    labels = {node: n for n, fragment in enumerate(fragments) for node in fragment.members}
    cross: dict[tuple[int, int], float] = {}
    for (i, j), weight in strength.across(labels).items():
        pair = min(labels[i], labels[j]), max(labels[i], labels[j])
        cross[pair] = cross.get(pair, 0.0) + weight
    while cross:
        gains = {
            (a, b): round(weight - _GAMMA * volumes[a] * volumes[b] / strength.volume, 9)
            for (a, b), weight in cross.items()
        }
        a, b = min(gains, key=lambda pair: (-gains[pair], pair))
        if gains[a, b] <= 0:
            break
        groups[a] += groups.pop(b)
        volumes[a] += volumes.pop(b)
        _redirect(cross, a, b)
    return [groups[number] for number in sorted(groups)]


def _redirect(cross: dict[tuple[int, int], float], into: int, gone: int) -> None:
    """Hand the ties of a merged group over to the one that took it in."""
    del cross[into, gone]
    for pair in sorted(pair for pair in cross if gone in pair):
        other = pair[0] if pair[1] == gone else pair[1]
        weight = cross.pop(pair)
        target = min(into, other), max(into, other)
        cross[target] = cross.get(target, 0.0) + weight
