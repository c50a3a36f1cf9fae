"""In which order to take candidates out, and what to do before, as the document tells it."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Location


class Step(msgspec.Struct, frozen=True):
    """One candidate taken out, in its turn.

    `points` and `cuts` are what is left to do for it by then: cuts to those that are out already
    are made. `points_left` and `cuts_left` are what ties those that stay inside after it.
    """

    service: str
    points: int
    cuts: int
    points_left: int
    cuts_left: int


class Cycle(msgspec.Struct, frozen=True):
    """Two candidates that need each other; `origin` needs `home` less than the other way round.

    To break it takes the `cuts` of the lighter way, `points` in all.
    """

    origin: str
    home: str
    cuts: int
    points: int
    evidence: tuple[Location, ...]


class Bond(msgspec.Struct, frozen=True):
    """Two candidates that had better go together: most of what ties `service` ties it to `other`.

    `points` lie between them, `share` (0-1) of all those of `service` that are cuts.
    """

    service: str
    other: str
    points: int
    share: float


class Task(msgspec.Struct, frozen=True):
    """Work inside the monolith before the first cut: what, how many of it, for which candidate."""

    text: str
    remedy: str
    count: int
    service: str | None
    evidence: tuple[Location, ...]


class Roadmap(msgspec.Struct, frozen=True):
    """The steps in their order, cycles to break (lightest first), bonds (tightest first), tasks."""

    steps: tuple[Step, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    bonds: tuple[Bond, ...] = ()
    tasks: tuple[Task, ...] = ()
