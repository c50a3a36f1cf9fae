"""The graph of modules and tables as GraphML."""

from __future__ import annotations

from analyzer.model.analysis import Analysis
from reports.network import network


class GraphMl:
    """Modules and tables as nodes, all ties as edges, each with what is known of it."""

    name = "graphml"
    suffix = ".graphml"
    summary = "modules, tables and ties as a graph, for yEd, Gephi, igraph and others"

    def render(self, analysis: Analysis) -> str:
        """The graph's text."""
        from networkx import generate_graphml

        return "\n".join(generate_graphml(network(analysis), named_key_ids=True)) + "\n"


REPORT = GraphMl()
