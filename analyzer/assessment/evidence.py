"""Which lines of code matter most: what a report quotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from analyzer.model.analysis import Analysis, Cut
from analyzer.model.place import Location

# Some 60 characters each: a quarter of a megabyte in the largest report.
LINES = 4_000

# Of one finding; the page shows two at first.
PLACES = 3


def strongest(analysis: Analysis, limit: int = LINES) -> tuple[Location, ...]:
    """The lines of evidence to quote, what costs most first, each once and `limit` at most.

    Verdict and hubs, then cuts by their weight, transactions and definitions of tables with their
    foreign keys, and then accesses, those that are certain before others.
    """
    every = dict.fromkeys(place for place in _all(analysis) if place.line > 0)
    return tuple(islice(every, limit))


def _all(analysis: Analysis) -> Iterator[Location]:
    for row in analysis.verdict.rows:
        yield from row.evidence[:PLACES]
    for hub in analysis.hubs:
        yield from hub.evidence[:PLACES]
    for cut in sorted(analysis.cuts, key=_cost):
        yield from cut.evidence[:PLACES]
    for transaction in analysis.transactions:
        yield from transaction.evidence[:PLACES]
    for table in analysis.tables:
        yield from table.evidence[:1]
        for key in table.foreign_keys:
            yield from key.evidence[:1]
    for access in sorted(analysis.accesses, key=lambda access: access.confidence != "certain"):
        yield from access.evidence[:1]


def _cost(cut: Cut) -> tuple[int, str, str, str, str, str]:
    return -cut.weight, cut.kind, cut.from_service, cut.to_service, cut.source, str(cut.target)
