"""The picture of what is around a module or a table, or inside a service."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.analysis import Analysis, Module, Service, Table
from reports.digest import names
from reports.inside import inside
from reports.links import FAMILIES, End, edges, nearest, tally
from reports.sketch import FOCUS, PLAIN, STORE, Group, Node, Sketch, folded
from reports.subjects import find

# What can still be read on a screen.
NEIGHBOURS_SHOWN = 24
EDGES_SHOWN = 60

_ELSEWHERE = Group("elsewhere", "In no service", aside=True)


def closeup(analysis: Analysis, focus: str) -> Sketch:
    """The picture of what `focus` names.

    Raises:
        UnknownName: there is nothing of that name.
    """
    subject = find(analysis, focus)
    return inside(analysis, subject) if isinstance(subject, Service) else around(analysis, subject)


def around(analysis: Analysis, subject: Module | Table) -> Sketch:
    """A module or a table, and what is tied to it, framed by services."""
    middle = End(subject.name) if isinstance(subject, Module) else End(subject.id, table=True)
    homes = dict(_homes(analysis))
    ids = {end: f"n{number}" for number, end in enumerate(homes, 1)}
    found = tally(analysis, ids, {ids[middle]})
    others = {node for source, target, _ in found for node in (source, target)} - {ids[middle]}
    shown = nearest(found, others, NEIGHBOURS_SHOWN) | {ids[middle]}
    frames = {
        service: Group(f"g{number}", title)
        for number, (service, title) in enumerate(names(analysis).items(), 1)
    }
    nodes = tuple(
        Node(
            ids[end],
            end.name,
            fill=FOCUS if end == middle else STORE if end.table else PLAIN,
            store=end.table,
            group=frames.get(home or "", _ELSEWHERE).id,
        )
        for end, home in homes.items()
        if ids[end] in shown
    )
    drawn, every = edges(found, shown, EDGES_SHOWN)
    held = {node.group for node in nodes}
    return Sketch(
        title=f"Around {middle.name}",
        nodes=nodes,
        edges=drawn,
        families=tuple(each for each in FAMILIES if any(edge.family == each for edge in drawn)),
        notes=(
            ("line", "number and width: lines of code" + folded(len(drawn), every)),
            ("frame", "a service" + folded(len(shown) - 1, len(others), "neighbour")),
        ),
        groups=tuple(group for group in (*frames.values(), _ELSEWHERE) if group.id in held),
        layered=True,
    )


def _homes(analysis: Analysis) -> Iterator[tuple[End, str | None]]:
    """Every module and table with the id of its service."""
    yield from ((End(module.name), module.service) for module in analysis.modules)
    yield from ((End(table.id, table=True), table.service) for table in analysis.tables)
