"""The map of the candidate services, drawn."""

from __future__ import annotations

from analyzer.model.analysis import Analysis
from analyzer.model.errors import MissingProgram
from reports.dot import graph, picture


class Svg:
    """What `dot` draws of the graph that the format `dot` writes."""

    name = "svg"
    suffix = ".svg"
    summary = "the same map as a picture; needs Graphviz's program dot"

    def __init__(self, focus: str | None = None) -> None:
        self._focus = focus

    def focused(self, focus: str) -> Svg:
        """The same format for a close-up of a service, a module or a table."""
        return Svg(focus)

    def render(self, analysis: Analysis) -> str:
        """The picture's text.

        Raises:
            MissingProgram: `dot` is not installed.
            UnknownName: there is nothing called like the focus.
        """
        return drawn(analysis, self._focus, self.name).decode()


REPORT = Svg()


def drawn(analysis: Analysis, focus: str | None, form: str) -> bytes:
    """The picture as Graphviz draws it in one of its formats.

    Raises:
        MissingProgram: `dot` is not installed.
        UnknownName: there is nothing called like the focus.
    """
    from graphviz import ExecutableNotFound

    try:
        return bytes(graph(picture(analysis, focus)).pipe(format=form, quiet=True))
    except ExecutableNotFound:
        raise MissingProgram(
            f"The format {form} needs the program dot of Graphviz, which is not installed.",
            "Install it (Debian: apt install graphviz; macOS: brew install graphviz), "
            "or use the format dot, which needs no program.",
        ) from None
