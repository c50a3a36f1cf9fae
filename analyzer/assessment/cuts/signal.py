"""Signals between services: they run in the sender's process and transaction, and no longer can.

Remedy: transactional outbox (Richardson, Microservices Patterns, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.assessment.cuts import MODULES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, dependency_pairs
from analyzer.assessment.uses import Use
from analyzer.model.codebase import Codebase

KIND = "signal"
REMEDY = "transactional outbox"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each two modules that a signal ties."""
    for source, target, _, evidence in dependency_pairs(codebase, (KIND,)):
        yield Tie(KIND, source, target, evidence, _remedy)


def _remedy(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    first, second = (decomposition.name(side) for side in sorted((ends.origin, ends.home)))
    return Remedy(
        REMEDY,
        f"The signal that ties {tie.source} to {tie.target} is handled at once and in "
        f"the same transaction: make it an event between {first} and {second}, stored with the "
        f"change and handled later.",
    )


CUT = CutKind(
    KIND,
    find,
    MODULES,
    {KIND: "signals"},
    {KIND: Work(10, "signal", "Make {n} at the border of {s} events that are stored: {e}.")},
)
