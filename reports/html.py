"""The report that people look at together: one page, offline, with the analysis inside.

The page itself is built once, from `reports/web`; rendering only puts the analysis into it. Names
and SQL of the scanned code are hostile text, so the data stands in a block that no browser runs,
with every character escaped that could end it, and the page's policy (written by the build) lets
nothing run but the page's own script and nothing leave at all.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from html import escape
from pathlib import Path

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.errors import PageNotBuilt
from reports.digest import Digest, digest
from reports.document import dump
from reports.source_link import SourceLink
from reports.text import plural, safe

PAGE = Path(__file__).parent / "web" / "dist" / "index.html"

TITLE = "<title>seamline</title>"
SUMMARY = "<!--seamline:summary-->"
ANALYSIS = "<!--seamline:analysis-->"

# Whatever could end the block, open a comment in it, or end a line of a script.
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


# From so many characters on the data are deflated: a page is mailed and kept. Below, it stays text
# that can be searched.
_LARGE = 1_000_000


class Html:
    """Summary, map, tables, candidates and findings in one offline page."""

    name = "html"
    suffix = ".html"
    summary = "the report to look at and to show: one offline page"

    def __init__(self, link: SourceLink | None = None) -> None:
        self._link = link

    def linked(self, link: SourceLink) -> Html:
        """The same format, its evidence linked to the code."""
        return Html(link)

    def render(self, analysis: Analysis) -> str:
        """The page with the analysis inside.

        Raises:
            PageNotBuilt: in a checkout where the front end was never built.
        """
        return fill(template(PAGE), analysis, self._link)


REPORT = Html()


def template(page: Path) -> str:
    """The built page without an analysis.

    Raises:
        PageNotBuilt: there is none.
    """
    try:
        return page.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PageNotBuilt(
            "The page of the HTML report was not built.",
            "Run `npm ci && npm run build` in reports/web, or `uv sync`, which does.",
        ) from None


def fill(page: str, analysis: Analysis, link: SourceLink | None = None) -> str:
    """`page` with its title, the data of `analysis`, and a summary for readers without scripts."""
    summary = digest(analysis)
    title = f"<title>{_text(summary.project.name)} · seamline</title>"
    return (
        page.replace(TITLE, title, 1)
        .replace(SUMMARY, _summary(summary), 1)
        .replace(ANALYSIS, _data(analysis, link), 1)
    )


def _data(analysis: Analysis, link: SourceLink | None) -> str:
    # No view shows it, and a big program's reach is most of its document.
    shown = msgspec.structs.replace(analysis, reach=())
    to = f' data-source-link="{escape(link.template)}"' if link else ""
    text = dump(shown)
    if len(text) < _LARGE:
        data = text.translate(_ESCAPES)
        return f'<script type="application/json" id="analysis"{to}>\n{data}</script>'
    letters = b64encode(zlib.compress(text.encode(), level=9)).decode()
    block = f'id="analysis"{to} data-deflated'
    return f'<script type="application/json" {block}>\n{letters}</script>'


def _summary(summary: Digest) -> str:
    numbers = summary.summary
    counts = [
        plural(numbers.modules, "module"),
        plural(numbers.lines, "line"),
        plural(numbers.tables, "table"),
        plural(numbers.services, "candidate service"),
        plural(numbers.cuts, "cut"),
    ]
    services = [
        f"{line.name}: {plural(line.modules, 'module')}, {plural(line.tables, 'table')}, "
        f"{plural(line.cuts, 'cut')}, {line.word}"
        for line in summary.services
    ]
    return "\n".join(
        [
            f"<h1>{_text(summary.project.name)}</h1>",
            f"<p>{_text(summary.headline)}</p>",
            _list("ul", summary.reasons),
            f"<p>{_text(', '.join(counts))}</p>",
            "<h2>Candidates in order of extraction</h2>",
            _list("ol", services),
            "<p>Scripts are off: the map, the tables and the evidence need them. "
            "Nothing in this page reaches for the network.</p>",
        ]
    )


def _list(tag: str, items: list[str] | tuple[str, ...]) -> str:
    return f"<{tag}>{''.join(f'<li>{_text(item)}</li>' for item in items)}</{tag}>"


def _text(text: str) -> str:
    return escape(safe(text, limit=1000))
