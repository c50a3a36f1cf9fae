"""Foreign keys to a table of another service: the database can no longer enforce them.

Remedy: move foreign key to code (Newman, Monolith to Microservices, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessment.crossings import Crossing, places
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.wording import listed
from analyzer.model.analysis import Cut, ForeignKey, Table

KIND = "foreign_key"
REMEDY = "move foreign key to code"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each referencing and referenced table, whatever the number of columns."""
    for table in decomposition.codebase.tables:
        for target in sorted({key.to_table for key in table.foreign_keys}):
            keys = [key for key in table.foreign_keys if key.to_table == target]
            if crossing := _crossing(decomposition, table, target, keys):
                advice = _advice(decomposition, crossing, keys)
                yield crossing.cut(KIND, REMEDY, decomposition.cost(KIND), advice)


def _crossing(
    decomposition: Decomposition, table: Table, target: str, keys: list[ForeignKey]
) -> Crossing | None:
    origin = decomposition.table_service.get(table.id)
    home = decomposition.table_service.get(target)
    evidence = places(key.evidence for key in keys) or table.evidence
    if origin is None or home is None or origin == home or not evidence:
        return None
    return Crossing(origin, home, table.id, target, frozenset({KIND}), evidence)


def _advice(decomposition: Decomposition, crossing: Crossing, keys: list[ForeignKey]) -> str:
    columns = listed(f"{crossing.source}.{key.column}" for key in keys)
    home = decomposition.name(crossing.to_service)
    first = f"Keep {columns} as a plain value that {home} vouches for: check it through its API."
    if not any(key.constraint for key in keys):
        first = f"The database does not enforce {columns}: only the lookups of {home}'s rows move."
    return f"{first} {_on_delete(crossing.target, keys)}"


def _on_delete(target: str, keys: list[ForeignKey]) -> str:
    rules = sorted({key.on_delete for key in keys if key.on_delete})
    if "CASCADE" in rules:
        return f"Deleting from {target} cascades today: make it an event that deletes these rows."
    if "SET_NULL" in rules or "SET_DEFAULT" in rules:
        return f"Deleting from {target} resets it today: make it an event that does so."
    if "PROTECT" in rules or "RESTRICT" in rules:
        return f"It keeps rows of {target} from being deleted today: deletion has to ask first."
    if any(key.nullable for key in keys):
        return f"It may be empty, so a row of {target} that has gone can be read as none."
    return f"Decide what happens to these rows when one of {target} is deleted."


CUT = CutKind(KIND, find, undirected("foreign keys"))
