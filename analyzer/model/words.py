"""How names fall into words: the one place that knows, so that all criteria see the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from analyzer.model.codebase import Codebase, Vocabulary

_LETTERS = re.compile(r"[^\W\d_]+")
# Initials with one letter after them are one word: `userIDs`, `CTFd`, `APIv2`.
_CAMEL = re.compile(r"[A-Z]{2,}[^A-Z](?![^A-Z])|[A-Z]+(?![^A-Z])|[A-Z]?[^A-Z]+")
_SHORTEST_TELLING = 3

# Words of the language and of programming at large: they say nothing about any business.
GENERIC_WORDS = frozenset(
    """
    the and for with that this from not are was will can has have had its any all but one two new
    old use used uses using when which what where who how why then than else also only into onto
    out off over under about between same such very more most less least each every some none both
    other another there here these those they them their been being does did done should would
    could must may might just like per via yet you your our his her
    self cls args kwarg kwargs init main call name names value values key keys item items list
    lists dict dicts tuple set sets get gets add adds put pop str int float bool bytes byte none
    true false type types obj object objects class classes func function functions method methods
    attr attrs attribute attributes param params parameter parameters arg argument arguments
    return returns returned raise raises except exception exceptions error errors err import
    imports module modules def lambda yield len iter next range enumerate zip map filter sorted
    sort join split strip replace format print repr hash isinstance issubclass hasattr getattr
    setattr super property static classmethod staticmethod abstract base default defaults
    option options create created update updated delete deleted remove removed save load make
    build run start stop check is has data info result results res ret tmp temp val var index idx
    count number num size length first last current previous text string char line lines file
    files path paths dir directory copy append extend insert keyword optional required valid
    validate invalid exists exist todo fixme note see example given instance instances given
    mixin meta wrapper wrap wraps decorator register registry factory generic common core misc
    util utils helper helpers test tests mock
    """.split()  # noqa: SIM905  (a table of words reads better as prose)
)


@lru_cache(maxsize=200_000)
def split_words(text: str) -> tuple[str, ...]:
    """Split an identifier or a text at whatever is no letter and at camelCase; in lower case."""
    words: list[str] = []
    for run in _LETTERS.findall(text):
        words += [run] if run.islower() else [part.lower() for part in _CAMEL.findall(run)]
    return tuple(words)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Drop an English plural: `queries` and `query` are one word, `status` and `class` stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "iases", "tuses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ias")):
        return word[:-1]
    return word


_GENERIC_STEMS = frozenset(stem(word) for word in GENERIC_WORDS)


@lru_cache(maxsize=200_000)
def stems_of(text: str) -> tuple[str, ...]:
    """Split and stem; single letters (`v2`, `l3`) say nothing and are left out."""
    return tuple(stem(word) for word in split_words(text) if len(word) > 1)


@lru_cache(maxsize=200_000)
def compound_of(text: str) -> str:
    """Return the stemmed words of a name of several (`z server` of `ZServer`), "" of one."""
    words = split_words(text)
    return " ".join(stem(word) for word in words) if len(words) > 1 else ""


def is_telling(word: str) -> bool:
    """Tell whether a stemmed word can say what code is about."""
    return len(word) >= _SHORTEST_TELLING and word not in _GENERIC_STEMS


def subject_names(codebase: Codebase) -> dict[str, str]:
    """Map the modules that stand for a definition to names of the words that can be a subject.

    What one does with everything (`CreateOrderView`, `list_orders`) says nothing of a definition's
    subject, unless a table is called so.
    """
    tabled = {w for t in codebase.tables for w in (*stems_of(t.name), *stems_of(t.class_ or ""))}
    found = {}
    for part, flat in codebase.parts().items():
        words = split_words(part.removeprefix(f"{flat}."))
        telling = (w for w in words if is_telling(stem(w)) or stem(w) in tabled)
        found[part] = f"{flat}.{'_'.join(telling)}"
    return found


@lru_cache(maxsize=20_000)
def word_counts(vocabulary: Vocabulary) -> Mapping[str, int]:
    """Count the stemmed words of a module, those of its definitions four times.

    A name chosen for a class or function tells more of a module's subject than a name that it
    merely uses.
    """
    counts: dict[str, int] = {}
    for identifier, count in vocabulary.identifiers:
        for word in stems_of(identifier):
            counts[word] = counts.get(word, 0) + count
    for definition in vocabulary.definitions:
        for word in stems_of(definition):
            counts[word] = counts.get(word, 0) + 3
    for docstring in vocabulary.docstrings:
        for token in _LETTERS.findall(docstring):
            for word in stems_of(token):
                counts[word] = counts.get(word, 0) + 1
    return counts
