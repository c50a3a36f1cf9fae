"""What the findings of all criteria are counted with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analyzer.assessment.case import Case
from analyzer.assessment.ties import places
from analyzer.model.analysis import Cut, Evidence

PLACES = 5
CODE_CUTS = frozenset({"call", "import", "inherit"})
SYNCHRONOUS_CUTS = frozenset({"call", "shared_read", "shared_write", "inherit"})
ASYNCHRONOUS_CUTS = frozenset({"task", "signal"})

Finding = tuple[str, Evidence]
Criterion = tuple[str, Callable[[Case], Finding]]


def of_kind(case: Case, kinds: Iterable[str]) -> list[Cut]:
    """The cuts of these kinds."""
    wanted = frozenset(kinds)
    return [cut for cut in case.cuts if cut.kind in wanted]


def some(cuts: Sequence[Cut]) -> Evidence:
    """The first place of each of the heaviest cuts: enough to look it up."""
    heaviest = sorted(cuts, key=lambda cut: -cut.weight)[:PLACES]
    return places(cut.evidence[:1] for cut in heaviest)


def spans(case: Case) -> tuple[int, int, str]:
    """The most services that an entry point touches, the sum over all, the widest one's name."""
    most, total, widest = 0, 0, ""
    for entry in case.decomposition.entry_points():
        touched = {case.decomposition.table_service.get(table) for table in entry.tables}
        touched.add(case.decomposition.module_service.get(entry.module))
        number = len(touched - {None})
        total += number
        if number > most:
            most, widest = number, entry.name
    return most, total, widest
