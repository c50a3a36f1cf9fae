"""A second evaluator of cuts and points, from the document alone, as a page would count them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from analyzer.model.analysis import Analysis
from analyzer.model.ties import Tie, TieKind


@dataclass(frozen=True)
class Place:
    """Where the members of a plan are: modules, parts of divided modules, and tables."""

    modules: Mapping[str, str]
    tables: Mapping[str, str]

    def of(self, kind: str) -> Mapping[str, str]:
        return self.modules if kind == "module" else self.tables


@dataclass
class Count:
    """How many cuts of each kind there are, and what each service pays in each part."""

    cuts: Counter[str] = field(default_factory=Counter)
    points: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def proposed(analysis: Analysis) -> Place:
    modules = {m.name: m.service for m in analysis.modules if m.service is not None}
    parts = {p.name: p.service for p in analysis.parts if p.service is not None}
    tables = {t.id: t.service for t in analysis.tables if t.service is not None}
    return Place({**modules, **parts}, tables)


def recount(analysis: Analysis, place: Place) -> Count:
    kinds = {kind.name: kind for kind in analysis.tie_kinds}
    whole = {part.name: part.module for part in analysis.parts}
    count = Count()
    weights: dict[tuple[str, ...], tuple[int, TieKind]] = {}
    for tie in analysis.ties:
        kind = kinds[tie.kind]
        for ends in _crossed(tie, kind, place) if kind.cut else ():
            key = (kind.cut, *ends, whole.get(tie.source, tie.source), str(_target(tie, whole)))
            known = weights.get(key)
            if known is None or kind.unit_cost > known[0]:
                weights[key] = kind.unit_cost, kind
    for (cut, origin, home, *_), (weight, kind) in weights.items():
        count.cuts[cut] += 1
        count.points[origin][f"{kind.part} out" if kind.directed else kind.part] += weight
        count.points[home][f"{kind.part} in" if kind.directed else kind.part] += weight
    _add_rest(analysis, place, count, weights)
    return count


def _add_rest(
    analysis: Analysis,
    place: Place,
    count: Count,
    weights: Mapping[tuple[str, ...], tuple[int, TieKind]],
) -> None:
    costs = analysis.unit_costs
    ways = {key[1:3] for key, (weight, _) in weights.items() if weight and key[0] != "transaction"}
    for origin, home in ways:
        if (home, origin) in ways:
            count.points[origin]["cycles"] += costs["cycle"]
    elsewhere = {
        (key[2], key[3])
        for key, (weight, kind) in weights.items()
        if weight and kind.source == "module"
    }
    for home, _ in elsewhere:
        count.points[home]["modules elsewhere to change"] += costs["module"]
    libraries = {
        (place.modules[tie.source], tie.target)
        for tie in analysis.ties
        if tie.kind == "library" and tie.source in place.modules
    }
    for service, _ in libraries:
        count.points[service]["shared libraries"] += costs["library"]


def _crossed(tie: Tie, kind: TieKind, place: Place) -> Iterator[tuple[str, str]]:
    if isinstance(tie.target, str):
        origin = place.of(kind.source).get(tie.source)
        home = place.of(kind.target).get(tie.target)
        # A module with a role, or a table of no service, ties nothing.
        if origin is not None and home is not None and origin != home:
            yield origin, home
        return
    yield from combinations(sorted({place.tables[t] for t in tie.target if t in place.tables}), 2)


def _target(tie: Tie, whole: Mapping[str, str]) -> str | tuple[str, ...]:
    return whole.get(tie.target, tie.target) if isinstance(tie.target, str) else tie.target
