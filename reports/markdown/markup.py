"""Markdown whose text is only text, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.model.place import Location
from reports.source_link import SourceLink
from reports.text import listed, plural, safe

# So many rows of a table, and names in a list, are shown.
ROWS_SHOWN = 10
NAMES_SHOWN = 30
PLACES_SHOWN = 3
SENTENCE_LIMIT = 1000

# What may stand between backticks as it is, in a table as well.
_PLAIN_CODE = re.compile(r"[\w.:/,()<>=+@{}\[\]* -]+", re.ASCII)

# A word that would turn into a link or a mention.
_LIVE_WORD = re.compile(r"@|://|www\.", re.IGNORECASE)

# Punctuation that can mean something in a line; an underscore inside a word is only that.
_MARKUP = re.compile(r"[\\`*{}\[\]<>#+|~$!&^=]|(?<![^\W_])_|_(?![^\W_])|^-")
_LIST_NUMBER = re.compile(r"(\d+)([.)])")


def code(text: str) -> str:
    """`text` as code, wherever it stands; what could break out of backticks goes as entities."""
    shown = safe(text)
    if _PLAIN_CODE.fullmatch(shown) and shown == shown.strip():
        return f"`{shown}`"
    entities = "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in shown)
    return f"<code>{entities}</code>"


def prose(text: str) -> str:
    """`text` as plain text on one line: no markup, no link, nobody mentioned."""
    words = safe(text.strip(), SENTENCE_LIMIT).split(" ")
    begins_list = _LIST_NUMBER.fullmatch(words[0])
    if begins_list:
        words[0] = f"{begins_list[1]}\\{begins_list[2]}"
    return " ".join(code(word) if _LIVE_WORD.search(word) else _plain(word) for word in words)


def _plain(word: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", word)


def bullets(sentences: Iterable[str]) -> Iterator[str]:
    """Each sentence as an item of a list."""
    return (f"- {prose(sentence)}" for sentence in sentences)


def table(heads: Sequence[str], aligned: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; `aligned` has an l or an r for each column, `rows` are cells as markup."""
    marks = {"l": ":--", "r": "--:"}
    for cells in (heads, [marks[side] for side in aligned], *rows):
        yield f"| {' | '.join(cells)} |"


def more(left: int, noun: str) -> Iterator[str]:
    """How many are left out, if any."""
    if left > 0:
        yield from ("", f"... and {plural(left, f'more {noun}')}.")


def places(evidence: Sequence[Location], link: SourceLink | None) -> str:
    """The first places of some evidence, linked to the code if that is wanted."""
    return listed([place(each, link) for each in evidence], PLACES_SHOWN, " ")


def place(location: Location, link: SourceLink | None) -> str:
    """One place in the code."""
    shown = code(f"{location.path}:{location.line}")
    return shown if link is None else f"[{shown}](<{link.url(location)}>)"
