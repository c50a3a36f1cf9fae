"""Names, messages and SQL of the scanned code are hostile text; here it is made harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Control, format (bidirectional marks among them), surrogate, private, unassigned characters, and
# the two separators that count as line ends: none of them may steer a terminal or a page.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

LIMIT = 200


def printable(text: str) -> str:
    """`text` on one line, each character that does not print replaced by its Python escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_escaped, text))


def shorten(text: str, limit: int = LIMIT) -> str:
    """`text` in at most `limit` characters, its middle left out: both ends of a name matter."""
    if len(text) <= limit:
        return text
    head = (limit - 1) // 2
    return f"{text[:head]}…{text[len(text) - (limit - 1 - head) :]}"


def safe(text: str, limit: int = LIMIT) -> str:
    """`text` printable and short enough to read."""
    return printable(shorten(text, limit))


def plural(count: int, noun: str, many: str | None = None) -> str:
    """A count with its noun: `1 module`, `2,000 modules`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def listed(names: Sequence[str], most: int, comma: str = ", ") -> str:
    """The first `most` names, the others only counted: `a, b and 7 more`."""
    left = len(names) - most
    return comma.join(names[:most]) + (f" and {left:,} more" if left > 0 else "")


def percent(share: float) -> str:
    """A share of 0-1 in per cent, rounded down: only what is whole is 100 %."""
    return f"{int(share * 100 + 1e-9)} %"


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNPRINTABLE:
        return character
    return character.encode("unicode_escape").decode("ascii")
