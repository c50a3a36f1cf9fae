"""The sagas that transactions on tables of several services become.

After Garcia-Molina and Salem (1987), in the terms of Richardson, *Microservices Patterns*, chapter
4: steps that can be taken back come first, then the pivot that decides, then steps that are
repeated until they succeed. What it takes to undo a step is told from how the code writes its
tables: new rows can be deleted and changed ones set back; deleted rows are gone. Steps keep the
order in which the code writes, but that what cannot be undone comes last. The pivot is the first of
these, or else the last step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import places
from analyzer.assessment.wording import listed
from analyzer.model.analysis import Transaction, Write
from analyzer.model.sagas import Saga, SagaStep

COMPENSATABLE = "compensatable"
PIVOT = "pivot"
RETRIABLE = "retriable"

_REMOVED = frozenset({"delete", "cascade"})
_ADDED = frozenset({"create", "insert"})
_CHANGED = frozenset({"update", "flush"})


@dataclass(frozen=True)
class _Part:
    """What a transaction writes of one service's tables."""

    service: str
    writes: tuple[Write, ...]

    def final(self) -> bool:
        """Tell whether rows are lost that nothing brings back."""
        return any(not _REMOVED.isdisjoint(write.how) for write in self.writes)


def sagas(decomposition: Decomposition) -> tuple[Saga, ...]:
    """One saga for each transaction that writes tables of several services, sorted by source."""
    found = []
    for transaction in decomposition.transactions():
        parts = _parts(decomposition, transaction)
        if len(parts) > 1 and transaction.evidence:
            found.append(_saga(decomposition, transaction, parts))
    return tuple(sorted(found, key=lambda saga: (saga.source, saga.evidence)))


def _parts(decomposition: Decomposition, transaction: Transaction) -> list[_Part]:
    writes: dict[str, list[Write]] = {}
    for write in transaction.writes:
        service = decomposition.table_service.get(write.table)
        if service is not None:
            writes.setdefault(service, []).append(write)
    return [_Part(service, tuple(found)) for service, found in writes.items()]


def _saga(decomposition: Decomposition, transaction: Transaction, parts: Sequence[_Part]) -> Saga:
    final = [part for part in parts if part.final()]
    ordered = [part for part in parts if part not in final] + final
    pivot = len(ordered) - max(len(final), 1)
    steps = (
        _step(part, COMPENSATABLE if place < pivot else PIVOT if place == pivot else RETRIABLE)
        for place, part in enumerate(ordered)
    )
    return Saga(
        source=".".join(filter(None, (transaction.module, transaction.function))),
        service=decomposition.module_service.get(transaction.module),
        steps=tuple(steps),
        evidence=transaction.evidence,
    )


def _step(part: _Part, kind: str) -> SagaStep:
    return SagaStep(
        service=part.service,
        tables=tuple(write.table for write in part.writes),
        kind=kind,
        undo=" ".join(_undoing(part.writes)) if kind == COMPENSATABLE else "",
        evidence=places(write.evidence for write in part.writes),
    )


def _undoing(writes: Iterable[Write]) -> Iterator[str]:
    """How the writes of a step are taken back, in sentences."""
    added = [write.table for write in writes if _ADDED.issuperset(write.how)]
    changed = [write.table for write in writes if _CHANGED.issuperset(write.how)]
    either = [write.table for write in writes if write.table not in {*added, *changed}]
    if added:
        yield f"Delete or cancel the new rows of {listed(added)}."
    if changed:
        yield f"Set {listed(changed)} back to what was there, unless it was changed again since."
    if either:
        yield f"Take back what was added to or changed in {listed(either)}."
