"""What it takes to count the cuts and points of another plan again, without the code.

Only what stands in a service is told: what serves all, or does not run, ties nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analyzer.assessment.cuts import by_tie, tie_kinds
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.difficulty import library_uses
from analyzer.assessment.ties import Tie as FoundTie
from analyzer.model.partition import MODULE, TABLE
from analyzer.model.settings import UNIT_COSTS
from analyzer.model.ties import Part, Tie, TieKind

LIBRARY = "library"


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
    """The ties between what is in services, and from it to libraries, sorted."""
    found = [tie for tie in (_movable(decomposition, tie) for tie in ties) if tie is not None]
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


def _movable(decomposition: Decomposition, tie: FoundTie) -> Tie | None:
    """The tie between those of its ends that are in services; None where that ties nothing."""
    source, target = by_tie()[tie.kind].ends
    held = {MODULE: decomposition.module_service, TABLE: decomposition.table_service}
    if isinstance(tie.target, str):
        within = tie.source in held[source] and tie.target in held[target]
        return Tie(tie.kind, tie.source, tie.target) if within else None
    # Whole, with the tables that no service owns: transactions that write others are others.
    tied = sum(table in held[target] for table in tie.target) > 1
    return Tie(tie.kind, tie.source, tie.target) if tied else None
