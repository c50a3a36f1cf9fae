"""What of a plan is in vain: told as diagnostics, for the code moves on while a plan lies still."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping

from analyzer.clustering.claims import Awards, Claim, Things
from analyzer.model.partition import MODULE, TABLE, Node
from analyzer.model.place import Diagnostic
from analyzer.model.plan import Plan

STALE = "plan-stale"
WITHOUT_EFFECT = "plan-without-effect"

_NOUNS = {MODULE: "module", TABLE: "table", "": "module and no table"}


def in_vain(
    plan: Plan,
    things: Things,
    placeable: Collection[Node],
    claims: Awards,
    relations: Iterable[tuple[Awards, Mapping[Node, Claim]]],
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each entry that changes nothing, sorted.

    Args:
        placeable: what can be put somewhere at all.
        claims: the awards among services and roles.
        relations: for each item of `together` and `apart`, its awards and what came of them.
    """
    found: list[Diagnostic] = []
    for awards, winners in ((claims, claims.winners), *relations):
        for claim, nodes in awards.covered.items():
            if not nodes:
                found.append(_finding(plan, claim, STALE, _stale(claim, things)))
            elif reason := _idle(claim, nodes, placeable, winners):
                found.append(_finding(plan, claim, WITHOUT_EFFECT, reason))
    for service in plan.services:
        if not service.modules and not service.tables:
            message = f"services.{service.id} names no module and no table: nothing is known of it"
            found.append(Diagnostic(plan.path, service.line, WITHOUT_EFFECT, message))
    return tuple(sorted(set(found)))


def _finding(plan: Plan, claim: Claim, code: str, reason: str) -> Diagnostic:
    return Diagnostic(plan.path, claim.pattern.line, code, f"{claim}, {reason}")


def _stale(claim: Claim, things: Things) -> str:
    close = _close(claim, things)
    hint = f"; did you mean {close!r}?" if close else ""
    return f"which no {_NOUNS[claim.kind]} is called{hint}"


def _close(claim: Claim, things: Things) -> str | None:
    if claim.pattern.name is None:
        return None
    names = {
        name for node, all_ in things.items() if claim.kind in ("", node.kind) for name in all_
    }
    packages = {name.rpartition(".")[0] for name in names}
    return next(
        iter(difflib.get_close_matches(claim.pattern.text, sorted(names | packages), 1)), None
    )


def _idle(
    claim: Claim,
    nodes: Collection[Node],
    placeable: Collection[Node],
    winners: Mapping[Node, Claim],
) -> str | None:
    movable = [node for node in nodes if node in placeable]
    if not movable:
        return "but tests, migrations and their like go with the code that they belong to"
    if any(node in winners and winners[node].owner == claim.owner for node in movable):
        return None
    decided = sorted(winners[node] for node in movable if node in winners)
    if not decided:
        return "but all of it is library, glue or ignored"
    by = decided[0]
    return f"but line {by.pattern.line} is closer for all that it means: {by}"
