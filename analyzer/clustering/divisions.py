"""What may be divided by: the evidence blended into one problem, with or without subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from analyzer.clustering.granularity import Division
from analyzer.clustering.graph import blend, scaled
from analyzer.clustering.ground import PLACE_CRITERIA, Ground, concepts_of
from analyzer.clustering.homing import subjects_of
from analyzer.clustering.judging import LAYER_TIER, Concept, Thresholds
from analyzer.clustering.ladder import USUAL
from analyzer.clustering.merging import SMALLEST_GROUP, most_groups
from analyzer.clustering.ownership import assign_owners, prior
from analyzer.clustering.problem import ClusteringProblem, Edge, from_weights
from analyzer.clustering.today import packages_of
from analyzer.model.codebase import Codebase
from analyzer.model.settings import Settings

_FINER = 3.0


def by_concepts(ground: Ground, codebase: Codebase, settings: Settings) -> Division:
    """All evidence, and the outermost subjects of the modules' names as a prior."""
    found = concepts_of(ground, codebase, settings.weights, Thresholds())
    return _around(ground, found, assign_owners(found), settings)


def by_inner_concepts(ground: Ground, codebase: Codebase, settings: Settings) -> Division:
    """All evidence, more finely, and the innermost subjects, which may be weaker ones."""
    limits = Thresholds(density=0.2, lexical=0.1, binding=1.0)
    found = [
        c for c in concepts_of(ground, codebase, settings.weights, limits) if c.tier < LAYER_TIER
    ]
    division = _around(ground, found, assign_owners(found, innermost=True), settings)
    return msgspec.structs.replace(division, resolution=_FINER, most=2 * division.most)


def by_coupling(ground: Ground, settings: Settings, resolution: float) -> Division:
    """The evidence without what reads where a module lies."""
    views = {n: v for n, v in ground.terrain.views.items() if n not in PLACE_CRITERIA}
    problem, most = _blended(ground, views, settings.weights), most_groups(ground.modules)
    return Division(problem, resolution, most, algorithm=settings.algorithm)


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
    subjects = subjects_of(concepts, owners, ground.terrain.nodes)
    return Division(
        problem, USUAL, most, pairs=pairs, algorithm=settings.algorithm, subjects=subjects
    )


def _blended(
    ground: Ground, views: Mapping[str, Sequence[Edge]], weights: Mapping[str, float]
) -> ClusteringProblem:
    problem = from_weights(len(ground.terrain.nodes), blend(views, weights))
    return msgspec.structs.replace(problem, packages=packages_of(ground.terrain))
