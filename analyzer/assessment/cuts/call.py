"""Calls of another service's functions: they will go over the network.

Remedy: call the API, behind an interface that is made first (branch by abstraction).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.assessment.cuts import MODULES, CutKind
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, dependency_pairs
from analyzer.assessment.uses import Use
from analyzer.assessment.wording import counted
from analyzer.model.codebase import Codebase

KIND = "call"
REMEDY = "call the API"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each calling and called module."""
    for source, target, _, evidence in dependency_pairs(codebase, (KIND,)):
        yield Tie(KIND, source, target, evidence, _remedy)


def _remedy(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    number = counted(len(tie.evidence), "place")
    return Remedy(
        REMEDY,
        f"{tie.source} calls {tie.target} in {number}: put an interface in front of what "
        f"it uses (branch by abstraction), then let {decomposition.name(ends.home)} "
        f"serve it over the network, with a timeout.",
    )


CUT = CutKind(KIND, find, MODULES, {KIND: "calls"}, directed=frozenset({KIND}))
