"""A name for each group, as the business would say it, out of the words that set it apart."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from analyzer.clustering.layers import is_layer_word, may_name
from analyzer.clustering.roles import root_packages
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Group, GroupName, Node, Partition
from analyzer.model.words import is_telling, split_words, stem, word_counts

KEYWORDS = 6

_AMBIGUITY = 0.75
_MOST_WORDS = 3
_VOWELS = frozenset("aeiouy")
_ACRONYMS = frozenset({"ai", "api", "erp", "io", "ui", "uri", "url", "seo"})

# What a table or a path says of a group, in occurrences of an identifier.
_TABLE_WORD = 10
_PATH_WORD = 5

Words = tuple[str, ...]


class Standard(NamedTuple):
    """Which words may name a group, how well they must fit (F0.5), what share must carry them."""

    suits: Callable[[str], bool]
    least_fit: float
    least_share: float


def name_groups(
    codebase: Codebase, partition: Partition, planned: Mapping[str, str | None] | None = None
) -> tuple[GroupName, ...]:
    """Name the groups of a partition, in its order; no two ids and no two names are alike.

    `planned` has the names of a plan's services by id, None where the id has to do.
    A word of paths and table names that is found in the group and seldom elsewhere is the name:
    first those of subjects, then those of layers (`api`, `management commands`). Where there is
    none, the words of the highest TF-IDF against the other groups.
    """
    groups = partition.groups
    stems = _keywords([_document(group, codebase) for group in groups])
    keywords = _as_written(stems, codebase)
    chosen = {n: _spoken(group, planned or {}) for n, group in enumerate(groups) if group.service}
    for standard in _STANDARDS:
        for number, words in _ranked(_candidates(groups, codebase, standard)):
            if number not in chosen and not _taken(words, chosen.values()):
                chosen[number] = words
    for number in range(len(groups)):
        if number not in chosen:
            chosen[number] = _fallback(number, keywords[number], codebase, chosen.values())
    ids = _slugs([chosen[number] for number in range(len(groups))], groups)
    given = {id_: name for id_, name in (planned or {}).items() if name is not None}
    return tuple(
        GroupName(id_, given.get(id_, _title(chosen[number])), keywords[number])
        for number, id_ in enumerate(ids)
    )


def _spoken(group: Group, planned: Mapping[str, str | None]) -> Words:
    """Return the words of a service that a plan names, or of its id."""
    return tuple(split_words(planned.get(group.service) or group.service)) or (group.service,)


# --- words that fit ------------------------------------------------------------------------------


def _ranked(candidates: Sequence[Mapping[Words, float]]) -> list[tuple[int, Words]]:
    """Return groups with words for them, the best fit first, then the longer name."""
    options = [
        (-score, -len(words), number, words)
        for number, found in enumerate(candidates)
        for words, score in found.items()
    ]
    return [(number, words) for _, _, number, words in sorted(options)]


def _candidates(
    groups: Sequence[Group], codebase: Codebase, standard: Standard
) -> list[dict[Words, float]]:
    """Score for each group the words and phrases of its paths and tables that fit it alone."""
    modules = [node.name for group in groups for node in group.members if node.kind == MODULE]
    roots = root_packages(modules)
    called = {Node(TABLE, table.id): table.name for table in codebase.tables}
    # The file that a definition comes from is in every service, and names none.
    for part, flat in codebase.parts().items():
        called[Node(MODULE, part)] = part.removeprefix(flat + ".")
        called[Node(MODULE, flat)] = ""
    inside: list[Counter[Words]] = []
    surfaces: dict[Words, Counter[Words]] = {}
    for group in groups:
        carried: Counter[Words] = Counter()
        for node in group.members:
            own = called.get(node, node.name).split(".")
            parts = [part for part in own if part and part not in roots]
            carried.update(_phrases(parts, standard.suits, surfaces))
        inside.append(carried)
    everywhere: Counter[Words] = Counter()
    for carried in inside:
        everywhere.update(carried)
    return [
        {
            _surface(words, surfaces): round(score, 6)
            for words, count in sorted(carried.items())
            if count >= max(min(2, len(group.members)), standard.least_share * len(group.members))
            and (score := _fit(words, count, everywhere[words], len(group.members)))
            >= standard.least_fit
        }
        for group, carried in zip(groups, inside, strict=True)
    ]


def _phrases(
    parts: Iterable[str], suits: Callable[[str], bool], surfaces: dict[Words, Counter[Words]]
) -> set[Words]:
    """Return the stemmed words and whole parts of one path, noting how they were written."""
    found: set[Words] = set()
    for part in parts:
        written = tuple(split_words(part))
        spelled: list[Words] = [(word,) for word in written if suits(word)]
        if spelled and 1 < len(written) <= _MOST_WORDS:
            spelled.append(written)
        for words in spelled:
            stems = tuple(stem(word) for word in words)
            surfaces.setdefault(stems, Counter())[words] += 1
            found.add(stems)
    return found


def _names_subject(word: str) -> bool:
    return len(word) > 2 and may_name(stem(word))


def _names_anything(word: str) -> bool:
    return len(word) > 2 and word.isalpha()


# A group that no subject fits is machinery: there the word of a layer may fit less well, if enough
# of the group carries it; and what most of a group carries says at least where it lies.
_STANDARDS = (
    Standard(_names_subject, least_fit=0.5, least_share=0.0),
    Standard(_names_anything, least_fit=0.15, least_share=1 / 3),
    Standard(_names_anything, least_fit=0.0, least_share=0.6),
)


def _surface(stems: Words, surfaces: Mapping[Words, Counter[Words]]) -> Words:
    written = surfaces[stems]
    return min(written, key=lambda words: (-written[words], words))


def _fit(words: Words, inside: int, everywhere: int, size: int) -> float:
    """Return F0.5: better a word for a part of the group than one that others share.

    What names nothing but a layer must fit better than another.
    """
    precision, recall = inside / everywhere, inside / size
    score = 1.25 * precision * recall / (0.25 * precision + recall)
    return score * (_AMBIGUITY if all(is_layer_word(word) for word in words) else 1.0)


# --- words that set apart ------------------------------------------------------------------------


def _document(group: Group, codebase: Codebase) -> dict[str, float]:
    """Weigh the words of a group: what many of its members say counts before what one repeats."""
    members = {node.name for node in group.members if node.kind == MODULE}
    said: list[Counter[str]] = [
        word_counts(vocabulary)
        for vocabulary in codebase.vocabulary
        if vocabulary.module in members
    ]
    for node in group.members:
        weight = _PATH_WORD if node.kind == MODULE else _TABLE_WORD
        said.append(Counter({stem(word): weight for word in split_words(node.name)}))
    document: dict[str, float] = {}
    for counts in said:
        for word, count in counts.items():
            if is_telling(word) and not is_layer_word(word):
                document[word] = document.get(word, 0.0) + math.log1p(count)
    return dict(sorted(document.items()))


def _keywords(documents: Sequence[Mapping[str, float]]) -> list[tuple[str, ...]]:
    """Return the words of the highest TF-IDF of each document, best first.

    The idf is ln((1 + n) / (1 + df)): a word that all groups say sets none apart and weighs 0.
    """
    if not any(documents):
        return [() for _ in documents]
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer

    vectorizer = DictVectorizer(sort=True)
    counts = vectorizer.fit_transform([dict(document) for document in documents])
    transformer = TfidfTransformer(norm=None).fit(counts)
    if len(documents) > 1:
        transformer.idf_ = transformer.idf_ - 1
    weights = transformer.transform(counts).tocsr()
    words = vectorizer.get_feature_names_out()
    found: list[tuple[str, ...]] = []
    for number in range(len(documents)):
        row = weights[number]
        ranked = sorted(
            (-round(float(weight), 6), str(words[column]))
            for column, weight in zip(row.indices, row.data, strict=True)
            if weight > 0
        )
        found.append(tuple(word for _, word in ranked[:KEYWORDS]))
    return found


def _as_written(stems: Sequence[tuple[str, ...]], codebase: Codebase) -> list[tuple[str, ...]]:
    """Give words back the form in which the program writes them most often."""
    wanted = {word for row in stems for word in row}
    forms: dict[str, Counter[str]] = {word: Counter() for word in sorted(wanted)}
    for vocabulary in codebase.vocabulary:
        for identifier, count in vocabulary.identifiers:
            for word in split_words(identifier):
                if stem(word) in wanted:
                    forms[stem(word)][word] += count
    best = {
        word: min(found, key=lambda form: (-found[form], form)) if found else word
        for word, found in forms.items()
    }
    return [tuple(best[word] for word in row) for row in stems]


# --- one name each -------------------------------------------------------------------------------


def _fallback(
    number: int, keywords: Sequence[str], codebase: Codebase, taken: Iterable[Words]
) -> Words:
    used = list(taken)
    project = tuple(w for w in split_words(codebase.project.name) if _names_subject(w))
    options = [tuple(keywords[at : at + 2]) for at in range(len(keywords) - 1)]
    options += [(word,) for word in keywords]
    options.insert(0 if not used else len(options), project[:_MOST_WORDS])
    for words in options:
        if words and not _taken(words, used):
            return words
    return ("service", str(number + 1))


def _taken(words: Words, taken: Iterable[Words]) -> bool:
    stems = {stem(word) for word in words}
    return any(stems == {stem(word) for word in other} for other in taken)


def _title(words: Words) -> str:
    return " ".join(
        word.upper()
        if word in _ACRONYMS or (not _VOWELS & set(word) and word.isascii())
        else word.capitalize()
        for word in words
    )


def _slugs(names: Sequence[Words], groups: Sequence[Group]) -> list[str]:
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
        base = "-".join(part for part in plain.lower().split("-") if part) or "service"
        slug, again = base, 2
        while slug in taken:
            slug, again = f"{base}-{again}", again + 1
        taken.add(slug)
        found.append(slug)
    return found
