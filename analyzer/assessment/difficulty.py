"""How hard a candidate is to extract: points that anyone can add up again by hand.

Points are a sum of parts, each a count times a unit cost (`[tool.seamline.unit_costs]`). The cuts
that touch a service count in the part that their kind names, each at its own weight. Three parts
are not cuts: cycles (other services with which it has cuts both ways), shared libraries (library
modules that its modules use) and modules elsewhere to change (modules of other services from which
a cut comes in).

The score maps points to 0-100: `100/3 x log10(1 + points/5)`, rounded down, at most 100. It is
monotone, and logarithmic because candidates of one monolith differ by factors, not by steps:
tenfold points are about 33 more, so that the score tells 50 points from 500 as well as 500 from
5,000.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analyzer.assessment.cuts import kinds, tie_kinds
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.placement import LIBRARY
from analyzer.model.analysis import Cut, Difficulty, DifficultyPart
from analyzer.model.partition import MODULE

# The word for a score: the first whose bound is above it. In points: below 24, 154 and 885.
WORDS = ((25, "easy"), (50, "moderate"), (75, "hard"), (101, "very hard"))
BASE_POINTS = 5

# The name of a part, the unit of work that it counts, and what that costs.
PartKey = tuple[str, str, int]


def rate(
    decomposition: Decomposition, cuts: Sequence[Cut], roles: Mapping[str, str]
) -> dict[str, Difficulty]:
    """The difficulty of every service, by its id.

    Args:
        cuts: all the cuts of the decomposition.
        roles: the final role of every module.
    """
    parts = _cut_parts(decomposition, cuts)
    libraries = _libraries(decomposition, roles)
    cycles = _cycles(cuts)
    callers = _modules_elsewhere(cuts)
    for service in decomposition.service_ids():
        for name, unit, count in (
            ("cycles", "cycle", cycles[service]),
            ("shared libraries", "library", len(libraries[service])),
            ("modules elsewhere to change", "module", len(callers[service])),
        ):
            if count:
                parts[service][name, unit, decomposition.cost(unit)] = count
    days = decomposition.person_days
    return {service: _difficulty(parts[service], days) for service in decomposition.service_ids()}


def score(points: int) -> int:
    """The points on the scale of 0-100 that the module's text describes."""
    return min(100, int(round(100 / 3 * math.log10(1 + points / BASE_POINTS), 6)))


def word(points_score: int) -> str:
    """The word for a score: easy, moderate, hard or very hard."""
    return next(name for bound, name in WORDS if points_score < bound)


def _difficulty(
    counts: Mapping[PartKey, int], days: Mapping[str, tuple[float, float]]
) -> Difficulty:
    parts = tuple(
        DifficultyPart(name=name, count=count, unit_cost=cost, points=count * cost, unit=unit)
        for (name, unit, cost), count in sorted(
            counts.items(), key=lambda item: (-item[1] * item[0][2], item[0])
        )
    )
    points = sum(part.points for part in parts)
    return Difficulty(
        score=score(points),
        word=word(score(points)),
        points=points,
        parts=parts,
        person_days=_person_days(parts, days) if days else None,
    )


def _person_days(
    parts: Sequence[DifficultyPart], days: Mapping[str, tuple[float, float]]
) -> tuple[float, float]:
    """The fewest and the most days for all parts that the project gave a range for."""
    known = [(part.count, days[part.unit]) for part in parts if part.unit in days]
    fewest = sum(count * low for count, (low, _) in known)
    most = sum(count * high for count, (_, high) in known)
    return round(fewest, 1), round(most, 1)


def _cut_parts(decomposition: Decomposition, cuts: Sequence[Cut]) -> dict[str, Counter[PartKey]]:
    known = {kind.name: kind for kind in tie_kinds(decomposition.cost)}
    parts: dict[str, Counter[PartKey]] = defaultdict(Counter)
    for cut in cuts:
        kind = known[cut.tie]
        out, into = (f"{kind.part} out", f"{kind.part} in") if kind.directed else (kind.part,) * 2
        parts[cut.from_service][out, cut.tie, cut.weight] += 1
        parts[cut.to_service][into, cut.tie, cut.weight] += 1
    return parts


def library_uses(
    decomposition: Decomposition, roles: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Each module of a service with each library module that it uses."""
    return frozenset(
        (dependency.source, dependency.target)
        for dependency in decomposition.codebase.dependencies
        if dependency.source in decomposition.module_service
        and roles.get(dependency.target) == LIBRARY
    )


def _libraries(
    decomposition: Decomposition, roles: Mapping[str, str]
) -> defaultdict[str, set[str]]:
    """The library modules that each service's modules use."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for module, library in library_uses(decomposition, roles):
        used[decomposition.module_service[module]].add(library)
    return used


def _cycles(cuts: Sequence[Cut]) -> Counter[str]:
    """With how many other services each has cuts that point both ways."""
    ways = {(c.from_service, c.to_service) for c in cuts if c.kind != "transaction" and c.weight}
    return Counter(origin for origin, home in ways if (home, origin) in ways)


def _modules_elsewhere(cuts: Sequence[Cut]) -> defaultdict[str, set[str]]:
    """The modules of other services from which a cut comes in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    known = kinds()
    for cut in cuts:
        if known[cut.kind].ends[0] == MODULE and cut.weight:
            found[cut.to_service].add(cut.source)
    return found
