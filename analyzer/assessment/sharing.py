"""The table x service matrix: who reads and who writes each table, and how contested it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ownership import Ownership
from analyzer.assessment.split_tables import splits
from analyzer.assessment.uses import WRITE, Use, by_table
from analyzer.model.sharing import ColumnShare, SharedTable, TableUse

PRIVATE = "private"
SHARED_READ = "shared_read"
SHARED_WRITE = "shared_write"
READ_ONLY = "read_only"
ORPHAN = "orphan"


def share_tables(
    decomposition: Decomposition, owners: Mapping[str, Ownership]
) -> tuple[SharedTable, ...]:
    """One row for every table, sorted by its id."""
    used = by_table(decomposition.uses)
    entered = _entered(decomposition)
    return tuple(
        _row(
            owners[table.id],
            _uses(used.get(table.id, ()), decomposition.module_service, entered[table.id]),
            decomposition.column_shares.get(table.id, ()),
        )
        for table in sorted(decomposition.codebase.tables, key=lambda table: table.id)
    )


def _row(
    ownership: Ownership, uses: tuple[TableUse, ...], columns: tuple[ColumnShare, ...]
) -> SharedTable:
    return SharedTable(
        table=ownership.table,
        owner=ownership.owner,
        kind=kind_of(uses, ownership.owner),
        uses=uses,
        reasons=ownership.reasons,
        runner_up=ownership.runner_up,
        columns=columns if len(columns) > 1 else (),
        split=splits(columns),
    )


def kind_of(uses: tuple[TableUse, ...], owner: str | None) -> str:
    """How contested a table is.

    private: its owner alone touches it; shared_read: its owner alone writes, others read;
    shared_write: several write, or one that does not own it; read_only: nobody writes; orphan:
    nobody touches it. Code of no service, such as an admin for all, would be written anew for
    each: it counts only as a writer where no service is one.
    """
    if not uses:
        return ORPHAN
    writers = {use.service for use in uses if use.writes}
    if not writers:
        return READ_ONLY
    if (writers - {None} or writers) != {owner}:
        return SHARED_WRITE
    return PRIVATE if {use.service for use in uses} <= {owner, None} else SHARED_READ


def _entered(decomposition: Decomposition) -> defaultdict[str, Counter[str | None]]:
    """How many entry points of each service come to each table."""
    counts: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    for entry in decomposition.entry_points():
        for table in entry.tables:
            counts[table][decomposition.module_service.get(entry.module)] += 1
    return counts


def _uses(
    uses: tuple[Use, ...], module_service: Mapping[str, str], entered: Counter[str | None]
) -> tuple[TableUse, ...]:
    places: dict[str | None, tuple[set[object], set[object]]] = defaultdict(lambda: (set(), set()))
    for use in uses:
        written = use.operation == WRITE
        places[module_service.get(use.module)][written].update(use.evidence or (use.module,))
    return tuple(
        TableUse(service, len(reads), len(writes), entered[service])
        for service, (reads, writes) in sorted(places.items(), key=lambda item: item[0] or "")
    )
