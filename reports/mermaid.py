"""Pictures in Mermaid's language, which many wikis and forges draw by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.analysis import Analysis
from reports.dot import NAME_LIMIT, picture
from reports.sketch import Family, Node, Sketch
from reports.text import safe

_LINES = {"solid": "--", "dashed": "-.", "dotted": "-."}
_HEADS = {"solid": "-->", "dashed": ".->", "dotted": ".->"}


class Mermaid:
    """The map of the services as a flowchart; focused, a service's inside or a neighbourhood."""

    name = "mermaid"
    suffix = ".mmd"
    summary = "the same map for a wiki or a pull request, as a Mermaid flowchart"

    def __init__(self, focus: str | None = None) -> None:
        self._focus = focus

    def focused(self, focus: str) -> Mermaid:
        """The same format for a close-up of a service, a module or a table."""
        return Mermaid(focus)

    def render(self, analysis: Analysis) -> str:
        """The flowchart's text.

        Raises:
            UnknownName: there is nothing called like the focus.
        """
        return "\n".join(_chart(picture(analysis, self._focus))) + "\n"


REPORT = Mermaid()


def _chart(sketch: Sketch) -> Iterator[str]:
    yield f"%% {_comment(sketch.title)}"
    yield "%% Lines are told apart so:"
    yield from (
        f"%%   {family.colour} {family.style}: {family.described}" for family in sketch.families
    )
    yield from (f"%%   {mark}: {meaning}" for mark, meaning in sketch.notes)
    yield "flowchart LR"
    yield from (f"  {_node(node)}" for node in sketch.nodes if node.group is None)
    for group in sketch.groups:
        yield f"  subgraph {group.id} [{_quoted(group.title)}]"
        yield from (f"    {_node(node)}" for node in sketch.nodes if node.group == group.id)
        yield "  end"
    for edge in sketch.edges:
        line, head = _LINES[edge.family.style], _HEADS[edge.family.style]
        label = _quoted(f"{edge.label} {edge.family.name}")
        yield f"  {edge.source} {line} {label} {head} {edge.target}"
    yield from _styles(sketch)


def _node(node: Node) -> str:
    label = _quoted(node.title, *node.lines)
    return f"{node.id}[({label})]" if node.store else f"{node.id}({label})"


def _quoted(*lines: str) -> str:
    """A label: whatever could be markup, a keyword or an end of it goes as a character's number."""
    return '"' + "<br/>".join(map(_escaped, lines)) + '"'


def _escaped(text: str) -> str:
    shown = safe(text.strip() or "(no name)", NAME_LIMIT)
    return "".join(c if c.isalnum() or c in " .,_" else f"#{ord(c)};" for c in shown)


def _comment(text: str) -> str:
    # Braces behind %% would be a directive.
    return safe(text).replace("{", "(").replace("}", ")")


def _styles(sketch: Sketch) -> Iterator[str]:
    fills = sorted({node.fill for node in sketch.nodes})
    for number, fill in enumerate(fills, 1):
        members = ",".join(node.id for node in sketch.nodes if node.fill == fill)
        yield f"  classDef fill{number} fill:{fill},stroke:#444c54,color:#000"
        yield f"  class {members} fill{number}"
    for group in sketch.groups:
        yield f"  style {group.id} fill:#f8f9fa,stroke:#8a939b"
    for family in sketch.families:
        yield from _link_styles(sketch, family)


def _link_styles(sketch: Sketch, family: Family) -> Iterator[str]:
    """Colours and widths of a family's lines, which Mermaid knows by their numbers."""
    widths: dict[int, list[str]] = {}
    for number, edge in enumerate(sketch.edges):
        if edge.family == family:
            widths.setdefault(1 + round(4 * edge.share), []).append(str(number))
    for width, numbers in sorted(widths.items()):
        style = f"stroke:{family.colour},stroke-width:{width}px"
        yield f"  linkStyle {','.join(numbers)} {style}"
