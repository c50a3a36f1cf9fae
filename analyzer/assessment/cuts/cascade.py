"""Deletions that take rows of another service's table with them.

Only what the code really deletes counts, not every foreign key that would cascade. Remedy: domain
event (Richardson, Microservices Patterns, chapter 5), by which the other service does its part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.assessment.cuts import TABLES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.joining import Together, cascades
from analyzer.assessment.ties import Ends, Remedy, Tie
from analyzer.assessment.uses import Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.codebase import Codebase

KIND = "cascade"
REMEDY = "domain event"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each table that loses rows, or references, as another's are deleted."""
    for pair in cascades(codebase):
        yield Tie(KIND, pair.source, pair.target, pair.evidence, partial(_remedy, pair))


def _remedy(pair: Together, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    number = counted(len(pair.evidence), "place")
    return Remedy(
        REMEDY,
        f"{listed(pair.functions)} ({number}) delete from {pair.target}, and with it go rows of "
        f"{pair.source} or what they refer to: let {decomposition.name(ends.home)} tell that a row "
        f"is gone (transactional outbox), and {decomposition.name(ends.origin)} clear up when it "
        f"hears of it.",
    )


CUT = CutKind(
    KIND,
    find,
    TABLES,
    {KIND: "cascades"},
    {KIND: Work(3, "cascade", "Let code, not the database, clear up behind {s} in {n}: {e}.")},
)
