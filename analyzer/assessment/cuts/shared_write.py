"""Writes to a table that another service owns: at all times there must be one writer.

Remedies: change data ownership; split table where each service sets columns of its own (Newman,
Monolith to Microservices, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from analyzer.assessment.cuts import USE, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.split_tables import splits
from analyzer.assessment.ties import Ends, Remedy, Tie, table_uses
from analyzer.assessment.uses import WRITE, Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.codebase import Codebase

KIND = "shared_write"
REMEDY = "change data ownership"
SPLIT = "split table"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each module and each table that it writes."""
    for use in table_uses(uses, WRITE):
        yield Tie(KIND, use.module, use.table, use.evidence, partial(_remedy, use))


def _remedy(use: Use, tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    shares = decomposition.column_shares.get(use.table, ())
    written = {share.service: share.written for share in shares if share.written}
    if splits(shares) and {ends.origin, ends.home} <= written.keys():
        return _split(use, written, decomposition, ends)
    writers = listed(use.functions) or use.module
    number = counted(len(use.evidence), "place")
    through = f" (through {listed(use.through)})" if use.through else ""
    return Remedy(
        REMEDY,
        f"Let {decomposition.name(ends.home)} alone write {use.table}: {writers} ({number})"
        f"{through} has to ask its API, or send it a command.",
    )


def _split(
    use: Use, written: Mapping[str, Sequence[str]], decomposition: Decomposition, ends: Ends
) -> Remedy:
    mine, theirs = (listed(written[service]) for service in (ends.origin, ends.home))
    return Remedy(
        SPLIT,
        f"{decomposition.name(ends.origin)} sets {mine} of {use.table}, "
        f"{decomposition.name(ends.home)} {theirs}, and neither what the other sets: split the "
        f"table, so that each keeps its own columns under the same key.",
    )


CUT = CutKind(
    KIND,
    find,
    USE,
    {KIND: "shared writes"},
    {KIND: Work(5, "write", "Send {n} across the border of {s} through one owner: {e}.")},
)
