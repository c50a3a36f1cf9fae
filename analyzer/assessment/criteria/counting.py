"""What the findings of all criteria are counted with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from analyzer.assessment.case import Case
from analyzer.assessment.cuts.call import PURE
from analyzer.model.analysis import Cut, Evidence

CODE_CUTS = frozenset({"call", "import", "inherit"})
SYNCHRONOUS_CUTS = frozenset({"call", "shared_read", "shared_write", "inherit"})
ASYNCHRONOUS_CUTS = frozenset({"task", "signal"})

Finding = tuple[str, Evidence]
Criterion = tuple[str, Callable[[Case], Finding]]


def of_kind(case: Case, kinds: Iterable[str]) -> list[Cut]:
    """The cuts of these kinds."""
    wanted = frozenset(kinds)
    return [cut for cut in case.cuts if cut.kind in wanted]


def waiting(case: Case) -> list[Cut]:
    """The cuts by which one candidate would wait for another; calls of pure code are none."""
    return [cut for cut in of_kind(case, SYNCHRONOUS_CUTS) if cut.tie != PURE]
