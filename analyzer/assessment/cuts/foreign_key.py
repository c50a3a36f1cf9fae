"""Foreign keys to a table of another service: the database can no longer enforce them.

Remedy: move foreign key to code (Newman, Monolith to Microservices, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.assessment.cuts import TABLES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, places
from analyzer.assessment.uses import Use, by_table
from analyzer.assessment.wording import listed
from analyzer.model.analysis import ForeignKey
from analyzer.model.codebase import Codebase

KIND = "foreign_key"
REMEDY = "move foreign key to code"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each referencing and referenced table, whatever the number of columns.

    A third party's key is declared outside of the scanned code: it is shown where that code first
    uses the table.
    """
    used = by_table(uses)
    for table in codebase.tables:
        for target in sorted({key.to_table for key in table.foreign_keys} - {table.id}):
            keys = [key for key in table.foreign_keys if key.to_table == target]
            declared = places(key.evidence for key in keys) or table.evidence
            first = places(use.evidence[:1] for use in used.get(table.id, ()))[:1]
            if evidence := declared or first:
                yield Tie(KIND, table.id, target, evidence, partial(_remedy, keys))


def _remedy(
    keys: Sequence[ForeignKey], tie: Tie, decomposition: Decomposition, ends: Ends
) -> Remedy:
    columns = listed(f"{tie.source}.{key.column}" for key in keys)
    home = decomposition.name(ends.home)
    if tie.target in decomposition.foreign_tables():  # its owner here may only read it
        home = f"whoever keeps {tie.target}"
    first = f"Keep {columns} as a plain value that {home} vouches for: check it through its API."
    if not any(key.constraint for key in keys):
        first = f"The database does not enforce {columns}: only the lookups of {home}'s rows move."
    return Remedy(REMEDY, f"{first} {_on_delete(str(tie.target), keys)}")


def _on_delete(target: str, keys: Sequence[ForeignKey]) -> str:
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


CUT = CutKind(
    KIND,
    find,
    TABLES,
    {KIND: "foreign keys"},
    {KIND: Work(1, "foreign key", "Make {n} of {s} plain columns that code checks: {e}.")},
)
