"""A plan, held against a codebase: what it settles, what it forbids, and what of it is in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from analyzer.clustering.claims import Claim, Things, award, things_of
from analyzer.clustering.contradictions import (
    Relation,
    between_claims,
    between_numbers,
    between_ties,
    refuse,
)
from analyzer.clustering.findings import in_vain
from analyzer.clustering.roles import DIVIDED_ROLES, GLUE, IGNORED, LIBRARY
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Node
from analyzer.model.place import Diagnostic
from analyzer.model.plan import Count, PatternList, Plan

# What belongs to a service; tests and migrations are moved with what they belong to.
_PLACEABLE = DIVIDED_ROLES | {"admin"}


class Constraints(msgspec.Struct, frozen=True):
    """What a plan asks of the partition of one codebase.

    `services` maps the ids of the services that have members here to their names, in the order of
    the plan; `pins` puts nodes into them, `roles` puts modules into none. All nodes of one item of
    `together` stay together; of each item of `apart`, no two sides meet.
    """

    services: Mapping[str, str | None] = {}
    pins: Mapping[Node, str] = {}
    roles: Mapping[str, str] = {}
    together: tuple[tuple[Node, ...], ...] = ()
    apart: tuple[tuple[tuple[Node, ...], ...], ...] = ()
    count: Count | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def nodes(self) -> frozenset[Node]:
        """Everything that is not wholly free to be put anywhere."""
        kept = {node for side in self.together for node in side}
        held = {node for sides in self.apart for side in sides for node in side}
        return frozenset({*self.pins, *kept, *held})


FREE = Constraints()


def constrain(codebase: Codebase, plan: Plan) -> Constraints:
    """Return what the plan means for this codebase.

    Raises:
        ContradictoryPlan: it asks for two things of which only one can be; names both lines.
    """
    things = things_of(codebase.modules, codebase.tables)
    homeless = {m.name for m in codebase.modules if m.role not in _PLACEABLE}
    movable = frozenset(n for n in things if n.kind != MODULE or n.name not in homeless)
    awards = award(things, tuple(_claims(plan)))
    won = {node: claim for node, claim in awards.winners.items() if node in movable}
    pinned = {node: claim for node, claim in won.items() if claim.owner not in _ROLES}
    free = movable - (won.keys() - pinned.keys())
    together = [_relation(things, free, item, "together", False) for item in plan.together]
    apart = [_relation(things, free, item, "apart", True) for item in plan.apart]
    clashes = [*awards.clashes, *(clash for one in apart for clash in one.awards.clashes)]
    refuse(plan, between_claims(clashes))
    numbers = between_numbers(plan, apart)
    refuse(plan, (*between_ties(pinned, together, apart), *numbers))
    pins = {node: claim.owner.partition(".")[2] for node, claim in pinned.items()}
    present = frozenset(pins.values())
    return Constraints(
        services={s.id: s.name for s in plan.services if s.id in present},
        pins=pins,
        roles={n.name: _ROLES[c.owner] for n, c in won.items() if c.owner in _ROLES},
        together=tuple(tuple(sorted(one.sides)) for one in together),
        apart=tuple(_parted(one) for one in apart),
        count=plan.count,
        findings=in_vain(
            plan, things, movable, awards, [(one.awards, one.sides) for one in together + apart]
        ),
    )


_ROLES = {"plan.library": LIBRARY, "plan.glue": GLUE, "plan.ignore": IGNORED}


def _claims(plan: Plan) -> Iterator[Claim]:
    for service in plan.services:
        owner = f"services.{service.id}"
        yield from (Claim(p, owner, f"{owner}.modules", MODULE) for p in service.modules)
        yield from (Claim(p, owner, f"{owner}.tables", TABLE) for p in service.tables)
    for role, patterns in (("library", plan.library), ("glue", plan.glue), ("ignore", plan.ignore)):
        owner = f"plan.{role}"
        yield from (Claim(pattern, owner, owner, MODULE) for pattern in patterns)


def _relation(
    things: Things, free: Collection[Node], item: PatternList, name: str, parts: bool
) -> Relation:
    """Find what an item means; where it `parts`, each of its patterns claims for itself."""
    claims = [
        Claim(pattern, f"plan.{name} {number}" if parts else name, f"plan.{name}")
        for number, pattern in enumerate(item.items)
    ]
    awards = award(things, claims)
    sides = {node: claim for node, claim in awards.winners.items() if node in free}
    return Relation(item, awards, sides)


def _parted(relation: Relation) -> tuple[tuple[Node, ...], ...]:
    sides: dict[str, list[Node]] = {}
    for node in sorted(relation.sides):
        sides.setdefault(relation.sides[node].owner, []).append(node)
    return tuple(tuple(sides[owner]) for owner in sorted(sides))
