"""Calls of another service's functions: they will go over the network.

Remedy: call the API, behind an interface that is made first (branch by abstraction).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import Crossing, dependency_crossings
from analyzer.assessment.cuts import CutKind, directed
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.wording import counted
from analyzer.model.analysis import Cut

KIND = "call"
REMEDY = "call the API"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each calling and called module."""
    for crossing in dependency_crossings(decomposition, (KIND,)):
        advice = _advice(decomposition, crossing)
        yield crossing.cut(KIND, REMEDY, decomposition.cost(KIND), advice)


def _advice(decomposition: Decomposition, crossing: Crossing) -> str:
    number = counted(len(crossing.evidence), "place")
    return (
        f"{crossing.source} calls {crossing.target} in {number}: put an interface in front of what "
        f"it uses (branch by abstraction), then let {decomposition.name(crossing.to_service)} "
        f"serve it over the network, with a timeout."
    )


CUT = CutKind(KIND, find, directed("calls"))
