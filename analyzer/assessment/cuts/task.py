"""Background tasks that another service runs: already apart in time, not yet in code.

Remedy: asynchronous messaging (Richardson, Microservices Patterns, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.assessment.cuts import MODULES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, dependency_pairs
from analyzer.assessment.uses import Use
from analyzer.model.codebase import Codebase

KIND = "task"
REMEDY = "asynchronous messaging"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each sending and running module."""
    for source, target, _, evidence in dependency_pairs(codebase, (KIND,)):
        yield Tie(KIND, source, target, evidence, _remedy)


def _remedy(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        REMEDY,
        f"{tie.source} queues a task of {tie.target}: send it by name, as a message with "
        f"a schema that {decomposition.name(ends.home)} owns, instead of importing it.",
    )


CUT = CutKind(
    KIND,
    find,
    MODULES,
    {KIND: "tasks"},
    {KIND: Work(11, "task", "Send {n} at the border of {s} by name: {e}.")},
)
