"""What transactions become when their tables lie in several services, as the document tells it."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Location


class SagaStep(msgspec.Struct, frozen=True):
    """What one service does of a saga, in a transaction of its own.

    `kind` is compensatable (`undo` says how it is taken back when a later step fails), pivot (after
    it the saga runs to its end) or retriable (repeated until it succeeds). `evidence` are the
    places that write the tables today.
    """

    service: str
    tables: tuple[str, ...]
    kind: str
    undo: str
    evidence: tuple[Location, ...]


class Saga(msgspec.Struct, frozen=True):
    """The saga that a transaction (`module.function`) becomes: its steps in the order to take them.

    `service` is where its code is, which would conduct it; None where that is no service's.
    """

    source: str
    service: str | None
    steps: tuple[SagaStep, ...]
    evidence: tuple[Location, ...]
