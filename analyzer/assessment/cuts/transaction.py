"""Transactions that write tables of more than one service: they cannot commit as one any more.

Remedy: saga (Garcia-Molina and Salem, 1987; Richardson, Microservices Patterns, chapter 4). Each
two services whose tables one transaction writes are tied by it, wherever its code stands. The cut
goes from the service of the code, where that is one of the two, else from the one whose table
comes first by id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from analyzer.assessment.crossings import places
from analyzer.assessment.cuts import CutKind, undirected
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.wording import listed
from analyzer.model.analysis import Cut, Evidence, Transaction

KIND = "transaction"
REMEDY = "saga"


def find(decomposition: Decomposition) -> Iterator[Cut]:
    """One cut for each transaction and each two services whose tables it writes."""
    for (module, source, tables), evidence in sorted(_transactions(decomposition).items()):
        for pair in _pairs(decomposition, module, tables):
            yield Cut(
                kind=KIND,
                from_service=pair[0],
                to_service=pair[1],
                source=source,
                target=tables,
                remedy=REMEDY,
                weight=decomposition.cost(KIND),
                evidence=evidence,
                advice=_advice(decomposition, source, tables, pair),
            )


def _transactions(
    decomposition: Decomposition,
) -> dict[tuple[str, str, tuple[str, ...]], Evidence]:
    """The places of each running transaction, by module, qualified name and tables written."""
    found: dict[tuple[str, str, tuple[str, ...]], list[Transaction]] = defaultdict(list)
    for transaction in decomposition.transactions():
        if transaction.evidence:
            source = ".".join(filter(None, (transaction.module, transaction.function)))
            tables = tuple(sorted(set(transaction.tables_written)))
            found[transaction.module, source, tables].append(transaction)
    return {key: places(t.evidence for t in same) for key, same in found.items()}


def _pairs(
    decomposition: Decomposition, module: str, tables: tuple[str, ...]
) -> list[tuple[str, str]]:
    where = decomposition.table_service
    by_first_table = list(dict.fromkeys(where[table] for table in tables if table in where))
    home = decomposition.module_service.get(module)
    by_first_table.sort(key=lambda service: service != home)
    return list(combinations(by_first_table, 2))


def _advice(
    decomposition: Decomposition, source: str, tables: tuple[str, ...], pair: tuple[str, str]
) -> str:
    first, second = (
        f"{listed(t for t in tables if decomposition.table_service.get(t) == service)} "
        f"({decomposition.name(service)})"
        for service in pair
    )
    return (
        f"{source} writes {first} and {second} in one transaction: make each a step of a saga that "
        f"can be undone, with a transactional outbox for the messages between them."
    )


CUT = CutKind(KIND, find, undirected("transactions"))
