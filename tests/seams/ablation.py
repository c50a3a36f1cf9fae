"""The tuned cases without each criterion, and with each algorithm."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean

from analyzer.clustering import clusterers
from analyzer.model.codebase import Codebase
from analyzer.model.settings import WEIGHTS, Settings
from tests.seams.labelled import Labelled
from tests.seams.measuring import fit_with, weighted

WHOLE = "everything"


def ablate(
    cases: Mapping[str, Labelled], read: Mapping[str, Codebase]
) -> dict[str, dict[str, float]]:
    """Map each criterion to the F1 by case when its weight is 0; `everything` to that with all."""
    found = {WHOLE: _fits(cases, read, Settings())}
    for criterion in sorted(WEIGHTS):
        found[criterion] = _fits(cases, read, weighted({criterion: 0.0}))
        print(f"without {criterion:15} {mean(found[criterion].values()):.3f}", flush=True)
    return found


def compare(
    cases: Mapping[str, Labelled], read: Mapping[str, Codebase]
) -> dict[str, dict[str, float]]:
    """Map each algorithm to the F1 by case when it divides the graph."""
    found: dict[str, dict[str, float]] = {}
    for algorithm in clusterers():
        found[algorithm] = _fits(cases, read, Settings(algorithm=algorithm))
        print(f"with {algorithm:18} {mean(found[algorithm].values()):.3f}", flush=True)
    return found


def _fits(
    cases: Mapping[str, Labelled], read: Mapping[str, Codebase], settings: Settings
) -> dict[str, float]:
    return {name: fit_with(case, read[name], settings) for name, case in cases.items()}
