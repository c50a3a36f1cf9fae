"""The graph of modules and tables as GEXF."""

from __future__ import annotations

import re

from analyzer.model.analysis import Analysis
from reports.network import network

# networkx writes down the day and its version: the same code would not give the same bytes.
_META = re.compile(r"<meta\b.*?</meta>", re.DOTALL)


class Gexf:
    """The graph of the format `graphml`, in Gephi's own language."""

    name = "gexf"
    suffix = ".gexf"
    summary = "the same graph for Gephi"

    def render(self, analysis: Analysis) -> str:
        """The graph's text."""
        from networkx import generate_gexf

        text = "\n".join(generate_gexf(network(analysis)))
        return _META.sub("<meta><creator>seamline</creator></meta>", text, count=1) + "\n"


REPORT = Gexf()
