"""The report for a wiki page or a pull request, in GitHub's Markdown; a module for each section."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.analysis import Analysis
from reports.digest import digest, names
from reports.markdown.candidate import candidate
from reports.markdown.candidates import candidates, division, numbers, quality
from reports.markdown.common import hubs, shared
from reports.markdown.markup import bullets, prose
from reports.markdown.offer import offer
from reports.markdown.preparing import preparing
from reports.markdown.sagas import sagas
from reports.markdown.seen import seen
from reports.source_link import SourceLink


class Markdown:
    """The verdict, the candidates and what to do first, and for each candidate its API and cost."""

    name = "markdown"
    suffix = ".md"
    summary = "a page for a wiki or a pull request"

    def __init__(self, link: SourceLink | None = None) -> None:
        self._link = link

    def linked(self, link: SourceLink) -> Markdown:
        """The same format, its evidence linked to the code."""
        return Markdown(link)

    def render(self, analysis: Analysis) -> str:
        """The page; whatever stands in the scanned code is code or plain text on it."""
        return "\n".join(_page(analysis, self._link)) + "\n"


REPORT = Markdown()


def _page(analysis: Analysis, link: SourceLink | None) -> Iterator[str]:
    content = digest(analysis)
    named = names(analysis)
    yield f"# {prose(content.project.name)}: where to cut"
    yield from ("", f"**{prose(content.headline)}.**", "")
    yield from bullets(content.reasons)
    yield from numbers(content)
    yield from candidates(content, analysis)
    yield from quality(analysis)
    yield from division(content, named)
    yield from preparing(analysis.roadmap, named, link)
    yield from shared(content, named)
    yield from sagas(analysis.sagas, named, link)
    yield from hubs(content, analysis.hubs, named)
    interfaces = {interface.service: interface for interface in analysis.interfaces}
    for service in sorted(analysis.services, key=lambda item: (item.extraction_rank, item.id)):
        yield from candidate(service, analysis.cuts, named, link)
        if service.id in interfaces:
            yield from offer(interfaces[service.id], named, link)
    yield from seen(content, analysis, link)
    if content.next_steps:
        yield from ("", "## What to do next", "")
        yield from (f"{n}. {prose(step)}" for n, step in enumerate(content.next_steps, 1))
