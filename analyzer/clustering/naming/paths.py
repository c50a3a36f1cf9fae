"""Which words of paths and tables fit a group: found in it, and seldom elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from analyzer.clustering.layers import is_layer_word, may_name
from analyzer.clustering.roles import root_packages
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Group, Node
from analyzer.model.words import split_words, stem, subject_names

Words = tuple[str, ...]

_MOST_WORDS = 3
_AMBIGUITY = 0.75
# Of names that fit alike, the one that a table has, then the one that says more.
_IN_A_TABLE = 1.1
_WORD_MORE = 0.08
# `ml2` and `ec2` are names; of longer words the letters say enough.
_WITH_DIGIT = re.compile(r"[a-z]{2,3}\d")

# No service is called so, whatever stands beside it.
VAGUE = frozenset({"common", "helper", "misc", "miscutil", "model", "update", "util", "utility"})

# How many tables a group must have, by its members, to be named after them alone.
_TABLES = 0.25


class Standard(NamedTuple):
    """Which words may name a group, how well they must fit (F0.5), what share must carry them.

    `basis` is what a name by this standard is made from; `tables` looks at those alone.
    """

    basis: str
    suits: Callable[[str], bool]
    least_fit: float
    least_share: float
    tables: bool = False


class Fit(NamedTuple):
    """How well words fit a group (F0.5, with a bonus), and the share of its members with them."""

    score: float
    share: float


def names_subject(word: str) -> bool:
    """Tell whether a word may stand for a subject."""
    return len(word) > 2 and may_name(stem(word))


def names_anything(word: str) -> bool:
    """Tell whether a word may stand for a subject or for a layer."""
    return len(word) > 2 and word.isalpha()


class Carried:
    """What the members of each group carry in their paths and names, by a standard."""

    def __init__(self, groups: Sequence[Group], codebase: Codebase, standard: Standard) -> None:
        self._standard = standard
        roots = root_packages(n.name for group in groups for n in group.members if n.kind == MODULE)
        called = _called(codebase)
        self._groups = [_named(group, called, standard, roots) for group in groups]
        self._roots = {(stem(root),) for root in roots}
        members = [parts for group in self._groups for _, parts in group]
        self._surfaces: dict[Words, Counter[Words]] = {}
        for parts in members:
            for part in parts:
                self._note(part)
        self._counts = [
            Counter(words for _, parts in group for words in self._of(parts))
            for group in self._groups
        ]
        self._tabled = [
            {w for kind, parts in group if kind == TABLE for w in self._of(parts)}
            for group in self._groups
        ]
        self._called = [
            {_only_word(parts) for kind, parts in group if kind == TABLE} for group in self._groups
        ]
        self._everywhere: Counter[Words] = Counter()
        for counts in self._counts:
            self._everywhere.update(counts)

    def fits(self, number: int) -> dict[Words, Fit]:
        """Return the words, as they are written, that fit a group by the standard."""
        found: dict[Words, Fit] = {}
        size = len(self._groups[number])
        least = max(min(2, size), self._standard.least_share * size)
        for words, count in sorted(self._counts[number].items()):
            score = _fit(words, count, self._everywhere[words], size)
            enough = count >= least and score >= self._standard.least_fit
            if enough and self._may(words, number):
                bonus = self._bonus(words, number)
                found[self._written(words)] = Fit(round(score * bonus, 6), count / size)
        return found

    def _may(self, words: Words, number: int) -> bool:
        """The word of a layer, or of the whole, is a subject if a table is called just that."""
        if self._standard.basis == PLACE:
            return True
        lone = words in self._roots or all(is_layer_word(word) for word in words)
        return not VAGUE.intersection(words) and (not lone or words in self._called[number])

    def _bonus(self, words: Words, number: int) -> float:
        tabled = _IN_A_TABLE if words in self._tabled[number] else 1.0
        return tabled * (1 + _WORD_MORE * (len(words) - 1))

    def _note(self, part: str) -> None:
        """Remember how the words of a part are written, and the part as a whole."""
        written = split_words(part)
        spelled: list[Words] = [(word,) for word in written if self._standard.suits(word)]
        if spelled and 1 < len(written) <= _MOST_WORDS:
            spelled.append(tuple(written))
        if _WITH_DIGIT.fullmatch(part) and not is_layer_word(stem(written[0])):
            spelled.append((part,))
        for words in spelled:
            self._surfaces.setdefault(tuple(map(stem, words)), Counter())[words] += 1

    def _of(self, parts: Sequence[str]) -> set[Words]:
        """Return the known words and phrases of a member, stemmed; phrases anywhere in a part."""
        found: set[Words] = set()
        for part in parts:
            stems = tuple(stem(word) for word in split_words(part))
            for length in range(1, _MOST_WORDS + 1):
                found.update(stems[at : at + length] for at in range(len(stems) - length + 1))
            found.add((part,))
        return {words for words in found if words in self._surfaces}

    def _written(self, stems: Words) -> Words:
        written = self._surfaces[stems]
        return min(written, key=lambda words: (-written[words], words))


def _only_word(parts: Sequence[str]) -> Words:
    """Return the one word that a table is called by (`tasks_task`), or nothing."""
    words = {stem(word) for part in parts for word in split_words(part)}
    return tuple(words) if len(words) == 1 else ()


def _named(
    group: Group, called: Mapping[Node, str], standard: Standard, roots: frozenset[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the kind and the parts of the name of each member that a standard looks at."""
    few = sum(node.kind == TABLE for node in group.members) < _TABLES * len(group.members)
    return [
        (
            node.kind,
            tuple(p for p in called.get(node, node.name).split(".") if p and p not in roots),
        )
        for node in (() if standard.tables and few else group.members)
        if node.kind == TABLE or not standard.tables
    ]


def _called(codebase: Codebase) -> dict[Node, str]:
    """Map tables to their names, and definitions of flat files to those without the file.

    The file that a definition comes from is in every service, and names none.
    """
    called = {Node(TABLE, table.id): table.name for table in codebase.tables}
    spelled = subject_names(codebase)
    for part, flat in codebase.parts().items():
        called[Node(MODULE, part)] = spelled[part].removeprefix(flat + ".")
        called[Node(MODULE, flat)] = ""
    return called


def _fit(words: Words, inside: int, everywhere: int, size: int) -> float:
    """Return F0.5: better a word for a part of the group than one that others share.

    What names nothing but a layer must fit better than another.
    """
    precision, recall = inside / everywhere, inside / size
    score = 1.25 * precision * recall / (0.25 * precision + recall)
    return score * (_AMBIGUITY if all(is_layer_word(word) for word in words) else 1.0)


SUBJECT, SAID, PLACE, REST, PLANNED = "subject", "said", "place", "rest", "plan"

# A subject of paths and tables, of tables alone, or one that fits less well but that many carry.
SUBJECTS = (
    Standard(SUBJECT, names_subject, least_fit=0.5, least_share=0.3),
    Standard(SUBJECT, names_subject, least_fit=0.5, least_share=0.3, tables=True),
    Standard(SUBJECT, names_subject, least_fit=0.15, least_share=1 / 3),
)
# A group that no subject fits is machinery: there the word of a layer tells what kind.
PLACES = (
    Standard(PLACE, names_anything, least_fit=0.15, least_share=1 / 3),
    Standard(PLACE, names_anything, least_fit=0.0, least_share=0.6),
)
