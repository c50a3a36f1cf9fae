"""Modules that need the same outsiders: whoever imports `stripe` has to do with payments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion, Ties, module_node, pulling_modules
from analyzer.coupling.neighbours import nearest_neighbours
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling


class ThirdParties:
    """Each module is tied to those that import the same rare packages from outside."""

    name = "third_parties"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield ties weighed by the cosine of the imported packages, the rarer the heavier."""
        modules = pulling_modules(codebase)
        needed = {v.module: v.outsiders for v in codebase.vocabulary if v.outsiders}
        names = [name for name in modules if name in needed]
        documents = [Counter(needed[name]) for name in names]
        ties = Ties(self.name)
        for i, j, cosine in nearest_neighbours(documents):
            one, other = names[i], names[j]
            evidence = [modules[one], modules[other]]
            ties.add(module_node(one), module_node(other), cosine, evidence)
        return ties.couplings()


CRITERION: Criterion = ThirdParties()
