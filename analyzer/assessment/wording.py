"""Small pieces of English, shared by advice, reasons and findings."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 table`, `3 tables`; the plural is the singular with an s unless given."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def listed(names: Iterable[str], limit: int = 4) -> str:
    """The names as a list in prose, those beyond `limit` only counted: `a, b and 7 more`."""
    every = list(names)
    shown = every[:limit]
    if len(every) > limit:
        return f"{', '.join(shown)} and {len(every) - limit} more"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def percent(part: float, whole: float) -> str:
    """The share as a whole percentage, `0 %` of nothing."""
    return f"{round(100 * part / whole) if whole else 0} %"
