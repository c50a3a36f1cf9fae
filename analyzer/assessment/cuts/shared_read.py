"""Reads of a table that another service owns.

Remedies, by how the table is used: shared static data where no code writes it, synchronise data
where a module reads it in many places, else call the API (Newman, Monolith to Microservices,
chapter 4). A table that a third party defines is written by code that was not scanned: it is never
taken for static.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.assessment.cuts import USE, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, table_uses
from analyzer.assessment.uses import READ, WRITE, Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.codebase import Codebase

KIND = "shared_read"
STATIC = "shared static data"
SYNCHRONISE = "synchronise data"
CALL = "call the API"

# From so many places on, a call for each is chatty: a copy of its own serves the module better.
MANY_PLACES = 5


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each module and each table that it reads."""
    written = {use.table for use in uses if use.operation == WRITE}
    written |= {table.id for table in codebase.tables if table.origin == "third_party"}
    for use in table_uses(uses, READ):
        told = _REMEDIES[_name(use, written)]
        yield Tie(KIND, use.module, use.table, use.evidence, partial(told, use))


def _name(use: Use, written: set[str]) -> str:
    if use.table not in written:
        return STATIC
    return SYNCHRONISE if len(use.evidence) >= MANY_PLACES else CALL


def _readers(use: Use) -> str:
    return f"{listed(use.functions) or use.module} ({counted(len(use.evidence), 'place')})"


def _static(use: Use, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        STATIC,
        f"No code found here writes {use.table}: give {_readers(use)} a copy of its rows, "
        f"as configuration or as a library.",
    )


def _synchronise(use: Use, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        SYNCHRONISE,
        f"{_readers(use)} read {use.table} often: keep a read-only copy that "
        f"{decomposition.name(ends.home)} feeds by events, or a database view for the time of the "
        f"move.",
    )


def _call(use: Use, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        CALL,
        f"Replace the queries on {use.table} in {_readers(use)} by calls to the API of "
        f"{decomposition.name(ends.home)}.",
    )


_REMEDIES = {STATIC: _static, SYNCHRONISE: _synchronise, CALL: _call}

CUT = CutKind(
    KIND,
    find,
    USE,
    {KIND: "shared reads"},
    {KIND: Work(6, "read", "Send {n} across the border of {s} through an interface: {e}.")},
)
