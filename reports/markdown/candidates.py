"""All candidates beside each other: how large, how hard, how sure, how good."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.analysis import Analysis
from reports.digest import Digest
from reports.markdown.markup import ROWS_SHOWN, bullets, code, more, prose, table
from reports.scores import NULLS, scores, sizes
from reports.settled import times


def numbers(content: Digest) -> Iterator[str]:
    """How large the project is."""
    counts = content.summary
    values = (counts.files, counts.lines, counts.modules, counts.tables, counts.cuts)
    yield ""
    yield from table(
        ("Files", "Lines", "Modules", "Tables", "Cuts"), "rrrrr", [[f"{n:,}" for n in values]]
    )


def candidates(content: Digest, analysis: Analysis) -> Iterator[str]:
    """A row for each candidate, in the order of extraction."""
    shares = {service.id: service.recurrence for service in analysis.services}
    runs = {
        name: "" if share is None else f", {times(share, analysis.runs)}"
        for name, share in shares.items()
    }
    rows = [
        (
            str(line.rank),
            prose(line.name) + (f" ({prose(line.nature)})" if line.nature else ""),
            *(f"{count:,}" for count in (line.modules, line.tables, line.lines, line.cuts)),
            f"{prose(line.word)}, {line.score} of 100",
            f"{prose(line.settled)}{runs[line.id]}",
        )
        for line in content.services
    ]
    if rows:
        yield from ("", "## Candidate services, in the order of extraction", "")
        heads = ["#", "Service", "Modules", "Tables", "Lines", "Cuts", "Difficulty", "Settled"]
        yield from table(heads, "rlrrrrll", rows)


def division(content: Digest, named: dict[str, str]) -> Iterator[str]:
    """How finely was divided, and the modules that are least settled."""
    if not content.division and not content.wavering:
        return
    yield from ("", "## How sure that is", "")
    if content.division:
        yield from bullets(content.division)
        yield ""
    rows = [
        (
            code(line.module),
            prose(named.get(line.service, line.service)),
            line.stayed,
            "" if line.runner_up is None else prose(named.get(line.runner_up, line.runner_up)),
        )
        for line in content.wavering[:ROWS_SHOWN]
    ]
    if rows:
        yield from table(
            ("Least settled module", "Service", "Stayed in", "Next best"), "llll", rows
        )
        yield from more(len(content.wavering) - ROWS_SHOWN, "module")


def quality(analysis: Analysis) -> Iterator[str]:
    """The metrics beside those of partitions that know nothing."""
    lines = scores(analysis)
    if not lines or not analysis.services:
        return
    yield from ("", "## How good is the cut", "")
    yield "A number means little beside those of partitions that know nothing. " + sizes(analysis)
    yield ""
    rows = [(prose(line.metric), line.value, *line.nulls, prose(line.better)) for line in lines]
    heads = ("Metric", "Proposal", *NULLS.values(), "Better")
    yield from table(heads, "lrrrrl", rows)
