"""Transactions that write tables of more than one service: they cannot commit as one any more.

Remedy: saga (Garcia-Molina and Salem, 1987; Richardson, Microservices Patterns, chapter 4). Each
two services whose tables one transaction writes are tied by it, wherever its code stands. The cut
goes from the service of the code, where that is one of the two, else from the one whose table
comes first by id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.assessment.cuts import TABLES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, places
from analyzer.assessment.uses import Use
from analyzer.assessment.wording import listed
from analyzer.model.analysis import Transaction
from analyzer.model.codebase import Codebase

KIND = "transaction"
REMEDY = "saga"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each transaction of the running code that writes several tables."""
    asleep = codebase.dormant()
    found: dict[tuple[str, str, tuple[str, ...]], list[Transaction]] = defaultdict(list)
    for transaction in codebase.transactions:
        tables = tuple(sorted(set(transaction.tables_written)))
        if transaction.evidence and len(tables) > 1 and transaction.module not in asleep:
            source = ".".join(filter(None, (transaction.module, transaction.function)))
            found[transaction.module, source, tables].append(transaction)
    for (module, source, tables), same in sorted(found.items()):
        evidence = places(transaction.evidence for transaction in same)
        yield Tie(KIND, source, tables, evidence, _remedy, runner=module)


def _remedy(tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    first, second = (
        f"{listed(t for t in tie.target if decomposition.table_service.get(t) == service)} "
        f"({decomposition.name(service)})"
        for service in (ends.origin, ends.home)
    )
    return Remedy(
        REMEDY,
        f"{tie.source} writes {first} and {second} in one transaction: make each a step of a saga "
        f"that can be undone, with a transactional outbox for the messages between them.",
    )


CUT = CutKind(
    KIND,
    find,
    TABLES,
    {KIND: "transactions"},
    {KIND: Work(4, "transaction", "Split {n} that {s} shares into steps: {e}.")},
)
