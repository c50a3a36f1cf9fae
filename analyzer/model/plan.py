"""A plan: the boundaries as a person wants them, each with the line where it was written.

Globs are those of `fnmatch`, capitals and all. A module's name without wildcards takes its
sub-modules along, with `.__init__` behind it a package stands alone; a table is meant by its bare
name or by its id.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache

import msgspec

_WILD = re.compile(r"\[!?\]?[^\]]*\]|[*?]")
_ESCAPED = re.compile(r"\[([*?\[])\]")
_ALONE = ".__init__"
_COUNT = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?")

Rank = tuple[bool, int, int]


class Pattern(msgspec.Struct, frozen=True, order=True):
    """A name or a glob, and the line of the plan's file on which it stands."""

    text: str
    line: int

    @property
    def name(self) -> str | None:
        """The one name that it stands for; None where it has wildcards, other than as `[*]`."""
        return _name(self.text)

    def covers_module(self, name: str) -> bool:
        """Whether a module, by its dotted name, is meant."""
        if self.name is not None:
            return name.startswith(self.name + ".") or self.name in (name, name + _ALONE)
        return _compiled(self.text).match(name) is not None

    def covers_table(self, *names: str) -> bool:
        """Whether a table is meant, by one of its names."""
        if self.name is not None:
            return self.name in names
        return any(_compiled(self.text).match(name) is not None for name in names)

    def rank(self, *names: str) -> Rank:
        """How closely it names what bears these names: the greater rank decides.

        A name in full goes before any other pattern; else the one with more letters outside of
        its wildcards, and of those the one with fewer asterisks.
        """
        if self.name is not None:
            return self.name.removesuffix(_ALONE) in names, len(self.name), 0
        letters = len(_WILD.sub("", _ESCAPED.sub("x", self.text)))
        return False, letters, -_ESCAPED.sub("", self.text).count("*")


@lru_cache(maxsize=4096)
def _name(text: str) -> str | None:
    return None if _WILD.search(_ESCAPED.sub("", text)) else _ESCAPED.sub(r"\1", text)


@lru_cache(maxsize=4096)
def _compiled(glob: str) -> re.Pattern[str]:
    return re.compile(translate(glob))


def alone(package: str) -> str:
    """Return the pattern that means a package's own module, without its sub-modules."""
    return package + _ALONE


def literal(name: str) -> str:
    """Return the pattern that means what is called exactly so, wildcards in it and all."""
    return re.sub(r"[\[*?]", r"[\g<0>]", name)


class Count(msgspec.Struct, frozen=True):
    """How many services are wanted; `line` is None where the command line says so."""

    fewest: int
    most: int
    line: int | None = None

    def __str__(self) -> str:
        if self.fewest == self.most:
            return str(self.fewest)
        return f"{self.fewest}-{self.most}"


def parse_count(text: str, line: int | None = None) -> Count:
    """Read `5` or `4-6`.

    Raises:
        ValueError: it is neither, or no service is wanted, or the range runs backwards.
    """
    match = _COUNT.fullmatch(text)
    if match is None:
        raise ValueError(f'expected a number or a range such as "4-6", got {text!r}')
    fewest = int(match[1])
    most = int(match[2] or match[1])
    if fewest < 1:
        raise ValueError("expected 1 service or more")
    if fewest > most:
        raise ValueError(f"the range runs backwards: {text.strip()}")
    return Count(fewest, most, line)


class PlannedService(msgspec.Struct, frozen=True):
    """A service that the plan wants: what is named belongs to it, coupling adds the rest."""

    id: str
    line: int
    name: str | None = None
    modules: tuple[Pattern, ...] = ()
    tables: tuple[Pattern, ...] = ()


class PatternList(msgspec.Struct, frozen=True):
    """What is to stay together, or to be kept apart; items mean modules or tables."""

    line: int
    items: tuple[Pattern, ...]


class Plan(msgspec.Struct, frozen=True):
    """Boundaries to keep to; the empty one leaves everything to the proposal.

    `path` is relative to the scanned folder if the file lies in it, else its bare name.
    `library`, `glue` and `ignore` are modules that no service owns.
    """

    path: str = ""
    services: tuple[PlannedService, ...] = ()
    count: Count | None = None
    library: tuple[Pattern, ...] = ()
    glue: tuple[Pattern, ...] = ()
    ignore: tuple[Pattern, ...] = ()
    together: tuple[PatternList, ...] = ()
    apart: tuple[PatternList, ...] = ()
