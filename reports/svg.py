"""The map of the candidate services, drawn."""

from __future__ import annotations

from analyzer.model.analysis import Analysis
from analyzer.model.errors import MissingProgram
from reports.dot import graph


class Svg:
    """What `dot` draws of the graph that the format `dot` writes."""

    name = "svg"
    suffix = ".svg"
    summary = "the same map as a picture; needs Graphviz's program dot"

    def render(self, analysis: Analysis) -> str:
        """The picture's text.

        Raises:
            MissingProgram: `dot` is not installed.
        """
        from graphviz import ExecutableNotFound

        try:
            return str(graph(analysis).pipe(format="svg", encoding="utf-8", quiet=True))
        except ExecutableNotFound:
            raise MissingProgram(
                "The format svg needs the program dot of Graphviz, which is not installed.",
                "Install it (Debian: apt install graphviz; macOS: brew install graphviz), "
                "or use the format dot, which needs no program.",
            ) from None


REPORT = Svg()
