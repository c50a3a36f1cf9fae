"""What crosses the lines between services: one file a kind of cut.

A kind is a module of this folder with a `CUT`. It finds its cuts in a decomposition: one for each
source, target and pair of services, with every place, never one without a place. Cuts depend on
where single modules and tables are, on nothing else about a service: so merging two services takes
away the cuts between them and leaves all others as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.registry import members
from analyzer.model.analysis import Cut


@dataclass(frozen=True)
class CutKind:
    """A kind of cut; `part` names the part of a service's difficulty that a cut counts in."""

    kind: str
    find: Callable[[Decomposition], Iterable[Cut]]
    part: Callable[[Cut, str], str]


def undirected(name: str) -> Callable[[Cut, str], str]:
    """One part, whichever way the cut goes."""
    return lambda cut, service: name


def directed(name: str) -> Callable[[Cut, str], str]:
    """`name in` for the service that the cut goes to, `name out` for where it comes from."""
    return lambda cut, service: f"{name} in" if cut.to_service == service else f"{name} out"


def kinds() -> dict[str, CutKind]:
    """Every kind of cut by its name."""
    found = members(__name__, __path__, "CUT", CutKind)
    return {cut.kind: cut for cut in found}


def find_cuts(decomposition: Decomposition) -> tuple[Cut, ...]:
    """Every tie across a line between two services, sorted by kind, services and ends."""
    cuts = [cut for kind in kinds().values() for cut in kind.find(decomposition)]
    return tuple(sorted(cuts, key=order))


def order(cut: Cut) -> tuple[str, str, str, str, tuple[str, ...]]:
    """What cuts are sorted by; no two cuts have the same."""
    target = (cut.target,) if isinstance(cut.target, str) else cut.target
    return (cut.kind, cut.from_service, cut.to_service, cut.source, target)
