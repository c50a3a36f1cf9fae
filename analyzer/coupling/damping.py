"""Directed dependencies turned into ties: shared by imports, calls and inheritance."""

from __future__ import annotations

import math
from collections.abc import Mapping

from analyzer.coupling.criterion import Ties, module_node, pulling_modules
from analyzer.model.analysis import Dependency
from analyzer.model.codebase import Codebase


def damped_ties(codebase: Codebase, criterion: str, strengths: Mapping[str, float]) -> Ties:
    """Tie modules by their dependencies of the given kinds, each kind with its strength.

    A dependency in u places weighs strength * (1 + ln u) / log2(1 + d), d the number of modules
    that depend on its target in any of these ways: what everybody uses tells little about anybody.
    Both directions add up.
    """
    modules = pulling_modules(codebase)
    used = [
        dependency
        for dependency in sorted(codebase.dependencies, key=_order)
        if dependency.kind in strengths
        and dependency.source in modules
        and dependency.target in modules
        and dependency.source != dependency.target
    ]
    dependents: dict[str, set[str]] = {}
    for dependency in used:
        dependents.setdefault(dependency.target, set()).add(dependency.source)
    ties = Ties(criterion)
    for dependency in used:
        weight = strengths[dependency.kind] * (1 + math.log(max(1.0, dependency.weight)))
        weight /= math.log2(1 + len(dependents[dependency.target]))
        ends = module_node(dependency.source), module_node(dependency.target)
        ties.add(*ends, weight, dependency.evidence)
    return ties


def _order(dependency: Dependency) -> tuple[str, str, str]:
    return dependency.source, dependency.target, dependency.kind
