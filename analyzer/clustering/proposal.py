"""The proposal, from couplings to a partition: this file reads like docs/method.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import msgspec

from analyzer.clustering.bonds import Bonds
from analyzer.clustering.concepts import LAYER_TIER, Concept, Thresholds
from analyzer.clustering.constraints import FREE, Constraints
from analyzer.clustering.granularity import Division, fitted, unmet
from analyzer.clustering.graph import Adjacency, blend, scaled
from analyzer.clustering.ground import PLACE_CRITERIA, Ground, concepts_of, prepare
from analyzer.clustering.ladder import USUAL, chosen, climb
from analyzer.clustering.merging import SMALLEST_GROUP, merge_small, most_groups
from analyzer.clustering.ownership import assign_owners, prior
from analyzer.clustering.parting import reconcile
from analyzer.clustering.placement import (
    follow_children,
    follow_neighbours,
    place_admin,
    place_tables,
)
from analyzer.clustering.problem import ClusteringProblem, Edge, from_weights
from analyzer.clustering.registry import clusterers
from analyzer.clustering.roles import GLUE, IGNORED
from analyzer.clustering.splitting import gather_up
from analyzer.clustering.stability import RUNS, Settled, settle, shaken
from analyzer.clustering.today import packages_of
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Coupling, Group, Home, Node, Partition
from analyzer.model.settings import Settings

_FINER = 3.0
_COARSER = (1.0, 0.5, 0.25)
_SEED = 20


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
    division = _by_concepts(ground, codebase, settings)
    rungs = climb(
        lambda resolution: _communities(
            msgspec.structs.replace(division, resolution=resolution), ground.bonds, _SEED
        ),
        [node for node, counts in enumerate(ground.counted) if counts],
    )
    division = msgspec.structs.replace(division, resolution=chosen(rungs))
    division = fitted(division, constraints.count, lambda d: len(set(_divide(ground, d))))
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
        coarser = _partition(codebase, ground, _by_coupling(ground, settings, resolution))
        if len(coarser.groups) < len(proposal.groups):
            found.append(("coarser", coarser))
            break
    finer = _partition(codebase, ground, _by_inner_concepts(ground, codebase, settings))
    if len(finer.groups) > len(proposal.groups):
        found.append(("finer", finer))
    return tuple(found)


def _by_concepts(ground: Ground, codebase: Codebase, settings: Settings) -> Division:
    found = concepts_of(ground, codebase, settings.weights, Thresholds())
    return _around(ground, found, assign_owners(found), settings)


def _by_inner_concepts(ground: Ground, codebase: Codebase, settings: Settings) -> Division:
    limits = Thresholds(density=0.2, lexical=0.1, binding=1.0)
    found = [
        c for c in concepts_of(ground, codebase, settings.weights, limits) if c.tier < LAYER_TIER
    ]
    division = _around(ground, found, assign_owners(found, innermost=True), settings)
    return msgspec.structs.replace(division, resolution=_FINER, most=2 * division.most)


def _around(
    ground: Ground,
    concepts: Sequence[Concept],
    owners: Mapping[int, int],
    settings: Settings,
) -> Division:
    """Blend all evidence with the prior that the modules of a concept belong together."""
    views = {**ground.terrain.views, "concepts": scaled(prior(owners))}
    pairs = frozenset(
        node for node, owner in owners.items() if concepts[owner].smallest < SMALLEST_GROUP
    )
    most = most_groups(ground.modules)
    problem = _blended(ground, views, settings.weights)
    return Division(problem, USUAL, most, pairs=pairs, algorithm=settings.algorithm)


def _by_coupling(ground: Ground, settings: Settings, resolution: float) -> Division:
    views = {n: v for n, v in ground.terrain.views.items() if n not in PLACE_CRITERIA}
    problem, most = _blended(ground, views, settings.weights), most_groups(ground.modules)
    return Division(problem, resolution, most, algorithm=settings.algorithm)


def _partition(
    codebase: Codebase, ground: Ground, division: Division, stability_runs: int = 0
) -> Partition:
    labels = _divide(ground, division)
    members: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        members.setdefault(label, []).append(node)
    groups = [members[label] for label in sorted(members)]
    stable = settle(
        [_independent(ground, group) for group in groups],
        partial(_divide_shaken, ground, division),
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


def _blended(
    ground: Ground, views: Mapping[str, Sequence[Edge]], weights: Mapping[str, float]
) -> ClusteringProblem:
    problem = from_weights(len(ground.terrain.nodes), blend(views, weights))
    return msgspec.structs.replace(problem, packages=packages_of(ground.terrain))


def _divide(ground: Ground, division: Division, seed: int = _SEED) -> tuple[int, ...]:
    problem, bonds = division.problem, ground.bonds
    ties = Adjacency(problem.size, {(i, j): weight for i, j, weight in problem.edges})
    merge = partial(
        merge_small,
        nodes=ground.terrain.nodes,
        sizes_of=[_size(ground, division, node) for node in range(problem.size)],
        ties=ties,
        most=division.most,
        smallest=division.smallest,
    )
    labels = _communities(division, bonds, seed)
    if bonds is None:
        return merge(labels)
    free = merge(_communities(division, None, seed))
    return merge(reconcile(labels, free, bonds, ties), bonds=bonds)


def _size(ground: Ground, division: Division, node: int) -> float:
    """Return what a node counts towards a group that stands.

    Two of `pairs` are enough, and of definitions it takes six: a handful of a flat file's classes
    is no service.
    """
    if not ground.counted[node]:
        return 0.0
    if node in ground.parts:
        return 0.5
    return 1.5 if node in division.pairs else 1.0


def _communities(division: Division, bonds: Bonds | None, seed: int) -> tuple[int, ...]:
    problem = division.problem
    if division.scattered:
        return tuple(range(problem.size)) if bonds is None else bonds.blocks
    cluster = clusterers()[division.algorithm].cluster
    if bonds is None:
        return cluster(problem, division.resolution, seed)
    return bonds.expanded(cluster(bonds.contracted(problem), division.resolution, seed))


def _divide_shaken(ground: Ground, division: Division, seed: int) -> tuple[int, ...]:
    problem = shaken(division.problem, seed)
    return _divide(ground, msgspec.structs.replace(division, problem=problem), seed)


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
    homes = gather_up(codebase, homes, settle=ground.bonds is None)
    for layer in homes.keys() & roles.keys():
        # A layer that is divided belongs to nobody, unless all of it went one way.
        found = {homes.get(p) for p, owner in codebase.parts().items() if owner == layer}
        (homes if len(found) > 1 else roles).pop(layer)
    return homes, roles
