"""Modules whose paths share rare words, wherever they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion, Ties, module_node, pulling_modules
from analyzer.coupling.neighbours import nearest_neighbours
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling
from analyzer.model.words import stems_of, subject_names


class PathWords:
    """Each module is tied to the ten whose dotted names share the rarest words with its own."""

    name = "path"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield ties weighed by the cosine of the names' weighted words."""
        modules = pulling_modules(codebase)
        names = list(modules)
        spelled = subject_names(codebase)
        words = [Counter(stems_of(spelled.get(name, name))) for name in names]
        ties = Ties(self.name)
        for i, j, cosine in nearest_neighbours(words, widest=0.3):
            one, other = names[i], names[j]
            evidence = [modules[one], modules[other]]
            ties.add(module_node(one), module_node(other), cosine, evidence)
        return ties.couplings()


CRITERION: Criterion = PathWords()
