"""A map of the candidate services in Graphviz's language."""

from __future__ import annotations

import html
import math
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from analyzer.model.analysis import Analysis, Cut, Service
from reports.text import plural, safe

if TYPE_CHECKING:
    from graphviz import Digraph

NAME_LIMIT = 40

# More ties than these and nobody can follow one: only the heaviest are drawn, the legend says so.
TIES_PER_SERVICE = 2
TIES_AT_LEAST = 24

# Where each fill ends, on the scale of difficulty: easy, moderate, hard, very hard.
FILLS = ((25, "#d9efdd"), (50, "#f1f1c9"), (75, "#fbe3c3"), (math.inf, "#f6cfc6"))


class Dot:
    """Services as nodes, sized by their code; ties as edges, as heavy as what they cost to cut."""

    name = "dot"
    suffix = ".dot"
    summary = "a map of the services for Graphviz"

    def render(self, analysis: Analysis) -> str:
        """The text of the graph."""
        return str(graph(analysis).source)


REPORT = Dot()


class Family(msgspec.Struct, frozen=True):
    """Kinds of cuts that are drawn alike: told apart by line style as well as by colour."""

    name: str
    colour: str
    style: str
    kinds: tuple[str, ...]


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
    """All cuts of one family from one service to another."""

    source: str
    target: str
    family: Family
    kinds: tuple[tuple[str, int], ...]
    weight: int

    @property
    def count(self) -> int:
        """The number of cuts."""
        return sum(count for _, count in self.kinds)


def graph(analysis: Analysis) -> Digraph:
    """The map as a graph that `graphviz` can write or draw."""
    from graphviz import Digraph

    drawing = Digraph(
        "seamline",
        comment="seamline: candidate services and what ties them together",
        graph_attr=_GRAPH,
        node_attr=_NODE,
        edge_attr=_EDGE,
    )
    drawing.attr(label=_plain(_title(analysis)))
    nodes = {service.id: f"service{n}" for n, service in enumerate(analysis.services, 1)}
    largest = max((service.lines for service in analysis.services), default=0)
    for service in analysis.services:
        _add_service(drawing, nodes[service.id], service, largest)
    _add_outside(drawing, analysis)
    ties = _ties(analysis.cuts, nodes)
    shown = ties[: max(TIES_AT_LEAST, TIES_PER_SERVICE * len(nodes))]
    for tie in sorted(
        shown, key=lambda tie: (nodes[tie.source], nodes[tie.target], tie.family.name)
    ):
        _add_tie(drawing, nodes, tie, shown[0].weight)
    _add_legend(drawing, len(shown), len(ties))
    return drawing


_FONT = {"fontname": "Helvetica,Arial,sans-serif"}
_GRAPH = {
    **_FONT,
    # Services are tied in rings, so layers (Graphviz's default) draw them as one long row.
    "layout": "fdp",
    "overlap": "prism",
    "sep": "+35",
    "K": "2.5",
    "splines": "true",
    "labelloc": "t",
    "fontsize": "18",
    "bgcolor": "white",
    "outputorder": "edgesfirst",
}
_NODE = {**_FONT, "shape": "box", "style": "rounded,filled", "penwidth": "1.2", "color": "#444c54"}
_EDGE = {**_FONT, "len": "4", "fontsize": "10", "arrowsize": "0.7"}


def _plain(text: str) -> str:
    # Neither an HTML label nor an escape sequence, whatever the scanned code calls itself.
    from graphviz import escape

    return str(escape(text))


def _markup(text: str) -> str:
    # Graphviz refuses an element without text, and knows \N and its kin even in markup.
    shown = safe(text.strip() or "(no name)", NAME_LIMIT)
    return html.escape(shown).replace("\\", "\\\\")


def _title(analysis: Analysis) -> str:
    summary = analysis.summary
    counts = (plural(summary.services, "candidate service"), plural(summary.cuts, "cut"))
    return f"{safe(analysis.project.name, 80)}: {', '.join(counts)}"


def _add_service(drawing: Digraph, node: str, service: Service, largest: int) -> None:
    share = math.sqrt(service.lines / largest) if largest else 0.0
    difficulty = f"{safe(service.difficulty.word, 20)}, {service.difficulty.score} of 100"
    lines = (
        f"<b>{_markup(service.name or service.id)}</b>",
        f"{plural(len(service.modules), 'module')}, {plural(len(service.tables), 'table')}",
        plural(service.lines, "line"),
        f"{service.extraction_rank}. to extract: {_markup(difficulty)}",
    )
    drawing.node(
        node,
        f"<{'<br/>'.join(lines)}>",
        width=f"{1.4 + 1.6 * share:.2f}",
        height=f"{0.8 + 0.9 * share:.2f}",
        fontsize=f"{11 + 5 * share:.0f}",
        fillcolor=_fill(service.difficulty.score),
    )


def _fill(score: int) -> str:
    return next(fill for limit, fill in FILLS if score < limit)


def _add_outside(drawing: Digraph, analysis: Analysis) -> None:
    roles = Counter(module.role for module in analysis.modules if module.service is None)
    if not roles:
        return
    with drawing.subgraph(name="cluster_outside") as cluster:
        cluster.attr(label="In no service", style="dashed", color="#8a939b", fontsize="12")
        for number, (role, count) in enumerate(sorted(roles.items()), 1):
            label = f"{safe(role, NAME_LIMIT)}: {plural(count, 'module')}"
            cluster.node(f"outside{number}", _plain(label), fillcolor="#eceff1", fontsize="11")


def _ties(cuts: tuple[Cut, ...], known: dict[str, str]) -> list[Tie]:
    """The ties between known services, heaviest first."""
    grouped: dict[tuple[str, str, str], list[Cut]] = {}
    for cut in cuts:
        if cut.from_service in known and cut.to_service in known:
            key = (cut.from_service, cut.to_service, _family(cut.kind).name)
            grouped.setdefault(key, []).append(cut)
    ties = [
        Tie(
            source,
            target,
            _family(members[0].kind),
            tuple(sorted(Counter(cut.kind for cut in members).items())),
            sum(cut.weight for cut in members),
        )
        for (source, target, _), members in grouped.items()
    ]
    return sorted(ties, key=lambda tie: (-tie.weight, tie.source, tie.target, tie.family.name))


def _family(kind: str) -> Family:
    return next((family for family in FAMILIES if kind in family.kinds), FAMILIES[1])


def _add_tie(drawing: Digraph, nodes: dict[str, str], tie: Tie, heaviest: int) -> None:
    share = math.sqrt(tie.weight / heaviest) if heaviest > 0 else 0.0
    kinds = ", ".join(f"{count} {safe(kind, NAME_LIMIT)}" for kind, count in tie.kinds)
    drawing.edge(
        nodes[tie.source],
        nodes[tie.target],
        label=str(tie.count),
        tooltip=_plain(f"{kinds}: {plural(tie.weight, 'point')}"),
        color=tie.family.colour,
        fontcolor=tie.family.colour,
        style=tie.family.style,
        penwidth=f"{1 + 4 * share:.2f}",
        weight=str(1 + round(9 * share)),
    )


def _add_legend(drawing: Digraph, shown: int, ties: int) -> None:
    samples = {
        "solid": "\u2501\u2501\u2501",
        "dashed": "\u2501 \u2501",
        "dotted": "\u00b7 \u00b7 \u00b7",
    }
    rows = [
        (f'<font color="{family.colour}">{samples[family.style]}</font>', _described(family))
        for family in FAMILIES
    ]
    folded = f"; the {shown} heaviest of {ties} are drawn" if shown < ties else ""
    rows += [
        ("line", f"number: cuts; width: what they cost to remove{folded}"),
        ("box", "size: lines of code; colour and number: how hard it is to extract"),
    ]
    cells = "".join(
        f'<tr><td align="right">{mark}</td><td align="left">{text}</td></tr>' for mark, text in rows
    )
    drawing.node(
        "legend",
        f'<<table border="0" cellborder="0" cellspacing="2">{cells}</table>>',
        fillcolor="white",
        color="#8a939b",
        fontsize="11",
    )


def _described(family: Family) -> str:
    return f"{family.name}: {', '.join(family.kinds)}".replace("_", " ")
