"""What a proposal is held against: both pick their luckiest answer with the truth in hand."""

from __future__ import annotations

from analyzer.clustering import clusterers
from analyzer.clustering.graph import survey
from analyzer.clustering.problem import canonical
from analyzer.coupling.registry import criteria
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, Node
from tests.seams.scoring import Members, f1

RESOLUTIONS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


def luckiest_imports(codebase: Codebase, among: Members, wanted: Members) -> float:
    """Leiden on imports alone, at the best of six resolutions."""
    imports = next(criterion for criterion in criteria() if criterion.name == "imports")
    terrain = survey([Node(MODULE, name) for name in among], imports.couplings(codebase))
    edges = terrain.views.get("imports", ())
    problem = canonical(len(terrain.nodes), edges)
    best = 0.0
    for resolution in RESOLUTIONS:
        labels = clusterers()["leiden"].cluster(problem, resolution, 1)
        groups: dict[int, set[str]] = {}
        for node, label in zip(terrain.nodes, labels, strict=True):
            groups.setdefault(label, set()).add(node.name)
        best = max(best, *(f1(group, wanted) for group in groups.values()), 0.0)
    return best


def luckiest_directory(among: Members, wanted: Members) -> float:
    """The best of all packages: everything at or below it."""
    below: dict[str, set[str]] = {}
    for name in among:
        parts = name.split(".")
        for depth in range(1, len(parts) + 1):
            below.setdefault(".".join(parts[:depth]), set()).add(name)
    return max((f1(modules, wanted) for modules in below.values()), default=0.0)
