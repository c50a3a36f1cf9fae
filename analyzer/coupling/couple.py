"""Bring the ties of all criteria together."""

from __future__ import annotations

from analyzer.coupling.registry import criteria
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling
from analyzer.model.settings import Settings


def couple(codebase: Codebase, settings: Settings) -> tuple[Coupling, ...]:
    """Return the ties that all criteria see, sorted; a criterion of weight 0 is not asked."""
    found = [
        coupling
        for criterion in criteria()
        if settings.weights.get(criterion.name, 1.0) > 0
        for coupling in criterion.couplings(codebase)
    ]
    return tuple(sorted(found, key=lambda c: (c.first, c.second, c.criterion)))
