"""The proposal, from couplings to a partition: this file reads like docs/method.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import msgspec

from analyzer.clustering.concepts import LAYER_TIER, Thresholds
from analyzer.clustering.graph import Adjacency, blend, scaled
from analyzer.clustering.ground import PLACE_CRITERIA, Ground, concepts_of, prepare
from analyzer.clustering.merging import merge_small, most_groups
from analyzer.clustering.ownership import assign_owners, prior
from analyzer.clustering.placement import (
    follow_children,
    follow_neighbours,
    place_admin,
    place_tables,
)
from analyzer.clustering.problem import ClusteringProblem, Edge, from_weights
from analyzer.clustering.registry import clusterers
from analyzer.clustering.roles import GLUE
from analyzer.clustering.stability import RUNS, shaken, stabilities
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Coupling, Group, Node, Partition
from analyzer.model.settings import Settings

ALGORITHM = "leiden"
RESOLUTION = 2.0
_FINER = 3.0
_COARSER = (1.0, 0.5, 0.25)
_SEED = 20


class Division(msgspec.Struct, frozen=True):
    """One way to divide the ground: the evidence, and how finely."""

    problem: ClusteringProblem
    resolution: float
    most: int


def propose(codebase: Codebase, couplings: Iterable[Coupling], settings: Settings) -> Partition:
    """Return the default partition of modules and tables into candidate services.

    Every module of role app or data_access is in one group or has the role library or glue; admin
    modules go along; every table is in one group, third-party ones only where they are used.
    """
    ground = prepare(codebase, couplings)
    division = _by_concepts(ground, codebase, settings.weights)
    return _partition(codebase, ground, division, RUNS)


def alternatives(
    codebase: Codebase, couplings: Iterable[Coupling], settings: Settings, proposal: Partition
) -> tuple[tuple[str, Partition], ...]:
    """Return at most a coarser and a finer partition beside the proposal, by these names.

    They stand on other evidence, not only on another resolution: the coarser on coupling without
    the names of places, the finer on the innermost words of the names. One that has not fewer, or
    not more, groups than the proposal is no alternative and left out. How settled their groups are
    is not measured: that costs as much as all the rest.
    """
    ground = prepare(codebase, couplings)
    found: list[tuple[str, Partition]] = []
    for resolution in _COARSER:
        coarser = _partition(codebase, ground, _by_coupling(ground, settings.weights, resolution))
        if len(coarser.groups) < len(proposal.groups):
            found.append(("coarser", coarser))
            break
    finer = _partition(codebase, ground, _by_inner_concepts(ground, codebase, settings.weights))
    if len(finer.groups) > len(proposal.groups):
        found.append(("finer", finer))
    return tuple(found)


def _by_concepts(ground: Ground, codebase: Codebase, weights: Mapping[str, float]) -> Division:
    found = concepts_of(ground, codebase, weights, Thresholds())
    owners = assign_owners(found)
    views = {**ground.terrain.views, "concepts": scaled(prior(owners))}
    return Division(_blended(ground, views, weights), RESOLUTION, most_groups(ground.modules))


def _by_inner_concepts(
    ground: Ground, codebase: Codebase, weights: Mapping[str, float]
) -> Division:
    limits = Thresholds(density=0.2, lexical=0.1, binding=1.0)
    found = [c for c in concepts_of(ground, codebase, weights, limits) if c.tier < LAYER_TIER]
    owners = assign_owners(found, innermost=True)
    views = {**ground.terrain.views, "concepts": scaled(prior(owners))}
    return Division(_blended(ground, views, weights), _FINER, 2 * most_groups(ground.modules))


def _by_coupling(ground: Ground, weights: Mapping[str, float], resolution: float) -> Division:
    views = {n: v for n, v in ground.terrain.views.items() if n not in PLACE_CRITERIA}
    return Division(_blended(ground, views, weights), resolution, most_groups(ground.modules))


def _partition(
    codebase: Codebase, ground: Ground, division: Division, stability_runs: int = 0
) -> Partition:
    labels = _divide(ground, division)
    members: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        members.setdefault(label, []).append(node)
    groups = [members[label] for label in sorted(members)]
    settled = stabilities(
        [[node for node in group if ground.counted[node]] for group in groups],
        partial(_divide_shaken, ground, division),
        stability_runs,
    )
    homes, roles = _place_modules(codebase, ground, labels)
    tables = place_tables(codebase, homes) if homes else {}
    for module, home in place_admin(codebase, homes, tables).items():
        if home is None:
            roles[module] = GLUE
        else:
            homes[module] = home
    placed: dict[int, list[Node]] = {}
    for kind, found in ((MODULE, homes), (TABLE, tables)):
        for name, label in found.items():
            placed.setdefault(label, []).append(Node(kind, name))
    return Partition(
        groups=tuple(
            sorted(Group(tuple(sorted(nodes)), settled[label]) for label, nodes in placed.items())
        ),
        roles=tuple(sorted(roles.items())),
    )


def _blended(
    ground: Ground, views: Mapping[str, Sequence[Edge]], weights: Mapping[str, float]
) -> ClusteringProblem:
    return from_weights(len(ground.terrain.nodes), blend(views, weights))


def _divide(ground: Ground, division: Division, seed: int = _SEED) -> tuple[int, ...]:
    problem = division.problem
    labels = clusterers()[ALGORITHM].cluster(problem, division.resolution, seed)
    ties = Adjacency(problem.size, {(i, j): weight for i, j, weight in problem.edges})
    return merge_small(labels, ground.terrain.nodes, ground.counted, ties, division.most)


def _divide_shaken(ground: Ground, division: Division, seed: int) -> tuple[int, ...]:
    problem = shaken(division.problem, seed)
    return _divide(ground, Division(problem, division.resolution, division.most), seed)


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
    return homes, roles
