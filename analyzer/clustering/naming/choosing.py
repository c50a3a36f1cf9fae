"""One name for each group, and no two alike: subjects first, then what sets machinery apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from analyzer.clustering.naming.keywords import keywords_of
from analyzer.clustering.naming.machinery import called
from analyzer.clustering.naming.paths import (
    PLANNED,
    REST,
    SUBJECTS,
    Carried,
    Fit,
    Words,
    names_subject,
)
from analyzer.clustering.naming.spelling import slugs, spelled, title
from analyzer.model.codebase import Codebase
from analyzer.model.partition import TABLE, Group, GroupName, Partition
from analyzer.model.words import split_words, stem

_MOST_WORDS = 3
_FEW_TABLES = 2
# `pricing` and `price` say the same.
_ALIKE = 4


class Choice(NamedTuple):
    """The words of a name, what it was made from, and the share of the members that carry it."""

    words: Words
    basis: str
    share: float = 0.0


def name_groups(
    codebase: Codebase, partition: Partition, planned: Mapping[str, str | None] | None = None
) -> tuple[GroupName, ...]:
    """Name the groups of a partition, in its order; no two ids and no two names are alike.

    `planned` has the names of a plan's services by id, None where the id has to do.
    A word of paths and table names that is found in the group and seldom elsewhere is the name.
    Where no subject fits, the group is called by what a good share of its own code says together
    with the layer that it is; a layer's word never stands alone. docs/method.md has the steps.
    """
    groups = partition.groups
    keywords = keywords_of(groups, codebase)
    chosen = {
        n: Choice(_spoken(group, planned or {}), PLANNED, 1.0)
        for n, group in enumerate(groups)
        if group.service
    }
    for standard in SUBJECTS:
        carried = Carried(groups, codebase, standard)
        fits = {n: carried.fits(n) for n in range(len(groups)) if n not in chosen}
        _choose(chosen, _ranked(fits, standard.basis))
    for number, options in called(groups, codebase, chosen.keys()).items():
        _choose(chosen, ((number, Choice(*option)) for option in options))
    for number in range(len(groups)):
        if number not in chosen:
            words = _fallback(groups[number], keywords[number], codebase, _words(chosen))
            chosen[number] = Choice(words, REST)
    return _named([chosen[n] for n in range(len(groups))], groups, keywords, codebase, planned)


def _named(
    chosen: Sequence[Choice],
    groups: Sequence[Group],
    keywords: Sequence[tuple[str, ...]],
    codebase: Codebase,
    planned: Mapping[str, str | None] | None,
) -> tuple[GroupName, ...]:
    ids = slugs([choice.words for choice in chosen], groups)
    given = {id_: name for id_, name in (planned or {}).items() if name is not None}
    apart = spelled([choice.words for choice in chosen], codebase)
    titles = [given.get(i, title(c.words, apart)) for i, c in zip(ids, chosen, strict=True)]
    often = Counter(titles)
    return tuple(
        GroupName(
            id_,
            name if often[name] == 1 else given.get(id_, title(choice.words, {})),
            words,
            choice.basis,
            round(choice.share, 3),
        )
        for id_, name, choice, words in zip(ids, titles, chosen, keywords, strict=True)
    )


def _spoken(group: Group, planned: Mapping[str, str | None]) -> Words:
    """Return the words of a service that a plan names, or of its id."""
    return tuple(split_words(planned.get(group.service) or group.service)) or (group.service,)


def _ranked(fits: Mapping[int, Mapping[Words, Fit]], basis: str) -> Iterator[tuple[int, Choice]]:
    """Yield groups with words for them, the best fit first, then the longer name."""
    options = sorted(
        (-fit.score, -len(words), number, words, fit.share)
        for number, found in fits.items()
        for words, fit in found.items()
    )
    return ((number, Choice(words, basis, share)) for _, _, number, words, share in options)


def _choose(chosen: dict[int, Choice], options: Iterable[tuple[int, Choice]]) -> None:
    """Give each group the first of its options that is free."""
    for number, choice in options:
        if number not in chosen and not _taken(choice.words, _words(chosen)):
            chosen[number] = choice


def _words(chosen: Mapping[int, Choice]) -> list[Words]:
    return [choice.words for choice in chosen.values()]


def _fallback(
    group: Group, keywords: Sequence[str], codebase: Codebase, used: Sequence[Words]
) -> Words:
    """Return what a group has that no word names: its few tables, else its rarest words."""
    project = tuple(w for w in split_words(codebase.project.name) if names_subject(w))
    options: list[Words] = [
        (one, other) for one, other in pairwise(keywords) if one[:_ALIKE] != other[:_ALIKE]
    ]
    options += [(word,) for word in keywords]
    options.insert(0, _tables(group, codebase))
    options.insert(0 if not used else len(options), project[:_MOST_WORDS])
    for words in options:
        if words and not _taken(words, used):
            return words
    return ("service", str(len(used) + 1))


def _tables(group: Group, codebase: Codebase) -> Words:
    """Return the words of one or two tables, if those are all."""
    called = {table.id: table.name for table in codebase.tables}
    names = [called.get(node.name, node.name) for node in group.members if node.kind == TABLE]
    words = dict.fromkeys(word for name in names for word in split_words(name))
    return tuple(words) if len(names) <= _FEW_TABLES and len(words) <= _MOST_WORDS else ()


def _taken(words: Words, taken: Iterable[Words]) -> bool:
    stems = {stem(word) for word in words}
    return any(stems == {stem(word) for word in other} for other in taken)
