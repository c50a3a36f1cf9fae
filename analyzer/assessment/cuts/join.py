"""Queries that join tables of two services: no database can run them any more.

Remedy: API composition (Richardson, Microservices Patterns, chapter 7): each service is asked for
its rows, and the code that wanted them brings them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.assessment.cuts import TABLES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.joining import Together, joins
from analyzer.assessment.ties import Ends, Remedy, Tie
from analyzer.assessment.uses import Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.codebase import Codebase

KIND = "join"
REMEDY = "API composition"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each two tables that queries read together."""
    for pair in joins(codebase):
        yield Tie(KIND, pair.source, pair.target, pair.evidence, partial(_remedy, pair))


def _remedy(pair: Together, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    number = counted(len(pair.evidence), "place")
    home = decomposition.name(ends.home)
    return Remedy(
        REMEDY,
        f"{listed(pair.functions)} ({number}) read {pair.source} together with {pair.target}: "
        f"fetch the rows of each from its owner, those of {home} in one request for all their "
        f"keys, and bring them together in code; keep a read model where they are filtered or "
        f"sorted by both.",
    )


CUT = CutKind(
    KIND,
    find,
    TABLES,
    {KIND: "joins"},
    {KIND: Work(2, "join", "Replace {n} across the border of {s} by separate queries: {e}.")},
)
