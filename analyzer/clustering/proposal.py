"""The proposal, from couplings to a partition: this file reads like docs/method.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from analyzer.clustering.constraints import FREE, Constraints
from analyzer.clustering.dividing import SEED, communities, divide, divide_shaken
from analyzer.clustering.divisions import by_concepts, by_coupling, by_inner_concepts
from analyzer.clustering.gathering import gather_up
from analyzer.clustering.granularity import Division, fitted, unmet
from analyzer.clustering.ground import Ground, prepare
from analyzer.clustering.ladder import chosen, climb
from analyzer.clustering.placement import (
    follow_children,
    follow_neighbours,
    place_admin,
    place_tables,
)
from analyzer.clustering.roles import GLUE, IGNORED
from analyzer.clustering.stability import RUNS, Settled, settle
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Coupling, Group, Home, Node, Partition
from analyzer.model.settings import Settings

_COARSER = (1.0, 0.5, 0.25)


def propose(
    codebase: Codebase,
    couplings: Iterable[Coupling],
    settings: Settings,
    constraints: Constraints = FREE,
    runs: int = RUNS,
) -> Partition:
    """Return the default partition of modules and tables into candidate services.

    Every module of role app or data_access is in one group or has the role library or glue; admin
    modules go along; every table is in one group, third-party ones only where they are used. The
    `constraints` of a plan are kept to, and what they leave free is proposed around them. `runs` is
    how often the evidence is shaken to see how settled the groups are.
    """
    ground = prepare(codebase, couplings, constraints)
    division = by_concepts(ground, codebase, settings)
    rungs = climb(
        lambda resolution: communities(
            msgspec.structs.replace(division, resolution=resolution), ground.bonds, SEED
        ),
        [node for node, counts in enumerate(ground.counted) if counts],
    )
    division = msgspec.structs.replace(division, resolution=chosen(rungs))
    division = fitted(division, constraints.count, lambda d: len(set(divide(ground, d))))
    partition = _partition(codebase, ground, division, runs)
    notes = unmet(constraints.count, partition)
    return msgspec.structs.replace(partition, notes=notes, ladder=rungs)


def alternatives(
    codebase: Codebase,
    couplings: Iterable[Coupling],
    settings: Settings,
    proposal: Partition,
    constraints: Constraints = FREE,
) -> tuple[tuple[str, Partition], ...]:
    """Return at most a coarser and a finer partition beside the proposal, by these names.

    They stand on other evidence, not only on another resolution: the coarser on coupling without
    the names of places, the finer on the innermost words of the names. One that has not fewer, or
    not more, groups than the proposal is no alternative and left out. How settled their groups are
    is not measured: that costs as much as all the rest. They keep to the `constraints`, but for the
    number of services, which is what they vary.
    """
    ground = prepare(codebase, couplings, constraints)
    found: list[tuple[str, Partition]] = []
    for resolution in _COARSER:
        coarser = _partition(codebase, ground, by_coupling(ground, settings, resolution))
        if len(coarser.groups) < len(proposal.groups):
            found.append(("coarser", coarser))
            break
    finer = _partition(codebase, ground, by_inner_concepts(ground, codebase, settings))
    if len(finer.groups) > len(proposal.groups):
        found.append(("finer", finer))
    return tuple(found)


def _partition(
    codebase: Codebase, ground: Ground, division: Division, stability_runs: int = 0
) -> Partition:
    labels = divide(ground, division)
    members: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        members.setdefault(label, []).append(node)
    groups = [members[label] for label in sorted(members)]
    stable = settle(
        [_independent(ground, group) for group in groups],
        partial(divide_shaken, ground, division),
        stability_runs,
    )
    homes, roles = _place_modules(codebase, ground, labels)
    held = _held_tables(ground, labels)
    ignored = frozenset(name for name, role in roles.items() if role == IGNORED)
    tables = place_tables(codebase, homes, held, ignored)
    settled = homes.keys() | roles.keys()
    for module, home in place_admin(codebase, homes, tables, settled).items():
        if home is None:
            roles[module] = GLUE
        else:
            homes[module] = home
    placed: dict[int, list[Node]] = {}
    for kind, found in ((MODULE, homes), (TABLE, tables)):
        for name, label in found.items():
            placed.setdefault(label, []).append(Node(kind, name))
    planned = _planned(ground, labels)
    order = sorted(placed, key=lambda label: sorted(placed[label]))
    return Partition(
        groups=tuple(
            Group(
                tuple(sorted(placed[n])),
                stable.together[n],
                planned.get(n, ""),
                stable.recurrence[n],
            )
            for n in order
        ),
        roles=tuple(sorted(roles.items())),
        held=tuple(sorted(held)),
        homes=_homes(ground, labels, stable, order),
        runs=stability_runs if stable.shares else 0,
    )


def _homes(
    ground: Ground, labels: Sequence[int], settled: Settled, order: Sequence[int]
) -> tuple[Home, ...]:
    """Say of each module how often it stayed, and where it went otherwise; groups by `order`."""
    position = {label: number for number, label in enumerate(order)}
    found: list[Home] = []
    for node, shares in settled.shares.items():
        others = {label: share for label, share in shares.items() if label != labels[node]}
        second = min(others, key=lambda label: (-others[label], label), default=None)
        found.append(
            Home(
                module=ground.terrain.nodes[node].name,
                share=shares.get(labels[node], 0.0),
                second=None if second is None else position.get(second),
                second_share=0.0 if second is None else others[second],
            )
        )
    return tuple(sorted(found))


def _independent(ground: Ground, group: Iterable[int]) -> list[int]:
    """Return the modules of a group, one of those that a plan ties together."""
    counted = [node for node in group if ground.counted[node]]
    if ground.bonds is None:
        return counted
    blocks = ground.bonds.blocks
    return sorted({blocks[node]: node for node in reversed(counted)}.values())


def _held_tables(ground: Ground, labels: Sequence[int]) -> dict[str, int]:
    """Return the group of the tables of which a plan says anything."""
    nodes = ground.terrain.nodes
    held = () if ground.bonds is None else ground.bonds.held
    return {nodes[n].name: labels[n] for n in sorted(held) if nodes[n].kind == TABLE}


def _planned(ground: Ground, labels: Sequence[int]) -> dict[int, str]:
    """Return which groups are a service of the plan, by its id."""
    if ground.bonds is None:
        return {}
    services = ground.bonds.services
    return {
        label: services[block]
        for label, block in zip(labels, ground.bonds.blocks, strict=True)
        if block in services
    }


def _place_modules(
    codebase: Codebase, ground: Ground, labels: Sequence[int]
) -> tuple[dict[str, int], dict[str, str]]:
    """Return the group of every module that has one, and the roles of those that have none."""
    roles = dict(ground.roles)
    nodes = ground.terrain.nodes
    homes = {
        node.name: label
        for node, label in zip(nodes, labels, strict=True)
        if node.kind == MODULE and node.name not in ground.empty
    }
    apart = -1
    voters = {**homes, **dict.fromkeys(roles, apart)}
    empty = [node.name for node in nodes if node.name in ground.empty]
    followers = follow_children(empty, voters)
    for package in empty:
        home = followers.get(package)
        if home is None:
            home = follow_neighbours(package, homes)
        if home is None or home == apart:
            roles[package] = GLUE
        else:
            homes[package] = home
    held = frozenset() if ground.bonds is None else ground.bonds.held
    homes = gather_up(codebase, homes, frozenset(nodes[node].name for node in held))
    for layer in homes.keys() & roles.keys():
        # A layer that is divided belongs to nobody, unless all of it went one way.
        found = {homes.get(p) for p, owner in codebase.parts().items() if owner == layer}
        (homes if len(found) > 1 else roles).pop(layer)
    return homes, roles
