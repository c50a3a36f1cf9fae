"""Imports of another service's code that no finer tie explains.

Where two modules are also tied by a call, an inheritance, a signal or a task, the import is what
makes that tie possible and goes with it: it is no cut of its own. An import that only type checkers
follow costs what the unit cost `type_import` says, nothing by default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.assessment.cuts import MODULES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import FINER_THAN_IMPORT, Ends, Remedy, Tie, dependency_pairs
from analyzer.assessment.uses import Use
from analyzer.model.codebase import Codebase

KIND = "import"
LAZY = "lazy_import"
DYNAMIC = "dynamic_import"
TYPE_ONLY = "type_import"
SHARED_LIBRARY = "shared library"
PUBLISHED_INTERFACE = "published interface"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each importing and imported module."""
    explained = {pair[:2] for pair in dependency_pairs(codebase, FINER_THAN_IMPORT)}
    for *pair, kinds, evidence in dependency_pairs(codebase, (KIND, LAZY, DYNAMIC, TYPE_ONLY)):
        source, target = pair
        if (source, target) in explained:
            continue
        if kinds == {TYPE_ONLY}:
            yield Tie(TYPE_ONLY, source, target, evidence, _typing)
        elif DYNAMIC in kinds:
            yield Tie(KIND, source, target, evidence, _dynamic)
        else:
            lazy = LAZY in kinds and KIND not in kinds
            yield Tie(KIND, source, target, evidence, _lazy if lazy else _plain)


def _typing(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        PUBLISHED_INTERFACE,
        f"Only type checkers follow it: let {decomposition.name(ends.home)} publish the types that "
        f"{tie.source} names.",
    )


def _dynamic(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        SHARED_LIBRARY,
        f"{tie.source} loads {tie.target} by its name as a string: replace it by the API of "
        f"{decomposition.name(ends.home)}, or by a plug-in that is installed with it.",
    )


def _lazy(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    how = "inside a function, which often hides a cycle"
    return _importing(tie, decomposition.name(ends.home), how)


def _plain(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return _importing(tie, decomposition.name(ends.home), "as it loads")


def _importing(tie: Tie, home: str, how: str) -> Remedy:
    return Remedy(
        SHARED_LIBRARY,
        f"{tie.source} imports {tie.target} {how}: move what it needs into a shared library, copy "
        f"it if it is small, or ask the API of {home}.",
    )


_WORK = Work(12, "import", "Remove {n} across the border of {s}, or share what they need: {e}.")

CUT = CutKind(
    KIND,
    find,
    MODULES,
    {KIND: "imports", TYPE_ONLY: "type imports"},
    {KIND: _WORK, TYPE_ONLY: _WORK},
    directed=frozenset({KIND}),
)
