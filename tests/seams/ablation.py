"""What each criterion adds: the mean F1 of the tuned cases without it."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean

from analyzer.model.codebase import Codebase
from analyzer.model.settings import WEIGHTS
from tests.seams.labelled import Labelled
from tests.seams.measuring import fit_with, weighted

WHOLE = "everything"


def ablate(
    cases: Mapping[str, Labelled], read: Mapping[str, Codebase]
) -> dict[str, dict[str, float]]:
    """Map each criterion to the F1 by case when its weight is 0; `everything` to that with all."""
    found = {WHOLE: _fits(cases, read, {})}
    for criterion in sorted(WEIGHTS):
        found[criterion] = _fits(cases, read, {criterion: 0.0})
        print(f"without {criterion:15} {mean(found[criterion].values()):.3f}", flush=True)
    return found


def _fits(
    cases: Mapping[str, Labelled], read: Mapping[str, Codebase], changed: Mapping[str, float]
) -> dict[str, float]:
    settings = weighted(changed)
    return {name: fit_with(case, read[name], settings) for name, case in cases.items()}
