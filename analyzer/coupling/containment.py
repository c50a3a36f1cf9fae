"""A package and what lies directly in it: importing the child runs the package."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion, Ties, module_node, parent_of, pulling_modules
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling


class Containment:
    """Each package's own module is tied to its direct children."""

    name = "containment"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield a tie of weight 1 for each module whose package has a module of its own."""
        modules = pulling_modules(codebase)
        ties = Ties(self.name)
        for module, place in modules.items():
            package = parent_of(module)
            if package in modules:
                ties.add(module_node(module), module_node(package), 1.0, [place])
        return ties.couplings()


CRITERION: Criterion = Containment()
