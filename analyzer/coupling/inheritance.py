"""Whose classes derive from whose."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion
from analyzer.coupling.damping import damped_ties
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling


class Inheritance:
    """Modules are tied by inheritance between their classes."""

    name = "inheritance"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield a tie for each pair of modules of which one derives from the other."""
        return damped_ties(codebase, self.name, {"inherit": 1.0}).couplings()


CRITERION: Criterion = Inheritance()
