"""How much of what ties a service's members stays inside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from analyzer.assessment.decomposition import Decomposition
from analyzer.model.partition import MODULE, Coupling, Node


def cohesion(
    decomposition: Decomposition, couplings: Sequence[Coupling], weights: Mapping[str, float]
) -> dict[str, float]:
    """The share, 0-1, of each service's ties that lead to another member of it.

    Every criterion is scaled to a total of one and counts with its weight of the settings. A
    service without ties is left out, and ties to what is in no service do not count.
    """
    scale = _scales(couplings, weights)
    inside: dict[str, list[float]] = defaultdict(list)
    every: dict[str, list[float]] = defaultdict(list)
    for coupling in couplings:
        first = _service(decomposition, coupling.first)
        second = _service(decomposition, coupling.second)
        weight = coupling.weight * scale[coupling.criterion]
        if first is None or second is None or not weight:
            continue
        for service in {first, second}:
            every[service].append(weight)
        if first == second:
            inside[first].append(weight)
    # Exact sums: the same for any order of the couplings.
    return {
        service: round(math.fsum(inside[service]) / math.fsum(every[service]), 4)
        for service in sorted(every)
    }


def _scales(couplings: Sequence[Coupling], weights: Mapping[str, float]) -> dict[str, float]:
    by_criterion: dict[str, list[float]] = defaultdict(list)
    for coupling in couplings:
        by_criterion[coupling.criterion].append(coupling.weight)
    totals = {criterion: math.fsum(found) for criterion, found in by_criterion.items()}
    return {c: weights.get(c, 1.0) / total if total else 0.0 for c, total in totals.items()}


def _service(decomposition: Decomposition, node: Node) -> str | None:
    where = decomposition.module_service if node.kind == MODULE else decomposition.table_service
    return where.get(node.name)
