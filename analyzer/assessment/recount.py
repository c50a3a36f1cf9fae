"""What it takes to count the cuts and points of another plan again, without the code.

Told is what a plan can put into a service: what is in one, the modules with a role that a plan can
give, and every table. What does not run, and layers that run statements for others, are not told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from analyzer.assessment.cuts import by_tie, tie_kinds
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.difficulty import library_uses
from analyzer.assessment.ties import Tie as FoundTie
from analyzer.model.partition import MODULE, TABLE
from analyzer.model.settings import UNIT_COSTS
from analyzer.model.ties import Part, Tie, TieKind

LIBRARY = "library"

# Roles that a plan gives to modules of no service, and may take from them.
PLANNED_ROLES = frozenset({LIBRARY, "glue", "ignored"})


@dataclass(frozen=True)
class Recount:
    """All that another plan is counted from: see `Analysis`."""

    kinds: tuple[TieKind, ...]
    ties: tuple[Tie, ...]
    parts: tuple[Part, ...]
    unit_costs: dict[str, int]


def recount(
    decomposition: Decomposition, ties: Iterable[FoundTie], roles: Mapping[str, str]
) -> Recount:
    """What the ties of a decomposition's codebase say to other plans."""
    return Recount(
        kinds=_kinds(decomposition),
        ties=_movable_ties(decomposition, ties, roles),
        parts=_parts(decomposition),
        unit_costs={name: decomposition.cost(name) for name in sorted(UNIT_COSTS)},
    )


def _kinds(decomposition: Decomposition) -> tuple[TieKind, ...]:
    """The kinds of ties that can be cut, and what libraries cost without a cut; by name."""
    library = TieKind(
        name=LIBRARY,
        cut="",
        source=MODULE,
        target=MODULE,
        part="shared libraries",
        directed=False,
        unit_cost=decomposition.cost(LIBRARY),
    )
    return tuple(sorted((*tie_kinds(decomposition.cost), library)))


def _movable_ties(
    decomposition: Decomposition, ties: Iterable[FoundTie], roles: Mapping[str, str]
) -> tuple[Tie, ...]:
    """The ties between what a plan can move, and from services to libraries, sorted."""
    free = {module for module, role in roles.items() if role in PLANNED_ROLES}
    movable = {
        MODULE: free | set(decomposition.module_service),
        TABLE: {table.id for table in decomposition.codebase.tables},
    }
    found = [tie for tie in (_movable(movable, tie) for tie in ties) if tie is not None]
    used = library_uses(decomposition, roles)
    found += [Tie(LIBRARY, module, library) for module, library in used]
    return tuple(sorted(found))


def _parts(decomposition: Decomposition) -> tuple[Part, ...]:
    """The definitions that stand for divided modules, sorted by name."""
    owners = decomposition.codebase.parts()
    placed = decomposition.module_service
    return tuple(
        Part(module.name, owners[module.name], module.lines, placed.get(module.name))
        for module in sorted(decomposition.codebase.modules)
        if module.name in owners
    )


def _movable(movable: Mapping[str, Collection[str]], tie: FoundTie) -> Tie | None:
    """The tie between those of its ends that a plan can move; None where that ties nothing."""
    source, target = by_tie()[tie.kind].ends
    if isinstance(tie.target, str):
        within = tie.source in movable[source] and tie.target in movable[target]
        return Tie(tie.kind, tie.source, tie.target) if within else None
    tied = sum(table in movable[target] for table in tie.target) > 1
    return Tie(tie.kind, tie.source, tie.target) if tied else None
