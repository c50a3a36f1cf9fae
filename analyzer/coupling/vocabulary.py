"""Modules that speak of the same things: identifiers, definitions and docstrings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from analyzer.coupling.criterion import Criterion, Ties, module_node, pulling_modules
from analyzer.coupling.neighbours import nearest_neighbours
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling
from analyzer.model.words import is_telling, word_counts


class VocabularyLikeness:
    """Each module is tied to the ten whose words are nearest."""

    name = "vocabulary"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield ties weighed by the cosine of the modules' weighted words."""
        modules = pulling_modules(codebase)
        counts = {
            vocabulary.module: _telling(word_counts(vocabulary))
            for vocabulary in codebase.vocabulary
            if vocabulary.module in modules
        }
        names = list(modules)
        ties = Ties(self.name)
        for i, j, cosine in nearest_neighbours([counts.get(name, Counter()) for name in names]):
            one, other = names[i], names[j]
            evidence = [modules[one], modules[other]]
            ties.add(module_node(one), module_node(other), cosine, evidence)
        return ties.couplings()


def _telling(counts: Mapping[str, int]) -> Counter[str]:
    return Counter({word: count for word, count in counts.items() if is_telling(word)})


CRITERION: Criterion = VocabularyLikeness()
