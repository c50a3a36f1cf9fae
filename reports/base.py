"""What a report format is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, Self, runtime_checkable

from analyzer.model.analysis import Analysis
from reports.source_link import SourceLink

Rendered = str | bytes | Mapping[str, str | bytes]


@runtime_checkable
class Report(Protocol):
    """A format: a pure function from an `Analysis` to a document, in one file of this folder.

    `name` is what `--format` takes, `suffix` what such a file ends in (with its dot), `summary`
    one line of help. A format whose document is several files renders a mapping of file names to
    their content. The module offers an instance as `REPORT`; what is heavy is imported when
    rendering. Whatever stands in the scanned code is hostile text: see `reports.text`.
    """

    name: str
    suffix: str
    summary: str

    def render(self, analysis: Analysis) -> Rendered:
        """The document; text ends with a newline, and equal analyses give equal bytes.

        Raises:
            MissingProgram: a program or a library that this format needs is not installed.
        """
        ...


@runtime_checkable
class Focusable(Report, Protocol):
    """A format that can also show one thing close up."""

    def focused(self, focus: str) -> Self:
        """The format for a close-up of a service, a module or a table of that name."""
        ...


@runtime_checkable
class Linkable(Report, Protocol):
    """A format in which evidence can lead to the code."""

    def linked(self, link: SourceLink) -> Self:
        """The format with such links."""
        ...
