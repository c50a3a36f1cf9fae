"""The map of the candidate services as pixels, for where no SVG can be shown."""

from __future__ import annotations

from analyzer.model.analysis import Analysis
from reports.svg import drawn


class Png:
    """The picture of the format `svg`, in pixels."""

    name = "png"
    suffix = ".png"
    summary = "the same map in pixels; needs Graphviz's program dot"

    def __init__(self, focus: str | None = None) -> None:
        self._focus = focus

    def focused(self, focus: str) -> Png:
        """The same format for a close-up of a service, a module or a table."""
        return Png(focus)

    def render(self, analysis: Analysis) -> bytes:
        """The picture's bytes.

        Raises:
            MissingProgram: `dot` is not installed.
            UnknownName: there is nothing called like the focus.
        """
        return drawn(analysis, self._focus, self.name)


REPORT = Png()
