"""A picture before it is drawn: boxes, lines and a legend, for whatever language draws it.

Texts are as the scanned code has them: who writes them down makes them harmless.
"""

from __future__ import annotations

import math

import msgspec

from reports.text import plural

# Where each fill ends, on the scale of difficulty: easy, moderate, hard, very hard.
_FILLS = ((25, "#d9efdd"), (50, "#f1f1c9"), (75, "#fbe3c3"), (math.inf, "#f6cfc6"))
PLAIN = "#eceff1"
STORE = "#e3eaf6"
FOCUS = "#fff2a8"


class Family(msgspec.Struct, frozen=True):
    """Ties that are drawn alike: told apart by line style as well as by colour."""

    name: str
    colour: str
    style: str
    kinds: tuple[str, ...]

    @property
    def described(self) -> str:
        """What the legend says of it."""
        told = ", ".join(kind for kind in self.kinds if kind != self.name)
        return (f"{self.name}: {told}" if told else self.name).replace("_", " ")


class Group(msgspec.Struct, frozen=True):
    """A frame around nodes; `aside` is drawn as what does not quite belong."""

    id: str
    title: str
    aside: bool = False


class Node(msgspec.Struct, frozen=True):
    """A box, or for tables a store; `size` is 0-1, None where size means nothing."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    fill: str = PLAIN
    size: float | None = None
    store: bool = False
    group: str | None = None


class Edge(msgspec.Struct, frozen=True):
    """A line between two nodes; `share` of 0-1 is its weight beside the heaviest."""

    source: str
    target: str
    family: Family
    label: str
    detail: str
    share: float


class Sketch(msgspec.Struct, frozen=True):
    """A whole picture; `notes` are pairs of a mark and what it means.

    `layered` pictures flow in one direction, others are laid out as a net.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    families: tuple[Family, ...]
    notes: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...] = ()
    layered: bool = False


def shade(score: int) -> str:
    """The fill of a score of difficulty, 0-100."""
    return next(fill for limit, fill in _FILLS if score < limit)


def share(weight: float, heaviest: float) -> float:
    """How a weight looks beside the heaviest: areas are compared, so the root."""
    return math.sqrt(weight / heaviest) if heaviest > 0 else 0.0


def folded(shown: int, count: int, noun: str = "") -> str:
    """What to add where only the heaviest are drawn."""
    what = plural(count, noun) if noun else str(count)
    return f"; the {shown} heaviest of {what} are drawn" if shown < count else ""
