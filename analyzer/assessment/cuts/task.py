"""Background tasks that another service runs: already apart in time, not yet in code.

Remedy: asynchronous messaging (Richardson, Microservices Patterns, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import Crossing, dependency_crossings
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.model.analysis import Cut

KIND = "task"
REMEDY = "asynchronous messaging"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each sending and running module."""
    for crossing in dependency_crossings(decomposition, (KIND,)):
        yield crossing.cut(KIND, REMEDY, decomposition.cost(KIND), _advice(decomposition, crossing))


def _advice(decomposition: Decomposition, crossing: Crossing) -> str:
    return (
        f"{crossing.source} queues a task of {crossing.target}: send it by name, as a message with "
        f"a schema that {decomposition.name(crossing.to_service)} owns, instead of importing it."
    )


CUT = CutKind(KIND, find, undirected("tasks"))
