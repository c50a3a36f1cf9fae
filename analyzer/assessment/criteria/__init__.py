"""What microservices promise and what they cost, row by row, as far as this code can say.

A row states a finding that is counted here, with places, or what would have to be known and where
to say it. No row guesses what code cannot show: traffic, people and goals.
"""

from __future__ import annotations

from analyzer.assessment.case import Case
from analyzer.assessment.criteria import comparison, promises, tradeoffs
from analyzer.model.analysis import VerdictRow

CRITERIA = (*promises.ROWS, *comparison.ROWS, *tradeoffs.ROWS)


def rows(case: Case) -> tuple[VerdictRow, ...]:
    """One row for every criterion, in the order in which they are usually discussed."""
    return tuple(VerdictRow(criterion, *finding(case)) for criterion, finding in CRITERIA)
