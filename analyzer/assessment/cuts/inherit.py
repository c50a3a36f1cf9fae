"""Classes that inherit from another service's: both would have to change and ship together.

Remedy: replace inheritance by delegation (Fowler, Refactoring), or a shared library for the base.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import Crossing, dependency_crossings
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.wording import counted
from analyzer.model.analysis import Cut

KIND = "inherit"
REMEDY = "replace inheritance by delegation"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each inheriting and inherited module."""
    for crossing in dependency_crossings(decomposition, (KIND,)):
        yield crossing.cut(KIND, REMEDY, decomposition.cost(KIND), _advice(decomposition, crossing))


def _advice(decomposition: Decomposition, crossing: Crossing) -> str:
    number = counted(len(crossing.evidence), "class", "classes")
    return (
        f"{crossing.source} has {number} inheriting from {crossing.target}: hold an object "
        f"that asks {decomposition.name(crossing.to_service)}, or move a base class without tables "
        f"of its own into a shared library."
    )


CUT = CutKind(KIND, find, undirected("inheritance"))
