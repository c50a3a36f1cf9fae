"""One case, measured: the proposal and its levels, without places, and the baselines."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from analyzer import clustering, coupling
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Partition
from analyzer.model.settings import Settings
from tests.seams import baselines
from tests.seams.labelled import Labelled
from tests.seams.scoring import best_fit, departed, f1, groups_of, judged_modules

# All that reads where a module lies.
PLACE_CRITERIA = ("path", "siblings", "concepts", "containment")


class Score(msgspec.Struct, frozen=True):
    """The figures of one case, F1 each; `tables` is None where none left."""

    name: str
    layout: str
    modules: int
    left: int
    services: int
    default: float
    best_level: float
    tables: float | None
    without_places: float
    imports: float
    directory: float


def measure(case: Labelled, codebase: Codebase) -> Score:
    """Measure a case with the default settings, nothing told."""
    among, wanted = judged_modules(codebase), departed(codebase, case)
    proposal, others = propose(codebase, Settings())
    fit, _, tables = best_fit(groups_of(proposal, among), wanted)
    levels = [fit, *(best_fit(groups_of(other, among), wanted)[0] for other in others.values())]
    blind, _ = propose(codebase, weighted(dict.fromkeys(PLACE_CRITERIA, 0.0)), levels=False)
    return Score(
        name=case.name,
        layout=case.layout,
        modules=len(among),
        left=len(wanted),
        services=len(proposal.groups),
        default=fit,
        best_level=max(levels),
        tables=f1(tables, case.service_tables) if case.service_tables else None,
        without_places=best_fit(groups_of(blind, among), wanted)[0],
        imports=baselines.luckiest_imports(codebase, among, wanted),
        directory=baselines.luckiest_directory(among, wanted),
    )


def fit_with(case: Labelled, codebase: Codebase, settings: Settings) -> float:
    """The F1 of the default partition under other settings."""
    proposal, _ = propose(codebase, settings, levels=False)
    found, wanted = groups_of(proposal, judged_modules(codebase)), departed(codebase, case)
    return best_fit(found, wanted)[0]


def propose(
    codebase: Codebase, settings: Settings, *, levels: bool = True
) -> tuple[Partition, Mapping[str, Partition]]:
    """The proposal and, if wanted, its alternatives by name; their stability is not measured."""
    codebase = clustering.take_apart(codebase)
    ties = coupling.couple(codebase, settings)
    proposal = clustering.propose(codebase, ties, settings, runs=0)
    if not levels:
        return proposal, {}
    return proposal, dict(clustering.alternatives(codebase, ties, settings, proposal))


def weighted(weights: Mapping[str, float]) -> Settings:
    """The default settings with some criteria's weights changed."""
    return Settings(weights={**Settings().weights, **weights})
