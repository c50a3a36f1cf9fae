"""What to do before the first cut, and which cycles to break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from analyzer.model.roadmap import Cycle, Roadmap, Task
from reports.markdown.markup import ROWS_SHOWN, more, places, prose, table
from reports.source_link import SourceLink


def preparing(roadmap: Roadmap, named: dict[str, str], link: SourceLink | None) -> Iterator[str]:
    """The first tasks by candidate, to be ticked off, and the cycles, lightest first."""
    if roadmap.tasks:
        yield from ("", "## Before the first cut")
    for service, tasks in groupby(roadmap.tasks, key=lambda task: task.service):
        home = "whoever leaves first" if service is None else prose(named.get(service, service))
        yield from ("", f"### For {home}", "")
        yield from _tasks(list(tasks), link)
    yield from _cycles(roadmap.cycles, named, link)


def _tasks(tasks: Sequence[Task], link: SourceLink | None) -> Iterator[str]:
    for task in tasks[:ROWS_SHOWN]:
        found = places(task.evidence, link)
        yield f"- [ ] {prose(task.text)} ({prose(task.remedy)}) {found}".rstrip()
    yield from more(len(tasks) - ROWS_SHOWN, "task")


def _cycles(
    cycles: Sequence[Cycle], named: dict[str, str], link: SourceLink | None
) -> Iterator[str]:
    if not cycles:
        return
    yield from ("", "## Cycles to break", "")
    yield "Of two candidates that need each other, the lighter of the two ways; lightest first."
    yield ""
    rows = [
        (
            " needs ".join(prose(named.get(end, end)) for end in (cycle.origin, cycle.home)),
            f"{cycle.cuts:,}",
            f"{cycle.points:,}",
            places(cycle.evidence, link),
        )
        for cycle in cycles[:ROWS_SHOWN]
    ]
    yield from table(("To stop", "Cuts", "Points", "Evidence"), "lrrl", rows)
    yield from more(len(cycles) - ROWS_SHOWN, "cycle")
