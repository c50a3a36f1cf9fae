"""Who imports whom, damped by how many do."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion
from analyzer.coupling.damping import damped_ties
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling

# A function-local import is as real as another (measured: docs/method.md); one for the type
# checker alone is gone at run time; a dotted string may be configuration that nobody loads.
_STRENGTHS = {"import": 1.0, "lazy_import": 1.0, "type_import": 0.3, "dynamic_import": 0.5}


class Imports:
    """Modules are tied by imports of any kind."""

    name = "imports"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield a tie for each pair of modules of which one imports the other."""
        return damped_ties(codebase, self.name, _STRENGTHS).couplings()


CRITERION: Criterion = Imports()
