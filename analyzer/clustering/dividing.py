"""One division carried out: communities, a plan's boundaries, and groups large enough to stand."""

from __future__ import annotations

from functools import partial

import msgspec

from analyzer.clustering.bonds import Bonds
from analyzer.clustering.families import join_families
from analyzer.clustering.gathering import PART
from analyzer.clustering.granularity import Division
from analyzer.clustering.graph import Adjacency
from analyzer.clustering.ground import Ground
from analyzer.clustering.homing import bring_home
from analyzer.clustering.merging import merge_small
from analyzer.clustering.parting import reconcile
from analyzer.clustering.registry import clusterers
from analyzer.clustering.stability import shaken

SEED = 20


def divide(ground: Ground, division: Division, seed: int = SEED) -> tuple[int, ...]:
    """Return the label of each node's group: communities, then the bonds of a plan, then sizes."""
    problem, bonds = division.problem, ground.bonds
    ties = Adjacency(problem.size, {(i, j): weight for i, j, weight in problem.edges})
    merge = partial(
        merge_small,
        nodes=ground.terrain.nodes,
        sizes_of=[_size(ground, division, node) for node in range(problem.size)],
        ties=ties,
        most=division.most,
        smallest=division.smallest,
        resolution=division.resolution,
    )
    labels = join_families(communities(division, bonds, seed), ground)
    if bonds is None:
        return merge(bring_home(labels, division.subjects, None))
    free = merge(join_families(communities(division, None, seed), ground))
    labels = bring_home(reconcile(labels, free, bonds, ties), division.subjects, bonds)
    return merge(labels, bonds=bonds)


def divide_shaken(ground: Ground, division: Division, seed: int) -> tuple[int, ...]:
    """Return the labels when the evidence is shaken, the same for the same seed."""
    problem = shaken(division.problem, seed)
    return divide(ground, msgspec.structs.replace(division, problem=problem), seed)


def communities(division: Division, bonds: Bonds | None, seed: int) -> tuple[int, ...]:
    """Return the labels of the communities alone; what the bonds tie together is one node."""
    problem = division.problem
    if division.scattered:
        return tuple(range(problem.size)) if bonds is None else bonds.blocks
    cluster = clusterers()[division.algorithm].cluster
    if bonds is None:
        return cluster(problem, division.resolution, seed)
    return bonds.expanded(cluster(bonds.contracted(problem), division.resolution, seed))


def _size(ground: Ground, division: Division, node: int) -> float:
    """Return what a node counts towards a group that stands.

    Two of `pairs` are enough, and of definitions it takes six: a handful of a flat file's classes
    is no service.
    """
    if not ground.counted[node]:
        return 0.0
    if node in ground.parts:
        return PART
    return 1.5 if node in division.pairs else 1.0
