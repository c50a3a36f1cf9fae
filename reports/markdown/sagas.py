"""The sagas that transactions become whose tables lie in several candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.model.sagas import Saga
from reports.markdown.markup import ROWS_SHOWN, code, more, places, prose, table
from reports.source_link import SourceLink

KINDS = {"compensatable": "can be undone", "pivot": "pivot", "retriable": "repeated"}


def sagas(found: Sequence[Saga], named: dict[str, str], link: SourceLink | None) -> Iterator[str]:
    """The steps of each saga in their order, with what undoes them."""
    if not found:
        return
    yield from ("", "## Transactions that become sagas", "")
    yield (
        "Steps up to the pivot can be undone when a later one fails; "
        "those behind it are repeated until they succeed."
    )
    yield ""
    rows = [row for saga in found[:ROWS_SHOWN] for row in _rows(saga, named, link)]
    heads = ("Saga", "Step", "Tables", "Kind", "Undo", "Written at")
    yield from table(heads, "llllll", rows)
    yield from more(len(found) - ROWS_SHOWN, "saga")


def _rows(saga: Saga, named: dict[str, str], link: SourceLink | None) -> Iterator[tuple[str, ...]]:
    for number, step in enumerate(saga.steps, 1):
        yield (
            code(saga.source) if number == 1 else "",
            f"{number}. {prose(named.get(step.service, step.service))}",
            ", ".join(map(code, step.tables)),
            prose(KINDS.get(step.kind, step.kind)),
            prose(step.undo),
            places(step.evidence, link),
        )
