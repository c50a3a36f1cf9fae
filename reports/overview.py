"""The picture of the candidate services and what ties them together."""

from __future__ import annotations

from collections import Counter

import msgspec

from analyzer.model.analysis import Analysis, Cut, Service
from reports.sketch import Edge, Family, Node, Sketch, folded, shade, share
from reports.text import plural

# More ties than these and nobody can follow one: only the heaviest are drawn, the legend says so.
TIES_PER_SERVICE = 2
TIES_AT_LEAST = 24

FAMILIES = (
    Family(
        "data",
        "#b3432b",
        "solid",
        ("transaction", "shared_write", "shared_read", "foreign_key", "join", "cascade"),
    ),
    Family("code", "#33639c", "dashed", ("call", "inherit", "import")),
    Family("messages", "#5d6770", "dotted", ("task", "signal")),
)


class Tie(msgspec.Struct, frozen=True):
    """All cuts of one family from one service to another: counts by kind, weight in points."""

    source: str
    target: str
    family: Family
    kinds: tuple[tuple[str, int], ...]
    weight: int

    @property
    def count(self) -> int:
        """The number of cuts."""
        return sum(count for _, count in self.kinds)

    @property
    def described(self) -> str:
        """The kinds with their counts, and the weight."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.kinds)
        return f"{kinds}: {plural(self.weight, 'point')}"


def overview(analysis: Analysis) -> Sketch:
    """Services as boxes sized by their code, ties as heavy as what they cost to cut."""
    nodes = {service.id: f"service{n}" for n, service in enumerate(analysis.services, 1)}
    largest = max((service.lines for service in analysis.services), default=0)
    every = ties(analysis)
    shown = every[: max(TIES_AT_LEAST, TIES_PER_SERVICE * len(nodes))]
    return Sketch(
        title=_title(analysis),
        nodes=(
            *(_node(nodes[each.id], each, largest) for each in analysis.services),
            *_outside(analysis),
        ),
        edges=tuple(
            _edge(tie, nodes, shown[0].weight)
            for tie in sorted(
                shown, key=lambda tie: (nodes[tie.source], nodes[tie.target], tie.family.name)
            )
        ),
        families=FAMILIES,
        notes=(
            (
                "line",
                "number: cuts; width: what they cost to remove" + folded(len(shown), len(every)),
            ),
            ("box", "size: lines of code; colour and number: how hard it is to extract"),
        ),
    )


def ties(analysis: Analysis) -> list[Tie]:
    """The ties between known services, heaviest first."""
    known = {service.id for service in analysis.services}
    grouped: dict[tuple[str, str, str], list[Cut]] = {}
    for cut in analysis.cuts:
        if cut.from_service in known and cut.to_service in known:
            key = (cut.from_service, cut.to_service, _family(cut.kind).name)
            grouped.setdefault(key, []).append(cut)
    found = [
        Tie(
            source,
            target,
            _family(members[0].kind),
            tuple(sorted(Counter(cut.kind for cut in members).items())),
            sum(cut.weight for cut in members),
        )
        for (source, target, _), members in grouped.items()
    ]
    return sorted(found, key=lambda tie: (-tie.weight, tie.source, tie.target, tie.family.name))


def _family(kind: str) -> Family:
    return next((family for family in FAMILIES if kind in family.kinds), FAMILIES[1])


def _title(analysis: Analysis) -> str:
    summary = analysis.summary
    counts = (plural(summary.services, "candidate service"), plural(summary.cuts, "cut"))
    return f"{analysis.project.name}: {', '.join(counts)}"


def _node(id_: str, service: Service, largest: int) -> Node:
    difficulty = service.difficulty
    return Node(
        id_,
        service.name or service.id,
        (
            f"{plural(len(service.modules), 'module')}, {plural(len(service.tables), 'table')}",
            plural(service.lines, "line"),
            f"{service.extraction_rank}. to extract: {difficulty.word}, {difficulty.score} of 100",
        ),
        fill=shade(difficulty.score),
        size=share(service.lines, largest),
    )


def _outside(analysis: Analysis) -> tuple[Node, ...]:
    """What is of no service, as one box: a net has no frames."""
    roles = Counter(module.role for module in analysis.modules if module.service is None)
    lines = tuple(f"{role}: {plural(count, 'module')}" for role, count in sorted(roles.items()))
    return (Node("outside", "In no service", lines),) if lines else ()


def _edge(tie: Tie, nodes: dict[str, str], heaviest: int) -> Edge:
    return Edge(
        nodes[tie.source],
        nodes[tie.target],
        tie.family,
        str(tie.count),
        tie.described,
        share(tie.weight, heaviest),
    )
