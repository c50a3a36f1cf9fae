"""Writes to a table that another service owns: at all times there must be one writer.

Remedy: change data ownership (Newman, Monolith to Microservices, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.assessment.cuts import USE, CutKind
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, table_uses
from analyzer.assessment.uses import WRITE, Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.codebase import Codebase

KIND = "shared_write"
REMEDY = "change data ownership"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each module and each table that it writes."""
    for use in table_uses(uses, WRITE):
        yield Tie(KIND, use.module, use.table, use.evidence, partial(_remedy, use))


def _remedy(use: Use, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    writers = listed(use.functions) or use.module
    number = counted(len(use.evidence), "place")
    through = f" (through {listed(use.through)})" if use.through else ""
    return Remedy(
        REMEDY,
        f"Let {decomposition.name(ends.home)} alone write {use.table}: {writers} ({number})"
        f"{through} has to ask its API, or send it a command.",
    )


CUT = CutKind(KIND, find, USE, {KIND: "shared writes"})
