"""How a name is written: as a title, with glued words taken apart as the program does it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analyzer.model.codebase import Codebase
from analyzer.model.partition import Group
from analyzer.model.words import split_words

Words = tuple[str, ...]

_VOWELS = frozenset("aeiouy")
_ACRONYMS = frozenset({"ai", "api", "erp", "io", "ui", "uri", "url", "seo"})
_LONGEST = 3
# `database` is not `DataBase` for being written so now and then.
_OFTEN = 0.5
_SHORTEST_PART = 3


def spelled(names: Iterable[Words], codebase: Codebase) -> dict[str, Words]:
    """Map glued words of names to how the program spells them elsewhere: `sqllab`, `SqlLab`."""
    wanted = {word for words in names for word in words if len(word) >= 2 * _SHORTEST_PART}
    apart: dict[str, Counter[Words]] = {}
    whole: Counter[str] = Counter()
    for vocabulary in codebase.vocabulary:
        for name in sorted({*vocabulary.definitions, *(n for n, _ in vocabulary.identifiers)}):
            words = split_words(name)
            for word in words:
                if word in wanted:
                    whole[word] += 1
            for length in range(2, _LONGEST + 1):
                for at in range(len(words) - length + 1):
                    part = words[at : at + length]
                    if (glued := "".join(part)) in wanted and min(map(len, part)) >= _SHORTEST_PART:
                        apart.setdefault(glued, Counter())[part] += 1
    best = {
        glued: min(found, key=lambda words: (-found[words], words))
        for glued, found in apart.items()
    }
    return {g: words for g, words in best.items() if apart[g][words] >= _OFTEN * whole[g]}


def title(words: Words, apart: Mapping[str, Words]) -> str:
    """Write words as a title; acronyms, and what nobody could say as a word, in capitals."""
    found = list(dict.fromkeys(part for word in words for part in apart.get(word, (word,))))
    while len(found) > 1 and len(found[0]) == 1:
        found[:2] = [found[0].upper() + found[1].capitalize()]
    return " ".join(_capitalised(word) for word in found)


def _capitalised(word: str) -> str:
    letters = set(word) - set("0123456789")
    if not word.islower():
        return word
    if word in _ACRONYMS or (not _VOWELS & letters and word.isascii()):
        return word.upper()
    return word.capitalize()


def slugs(names: Sequence[Words], groups: Sequence[Group]) -> list[str]:
    """Return ASCII ids that can stand as bare keys in TOML; equal ones are numbered.

    The ids that a plan gives are taken as they are.
    """
    taken = {group.service for group in groups}
    found: list[str] = []
    for words, group in zip(names, groups, strict=True):
        if group.service:
            found.append(group.service)
            continue
        plain = unicodedata.normalize("NFKD", "-".join(words)).encode("ascii", "ignore").decode()
        base = "-".join(filter(None, re.split(r"[^a-z0-9]+", plain.lower()))) or "service"
        slug, again = base, 2
        while slug in taken:
            slug, again = f"{base}-{again}", again + 1
        taken.add(slug)
        found.append(slug)
    return found
