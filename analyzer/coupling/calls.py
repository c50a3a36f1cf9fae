"""Who calls whom: directly, or by way of a signal or a task."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion
from analyzer.coupling.damping import damped_ties
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling

# Signals and tasks were put there to loosen a tie: they bind half as much.
_STRENGTHS = {"call": 1.0, "signal": 0.5, "task": 0.5}


class Calls:
    """Modules are tied by calls between them."""

    name = "calls"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield a tie for each pair of modules of which one calls the other."""
        return damped_ties(codebase, self.name, _STRENGTHS).couplings()


CRITERION: Criterion = Calls()
