"""Classes that inherit from another service's: both would have to change and ship together.

Remedy: replace inheritance by delegation (Fowler, Refactoring), or a shared library for the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.assessment.cuts import MODULES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, dependency_pairs
from analyzer.assessment.uses import Use
from analyzer.assessment.wording import counted
from analyzer.model.codebase import Codebase

KIND = "inherit"
REMEDY = "replace inheritance by delegation"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each inheriting and inherited module."""
    for source, target, _, evidence in dependency_pairs(codebase, (KIND,)):
        yield Tie(KIND, source, target, evidence, _remedy)


def _remedy(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    number = counted(len(tie.evidence), "class", "classes")
    return Remedy(
        REMEDY,
        f"{tie.source} has {number} inheriting from {tie.target}: hold an object "
        f"that asks {decomposition.name(ends.home)}, or move a base class without tables "
        f"of its own into a shared library.",
    )


CUT = CutKind(
    KIND,
    find,
    MODULES,
    {KIND: "inheritance"},
    {
        KIND: Work(
            9,
            "base class",
            "Replace {n} across the border of {s} by delegation: {e}.",
            nouns="base classes",
        )
    },
)
