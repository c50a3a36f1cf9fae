"""Modules that lie in one folder."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from analyzer.coupling.criterion import Criterion, Ties, module_node, parent_of, pulling_modules
from analyzer.model.codebase import DIVIDED, Codebase
from analyzer.model.partition import Coupling

# Pairs grow with the square of the folder; beyond this a ring says the same more cheaply.
_LARGEST_CLIQUE = 60


class Siblings:
    """The modules of one package, its own included, are tied to each other."""

    name = "siblings"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield ties of 1/(size - 1) for the pairs of each folder of `size` modules.

        What shares a flat file need have nothing else in common; but files are written in sections,
        so there each definition is tied to the next.
        """
        modules = pulling_modules(codebase)
        folders: dict[str, list[str]] = {}
        for module in modules:
            folders.setdefault(parent_of(module), []).append(module)
        flat = {module.name for module in codebase.modules if module.role == DIVIDED}
        lines = {f"{d.module}.{d.name}": d.line for d in codebase.definitions}
        ties = Ties(self.name)
        for package, inside in folders.items():
            if package in flat:
                inside.sort(key=lambda name: (lines.get(name, 0), name))
                pairs = [(one, other, 0.5) for one, other in pairwise(inside)]
            else:
                pairs = _pairs(sorted({*inside, package} if package in modules else inside))
            for one, other, weight in pairs:
                evidence = [modules[one], modules[other]]
                ties.add(module_node(one), module_node(other), weight, evidence)
        return ties.couplings()


def _pairs(members: list[str]) -> list[tuple[str, str, float]]:
    if len(members) <= _LARGEST_CLIQUE:
        return [(one, other, 1 / (len(members) - 1)) for one, other in combinations(members, 2)]
    return [(one, other, 0.5) for one, other in pairwise([*members, members[0]])]


CRITERION: Criterion = Siblings()
