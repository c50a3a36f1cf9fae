"""Reads of a table that another service owns.

Remedies, by how the table is used: shared static data where no code writes it, synchronise data
where a module reads it in many places, else call the API (Newman, Monolith to Microservices,
chapter 4). A table that a third party defines is written by code that was not scanned: it is never
taken for static.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import use_crossings
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.uses import READ, WRITE, Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.analysis import Cut

KIND = "shared_read"
STATIC = "shared static data"
SYNCHRONISE = "synchronise data"
CALL = "call the API"

# From so many places on, a call for each is chatty: a copy of its own serves the module better.
MANY_PLACES = 5


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each module and each table of another service that it reads."""
    written = {use.table for use in decomposition.uses if use.operation == WRITE}
    written |= decomposition.foreign_tables()
    for crossing, use in use_crossings(decomposition, READ):
        remedy = _remedy(use, written)
        advice = _advice(decomposition, remedy, use, crossing.to_service)
        yield crossing.cut(KIND, remedy, decomposition.cost(KIND), advice)


def _remedy(use: Use, written: set[str]) -> str:
    if use.table not in written:
        return STATIC
    return SYNCHRONISE if len(use.evidence) >= MANY_PLACES else CALL


def _advice(decomposition: Decomposition, remedy: str, use: Use, owner: str) -> str:
    number = counted(len(use.evidence), "place")
    readers = f"{listed(use.functions) or use.module} ({number})"
    home = decomposition.name(owner)
    if remedy == STATIC:
        return (
            f"No code found here writes {use.table}: give {readers} a copy of its rows, "
            f"as configuration or as a library."
        )
    if remedy == SYNCHRONISE:
        return (
            f"{readers} read {use.table} often: keep a read-only copy that {home} feeds by events, "
            f"or a database view for the time of the move."
        )
    return f"Replace the queries on {use.table} in {readers} by calls to the API of {home}."


CUT = CutKind(KIND, find, undirected("shared reads"))
