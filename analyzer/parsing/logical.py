"""Broken text to logical lines and groups of them, by strings, brackets and indentation alone.

No grammar: this has to make sense of what no parser takes. A bracket or string that is never
closed must not swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"\"\"\"|'''|[\"'#()\[\]{}]")
_ENDS = {
    '"': re.compile(r'(?:[^"\\]|\\.)*+"'),
    "'": re.compile(r"(?:[^'\\]|\\.)*+'"),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*+"""'),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*+'''"),
}
# Words that begin a statement wherever they begin a line, even where a bracket is still open.
_HARD = re.compile(
    r"[ \t\f]*(?:(?:def|class|import|return|raise|try|while|with|global|nonlocal|del|assert"
    r"|pass|break|continue|except|finally|elif)\b|@\w)"
)
_CLAUSE = re.compile(r"(?:elif|else|except|finally)\b")
# So many unclosed brackets are looked into one by one; then the rest of the file is taken whole,
# since each look may have to go to the end.
_PATIENCE = 30


class Logical(NamedTuple):
    """One logical line: its first and last physical line from 0, the width of its indentation."""

    first: int
    last: int
    indent: int
    word: str
    closed: bool


class Clause(NamedTuple):
    """A header (with its decorators) and the logical lines indented below it."""

    header: list[Logical]
    body: list[Logical]


class Group(NamedTuple):
    """One statement with everything that belongs to it."""

    clauses: list[Clause]

    @property
    def first(self) -> int:
        """Give the first physical line, from 0."""
        return self.clauses[0].header[0].first

    @property
    def last(self) -> int:
        """Give the last physical line, from 0."""
        clause = self.clauses[-1]
        return (clause.body or clause.header)[-1].last

    @property
    def is_simple(self) -> bool:
        """Say whether nothing is indented below and no clause follows."""
        return len(self.clauses) == 1 and not self.clauses[0].body


def width(line: str) -> int:
    """Measure a line's indentation as Python 2 did: a tab goes to the next multiple of 8."""
    indent = line[: len(line) - len(line.lstrip(" \t\f"))]
    return len(indent.rpartition("\f")[2].expandtabs(8))


def logical_lines(lines: Sequence[str]) -> list[Logical]:
    """Split physical lines, given without their ends, into logical ones."""
    found: list[Logical] = []
    place = patience = 0
    while place < len(lines):
        content = lines[place].lstrip(" \t\f")
        if not content or content.startswith("#"):
            place += 1
            continue
        last, closed = _extent(lines, place)
        if not closed and patience < _PATIENCE:
            patience += 1
            last = _indented_below(lines, place, last)
        word = re.match(r"@|\w*", content)
        found.append(
            Logical(place, last, width(lines[place]), word.group() if word else "", closed)
        )
        place = last + 1
    return found


def _indented_below(lines: Sequence[str], first: int, last: int) -> int:
    """Find how far what is indented below an unclosed line goes, at most to `last`."""
    level = width(lines[first])
    place = first
    for candidate in range(first + 1, last + 1):
        if not lines[candidate].strip():
            continue
        if width(lines[candidate]) <= level:
            break
        place = candidate
    return place


def _extent(lines: Sequence[str], first: int) -> tuple[int, bool]:
    """Find the last physical line of the logical one that begins at `first`; is it closed?"""
    depth, quote = 0, ""
    for place in range(first, len(lines)):
        if place > first and depth > 0 and not quote and _HARD.match(lines[place]):
            return place - 1, False
        depth, quote, goes_on = _scan(lines[place], depth, quote)
        if not quote and depth <= 0 and not goes_on:
            return place, True
    return len(lines) - 1, False


def _scan(line: str, depth: int, quote: str) -> tuple[int, str, bool]:
    """Follow brackets and quotes through a line; does a backslash carry it on?"""
    place = 0
    while True:
        if quote:
            end = _ENDS[quote].match(line, place)
            if end is None:
                goes_on = line.endswith("\\")
                return depth, quote if len(quote) == 3 or goes_on else "", goes_on
            place, quote = end.end(), ""
        token = _TOKEN.search(line, place)
        if token is None:
            return depth, "", line.endswith("\\")
        text, place = token.group(), token.end()
        if text == "#":
            return depth, "", False
        if text in _ENDS:
            quote = text
        else:
            depth += 1 if text in "([{" else -1


def groups(items: Sequence[Logical], level: int) -> list[Group]:
    """Gather logical lines into statements: decorators, headers, bodies, further clauses."""
    found: list[Group] = []
    decorated = False
    for item in items:
        if not found or item.indent == level:
            if found and decorated:
                found[-1].clauses[-1].header.append(item)
            elif found and _CLAUSE.match(item.word) and found[-1].clauses[-1].body:
                found[-1].clauses.append(Clause([item], []))
            else:
                found.append(Group([Clause([item], [])]))
            decorated = item.word == "@"
        elif item.indent > level:
            found[-1].clauses[-1].body.append(item)
        else:
            found.append(Group([Clause([item], [])]))
            decorated = False
    return found
