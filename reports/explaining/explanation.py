"""What an explanation consists of, and how it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from analyzer.model.place import Location
from reports.text import plural, safe

PLACES_SHOWN = 3
POINTS_SHOWN = 12


class Point(msgspec.Struct, frozen=True):
    """One thing to say, with the places that show it."""

    text: str
    evidence: tuple[Location, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """Points under one heading; `total` counts those that there are."""

    title: str
    points: tuple[Point, ...]


class Explanation(msgspec.Struct, frozen=True):
    """What is explained (names and kinds), the answer in a sentence, and what it rests on."""

    subjects: tuple[str, ...]
    kinds: tuple[str, ...]
    answer: str
    sections: tuple[Section, ...]


def section(title: str, points: Iterable[Point]) -> Iterator[Section]:
    """The section, unless there is nothing to say in it."""
    found = tuple(points)
    if found:
        yield Section(title, found)


def text(explanation: Explanation, *, every: bool = False) -> str:
    """The explanation for a terminal: a few points and places of each section, or `every` one."""
    return "\n".join(_lines(explanation, every)) + "\n"


def _lines(explanation: Explanation, every: bool) -> Iterator[str]:
    yield safe(explanation.answer, 10_000)
    for part in explanation.sections:
        yield ""
        yield f"{part.title} ({len(part.points):,})" if len(part.points) > 1 else part.title
        shown = part.points if every else part.points[:POINTS_SHOWN]
        for point in shown:
            yield f"  {safe(point.text, 10_000)}"
            yield from _places(point.evidence, every)
        if len(shown) < len(part.points):
            yield f"  and {plural(len(part.points) - len(shown), 'more', 'more')}: --all shows them"


def _places(evidence: tuple[Location, ...], every: bool) -> Iterator[str]:
    shown = evidence if every else evidence[:PLACES_SHOWN]
    for place in shown:
        yield f"    {safe(place.path)}:{place.line}"
    if len(shown) < len(evidence):
        yield f"    and {plural(len(evidence) - len(shown), 'more place')}"
