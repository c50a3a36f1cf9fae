"""Signals between services: they run in the sender's process and transaction, and no longer can.

Remedy: transactional outbox (Richardson, Microservices Patterns, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import Crossing, dependency_crossings
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.model.analysis import Cut

KIND = "signal"
REMEDY = "transactional outbox"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each two modules that a signal ties."""
    for crossing in dependency_crossings(decomposition, (KIND,)):
        yield crossing.cut(KIND, REMEDY, decomposition.cost(KIND), _advice(decomposition, crossing))


def _advice(decomposition: Decomposition, crossing: Crossing) -> str:
    sides = sorted({crossing.from_service, crossing.to_service})
    first, second = (decomposition.name(side) for side in sides)
    return (
        f"The signal that ties {crossing.source} to {crossing.target} is handled at once and in "
        f"the same transaction: make it an event between {first} and {second}, stored with the "
        f"change and handled later."
    )


CUT = CutKind(KIND, find, undirected("signals"))
