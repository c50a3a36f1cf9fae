"""Writes to a table that another service owns: at all times there must be one writer.

Remedy: change data ownership (Newman, Monolith to Microservices, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import use_crossings
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.uses import WRITE, Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.analysis import Cut

KIND = "shared_write"
REMEDY = "change data ownership"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each module and each table of another service that it writes."""
    for crossing, use in use_crossings(decomposition, WRITE):
        advice = _advice(decomposition, use, crossing.to_service)
        yield crossing.cut(KIND, REMEDY, decomposition.cost(KIND), advice)


def _advice(decomposition: Decomposition, use: Use, owner: str) -> str:
    writers = listed(use.functions) or use.module
    number = counted(len(use.evidence), "place")
    home = decomposition.name(owner)
    through = f" (through {listed(use.through)})" if use.through else ""
    return (
        f"Let {home} alone write {use.table}: {writers} ({number}){through} has to ask its API, "
        f"or send it a command."
    )


CUT = CutKind(KIND, find, undirected("shared writes"))
