"""What was seen of the code, and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.model.analysis import Analysis
from analyzer.model.place import Diagnostic, Location
from reports.digest import Digest
from reports.markdown.markup import bullets, code, place, prose, table
from reports.source_link import SourceLink


def seen(content: Digest, analysis: Analysis, link: SourceLink | None) -> Iterator[str]:
    """How much was resolved, and for what is missing the reasons with a place each."""
    yield from ("", "## What was seen", "")
    yield from bullets(content.seen)
    yield from _tally("Not resolved", analysis.unresolved, link)
    yield from _tally("Diagnostics", analysis.diagnostics, link)


def _tally(title: str, diagnostics: Sequence[Diagnostic], link: SourceLink | None) -> Iterator[str]:
    if not diagnostics:
        return
    first: dict[str, Diagnostic] = {}
    for diagnostic in diagnostics:
        first.setdefault(diagnostic.code, diagnostic)
    counts = Counter(diagnostic.code for diagnostic in diagnostics)
    rows = [
        (
            code(slug),
            f"{count:,}",
            place(Location(first[slug].path, first[slug].line), link),
            prose(first[slug].message),
        )
        for slug, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    yield ""
    yield from table((title, "Count", "For example", "Why"), "lrll", rows)
