"""The analysis document itself, which `seamline report` reads again."""

from __future__ import annotations

from analyzer.model.analysis import Analysis
from reports.document import dump


class Json:
    """One JSON object, one row of a list to a line."""

    name = "json"
    suffix = ".json"
    summary = "the whole analysis, for programs; see its JSON Schema"

    def render(self, analysis: Analysis) -> str:
        """The document as `reports.document.dump` lays it out."""
        return dump(analysis)


REPORT = Json()
