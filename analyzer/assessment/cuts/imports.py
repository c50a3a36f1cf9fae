"""Imports of another service's code that no finer tie explains.

Where two modules are also tied by a call, an inheritance, a signal or a task, the import is what
makes that tie possible and goes with it: it is no cut of its own. An import that only type checkers
follow costs what the unit cost `type_import` says, nothing by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import FINER_THAN_IMPORT, Crossing, dependency_crossings
from analyzer.assessment.cuts import CutKind, directed, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.model.analysis import Cut

KIND = "import"
TYPE_ONLY = "type_import"
KINDS = (KIND, "lazy_import", "dynamic_import", TYPE_ONLY)
SHARED_LIBRARY = "shared library"
PUBLISHED_INTERFACE = "published interface"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each importing and imported module."""
    explained = {
        (dependency.source, dependency.target)
        for dependency in decomposition.codebase.dependencies
        if dependency.kind in FINER_THAN_IMPORT and dependency.evidence
    }
    for crossing in dependency_crossings(decomposition, KINDS):
        if (crossing.source, crossing.target) in explained:
            continue
        typing = crossing.kinds == {TYPE_ONLY}
        remedy = PUBLISHED_INTERFACE if typing else SHARED_LIBRARY
        weight = decomposition.cost(TYPE_ONLY if typing else KIND)
        yield crossing.cut(KIND, remedy, weight, _advice(decomposition, crossing))


def _advice(decomposition: Decomposition, crossing: Crossing) -> str:
    home = decomposition.name(crossing.to_service)
    source, target = crossing.source, crossing.target
    if crossing.kinds == {TYPE_ONLY}:
        return f"Only type checkers follow it: let {home} publish the types that {source} names."
    if "dynamic_import" in crossing.kinds:
        return (
            f"{source} loads {target} by its name as a string: replace it by the API of {home}, "
            f"or by a plug-in that is installed with it."
        )
    lazy = "inside a function, which often hides a cycle" if _lazy(crossing) else "as it loads"
    return (
        f"{source} imports {target} {lazy}: move what it needs into a shared library, copy it if "
        f"it is small, or ask the API of {home}."
    )


def _lazy(crossing: Crossing) -> bool:
    return "lazy_import" in crossing.kinds and KIND not in crossing.kinds


def _part(cut: Cut, service: str) -> str:
    named = directed("imports") if cut.remedy == SHARED_LIBRARY else undirected("type imports")
    return named(cut, service)


CUT = CutKind(KIND, find, _part)
