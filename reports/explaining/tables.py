"""Why a table is where it is."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.analysis import Analysis, Table
from reports.explaining import sentences
from reports.explaining.explanation import Explanation, Point, Section, section
from reports.text import plural

_KINDS = {
    "private": "its owner alone touches it",
    "shared_read": "its owner alone writes it, others read it",
    "shared_write": "several write it",
    "read_only": "no code seen here writes it",
    "orphan": "no code seen here touches it",
}


def explain(analysis: Analysis, table: Table) -> Explanation:
    """Its owner and why, who uses it, and what crosses lines because of it."""
    return Explanation(
        (table.id,), ("table",), _answer(analysis, table), _sections(analysis, table)
    )


def _answer(analysis: Analysis, table: Table) -> str:
    row = next((row for row in analysis.sharing if row.table == table.id), None)
    kind = f": {_KINDS[row.kind]}" if row is not None and row.kind in _KINDS else ""
    where = f" ({table.module}{f'.{table.class_}' if table.class_ else ''})" if table.module else ""
    if table.service is None:
        return f"{table.id}{where} is owned by no service{kind}."
    return f"{table.id}{where} is owned by {sentences.title(analysis, table.service)}{kind}."


def _sections(analysis: Analysis, table: Table) -> tuple[Section, ...]:
    used = [access for access in analysis.accesses if access.table == table.id]
    writes = [access for access in used if access.operation == "write"]
    reads = [access for access in used if access.operation != "write"]
    crossing = [
        cut
        for cut in analysis.cuts
        if table.id in (cut.source, cut.target)
        or (not isinstance(cut.target, str) and table.id in cut.target)
    ]
    return (
        *section("Why there", _reasons(analysis, table)),
        *section("Use by service", _uses(analysis, table)),
        *section("Who writes it", map(sentences.access, writes)),
        *section("Who reads it", map(sentences.access, reads)),
        *section("Refers to", (sentences.key(table, key) for key in table.foreign_keys)),
        *section("Referred to by", _referring(analysis, table)),
        *section("Transactions that write it", _transactions(analysis, table)),
        *section("Cuts", sentences.cuts(analysis, crossing)),
    )


def _reasons(analysis: Analysis, table: Table) -> Iterator[Point]:
    for row in analysis.sharing:
        if row.table == table.id:
            owner = sentences.title(analysis, row.owner)
            yield from (Point(f"{owner} {reason}") for reason in row.reasons)
            if row.runner_up is not None:
                yield Point(f"next in line: {sentences.title(analysis, row.runner_up)}")
    for hub in analysis.hubs:
        if hub.name == table.id:
            yield from (Point(text, hub.evidence) for text in (*hub.reasons, hub.advice))


def _uses(analysis: Analysis, table: Table) -> Iterator[Point]:
    for row in analysis.sharing:
        for use in row.uses if row.table == table.id else ():
            counts = f"{plural(use.reads, 'place')} reading, {plural(use.writes, 'place')} writing"
            yield Point(f"{sentences.title(analysis, use.service)}: {counts}")


def _referring(analysis: Analysis, table: Table) -> Iterator[Point]:
    for other in analysis.tables:
        for key in other.foreign_keys:
            if key.to_table == table.id:
                yield sentences.key(other, key)


def _transactions(analysis: Analysis, table: Table) -> Iterator[Point]:
    for transaction in analysis.transactions:
        if table.id in transaction.tables_written:
            where = ".".join(filter(None, (transaction.module, transaction.function)))
            others = sentences.tables([t for t in transaction.tables_written if t != table.id])
            yield Point(f"{where}{f', with {others}' if others else ''}", transaction.evidence)
