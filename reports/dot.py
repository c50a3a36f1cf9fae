"""Pictures in Graphviz's language."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from analyzer.model.analysis import Analysis
from reports.closeup import closeup
from reports.overview import overview
from reports.sketch import Edge, Node, Sketch
from reports.text import safe

if TYPE_CHECKING:
    from graphviz import Digraph

NAME_LIMIT = 40
TITLE_LIMIT = 120


class Dot:
    """The map of the services; focused, a service's inside or a neighbourhood."""

    name = "dot"
    suffix = ".dot"
    summary = "a map of the services for Graphviz"

    def __init__(self, focus: str | None = None) -> None:
        self._focus = focus

    def focused(self, focus: str) -> Dot:
        """The same format for a close-up of a service, a module or a table."""
        return Dot(focus)

    def render(self, analysis: Analysis) -> str:
        """The text of the graph.

        Raises:
            UnknownName: there is nothing called like the focus.
        """
        return str(graph(picture(analysis, self._focus)).source)


REPORT = Dot()


def picture(analysis: Analysis, focus: str | None) -> Sketch:
    """The overview, or the close-up of what `focus` names.

    Raises:
        UnknownName: there is nothing of that name.
    """
    return overview(analysis) if focus is None else closeup(analysis, focus)


def graph(sketch: Sketch) -> Digraph:
    """A sketch as a graph that `graphviz` can write or draw."""
    from graphviz import Digraph

    drawing = Digraph(
        "seamline",
        comment="seamline: what ties the code together",
        graph_attr={**_GRAPH, **(_LAYERS if sketch.layered else _NET)},
        node_attr=_NODE,
        edge_attr=_EDGE if sketch.layered else {**_EDGE, "len": "2.5"},
    )
    drawing.attr(label=_plain(safe(sketch.title, TITLE_LIMIT)))
    for node in sketch.nodes:
        if node.group is None:
            _add_node(drawing, node)
    for group in sketch.groups:
        style, colour = ("dashed", "#8a939b") if group.aside else ("rounded,filled", "#c3cad1")
        with drawing.subgraph(name=f"cluster_{group.id}") as cluster:
            label = _plain(safe(group.title, NAME_LIMIT))
            cluster.attr(label=label, style=style, color=colour, fillcolor="#f8f9fa", fontsize="12")
            for node in sketch.nodes:
                if node.group == group.id:
                    _add_node(cluster, node)
    for edge in sketch.edges:
        _add_edge(drawing, edge)
    _add_legend(drawing, sketch)
    return drawing


_FONT = {"fontname": "Helvetica,Arial,sans-serif"}
_GRAPH = {
    **_FONT,
    "labelloc": "t",
    "fontsize": "18",
    "bgcolor": "white",
    "outputorder": "edgesfirst",
}
# Services are tied in rings, so layers (Graphviz's default) would draw them as one long row. Not
# fdp, which keeps frames together: it lays out by chance, the same graph now so and now otherwise.
_NET = {"layout": "neato", "overlap": "prism", "sep": "+20", "splines": "true"}
_LAYERS = {"rankdir": "LR", "ranksep": "1.2", "nodesep": "0.15", "concentrate": "false"}
_NODE = {**_FONT, "shape": "box", "style": "rounded,filled", "penwidth": "1.2", "color": "#444c54"}
_EDGE = {**_FONT, "fontsize": "10", "arrowsize": "0.7"}


def _plain(text: str) -> str:
    # Neither an HTML label nor an escape sequence, whatever the scanned code calls itself.
    from graphviz import escape

    return str(escape(text))


def _markup(text: str) -> str:
    # Graphviz refuses an element without text, and knows \N and its kin even in markup.
    shown = safe(text.strip() or "(no name)", NAME_LIMIT)
    return html.escape(shown).replace("\\", "\\\\")


def _add_node(drawing: Digraph, node: Node) -> None:
    label = "<br/>".join((f"<b>{_markup(node.title)}</b>", *map(_markup, node.lines)))
    if node.size is None:
        sized = {"fontsize": "11"}
    else:
        sized = {
            "width": f"{1.4 + 1.6 * node.size:.2f}",
            "height": f"{0.8 + 0.9 * node.size:.2f}",
            "fontsize": f"{11 + 5 * node.size:.0f}",
        }
    shape = {"shape": "cylinder", "style": "filled"} if node.store else {}
    drawing.node(node.id, f"<{label}>", fillcolor=node.fill, **sized, **shape)


def _add_edge(drawing: Digraph, edge: Edge) -> None:
    drawing.edge(
        edge.source,
        edge.target,
        label=_plain(edge.label),
        tooltip=_plain(safe(edge.detail)),
        color=edge.family.colour,
        fontcolor=edge.family.colour,
        style=edge.family.style,
        penwidth=f"{1 + 4 * edge.share:.2f}",
        weight=str(1 + round(9 * edge.share)),
    )


_SAMPLES = {
    "solid": "\u2501\u2501\u2501",
    "dashed": "\u2501 \u2501",
    "dotted": "\u00b7 \u00b7 \u00b7",
}


def _add_legend(drawing: Digraph, sketch: Sketch) -> None:
    rows = [
        (f'<font color="{family.colour}">{_SAMPLES[family.style]}</font>', family.described)
        for family in sketch.families
    ]
    rows += [(html.escape(mark), html.escape(meaning)) for mark, meaning in sketch.notes]
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
