"""Modules, tables and all ties between them as one graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analyzer.model.analysis import Analysis
from reports.links import End, links
from reports.text import printable

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def network(analysis: Analysis) -> MultiDiGraph:
    """A node for each module and table, an edge for each kind of tie between two.

    Nodes bear their `kind` (module or table), `service` ("" for none), and what is known of a
    module (`role`, `lines`, `path`) or a table (`module`, `origin`). Edges bear their `kind`, their
    `weight` in lines of code, and whether they are `crossing` from one service into another.
    """
    from networkx import MultiDiGraph

    graph = MultiDiGraph(name=printable(analysis.project.name))
    services: dict[str, str] = {}
    for module in analysis.modules:
        node = _node(End(module.name))
        services[node] = printable(module.service or "")
        graph.add_node(
            node,
            label=printable(module.name),
            kind="module",
            service=services[node],
            role=printable(module.role),
            lines=module.lines,
            path=printable(module.path),
        )
    for table in analysis.tables:
        node = _node(End(table.id, table=True))
        services[node] = printable(table.service or "")
        graph.add_node(
            node,
            label=printable(table.name),
            kind="table",
            service=services[node],
            module=printable(table.module or ""),
            origin=printable(table.origin),
        )
    for (source, target, kind), places in _weights(analysis).items():
        if source in services and target in services:
            ends = {services[source], services[target]} - {""}
            graph.add_edge(
                source, target, key=kind, kind=kind, weight=places, crossing=len(ends) > 1
            )
    return graph


def _node(end: End) -> str:
    return printable(f"{'table' if end.table else 'module'} {end.name}")


def _weights(analysis: Analysis) -> dict[tuple[str, str, str], int]:
    found: Counter[tuple[str, str, str]] = Counter()
    for link in links(analysis):
        found[_node(link.source), _node(link.target), printable(link.kind)] += link.places
    return dict(sorted(found.items()))
