"""Which service owns a table: the evidence, the owner, the runner-up and the reasons.

Each service that has anything to do with a table gets points, 1000 in all at most:

| evidence | points |
|---|---|
| it writes the table | 500 x its write places / (all write places + 2) |
| one of its modules defines the table | 300 |
| the partition has grouped the table with it | 100 |
| its entry points reach the table | 50 x its entry points / all that reach it |
| it reads the table | 50 x its read places / all read places |

The two imaginary writes keep a couple of places from deciding alone, for static analysis never
sees every write. The most points own; a tie goes to the service that the partition chose, then to
the one that defines the table, then to the first by id. So the partition proposes and the evidence
may correct it: four write places elsewhere and none at home are enough to take a table from the
service that defines it. What a plan has settled is not weighed. What is decided here is final:
`Service.tables` and `Table.service` follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass

from analyzer.assessment.uses import READ, WRITE, Use, by_table
from analyzer.model.analysis import Table
from analyzer.model.codebase import Codebase

WRITES = 500
DEFINES = 300
PLACED = 100
ENTRY_POINTS = 50
READS = 50
IMAGINARY_WRITES = 2


@dataclass(frozen=True)
class Ownership:
    """The owner of a table and the next best, both None where nobody has a claim."""

    table: str
    owner: str | None
    runner_up: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Evidence:
    """Counts by service, and the two services that define the table and were given it."""

    writes: Counter[str]
    reads: Counter[str]
    entry_points: Counter[str]
    definer: str | None
    placed: str | None

    def claimants(self) -> set[str]:
        every = {*self.writes, *self.reads, *self.entry_points}
        return every | {s for s in (self.definer, self.placed) if s is not None}

    def points(self, service: str) -> int:
        return (
            WRITES * self.writes[service] // (self.writes.total() + IMAGINARY_WRITES)
            + DEFINES * (service == self.definer)
            + PLACED * (service == self.placed)
            + ENTRY_POINTS * self.entry_points[service] // max(1, self.entry_points.total())
            + READS * self.reads[service] // max(1, self.reads.total())
        )

    def rank(self, service: str) -> tuple[int, bool, bool, str]:
        return (
            -self.points(service),
            service != self.placed,
            service != self.definer,
            service,
        )


def own_tables(
    codebase: Codebase,
    uses: tuple[Use, ...],
    module_service: Mapping[str, str],
    placed: Mapping[str, str],
    held: Container[str] = frozenset(),
) -> dict[str, Ownership]:
    """The ownership of every table, by table id.

    Args:
        uses: the credited uses.
        module_service: the service of each module that is in one.
        placed: the service that the partition gave each table, where it gave one.
        held: the tables that a plan has put where they are.
    """
    used = by_table(uses)
    entries = _entry_points(codebase, module_service)
    found = {}
    for table in codebase.tables:
        evidence = _Evidence(
            writes=_places(used.get(table.id, ()), WRITE, module_service),
            reads=_places(used.get(table.id, ()), READ, module_service),
            entry_points=entries.get(table.id, Counter()),
            definer=module_service.get(table.module) if table.module else None,
            placed=placed.get(table.id),
        )
        found[table.id] = _decide(table, evidence, held=table.id in held)
    return found


def _places(
    uses: tuple[Use, ...], operation: str, module_service: Mapping[str, str]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for use in uses:
        if use.operation == operation and use.module in module_service:
            counts[module_service[use.module]] += max(1, len(use.evidence))
    return counts


def _entry_points(
    codebase: Codebase, module_service: Mapping[str, str]
) -> Mapping[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for entry in codebase.entry_points:
        service = module_service.get(entry.module)
        if service is not None:
            for table in entry.tables:
                counts.setdefault(table, Counter())[service] += 1
    return counts


def _decide(table: Table, evidence: _Evidence, *, held: bool) -> Ownership:
    ranked = sorted(evidence.claimants(), key=evidence.rank)
    if held and evidence.placed is not None:
        ranked.sort(key=lambda service: service != evidence.placed)
    if not ranked:
        return Ownership(table.id, None, None, ("no service's code defines or touches it",))
    owner = ranked[0]
    return Ownership(
        table=table.id,
        owner=owner,
        runner_up=ranked[1] if len(ranked) > 1 else None,
        reasons=_reasons(table, evidence, owner, held=held),
    )


def _reasons(table: Table, evidence: _Evidence, owner: str, *, held: bool) -> tuple[str, ...]:
    reasons = ["has it pinned by the plan"] if held else []
    if evidence.writes:
        reasons.append(f"writes it in {_share(evidence.writes, owner)} places")
    if owner == evidence.definer:
        reasons.append(f"defines it in {table.module}")
    if evidence.entry_points[owner]:
        reasons.append(f"reaches it from {_share(evidence.entry_points, owner)} entry points")
    if evidence.reads[owner]:
        reasons.append(f"reads it in {_share(evidence.reads, owner)} places")
    if held:
        return tuple(reasons)
    if owner == evidence.placed:
        reasons.append("is grouped with it by the ties between modules and tables")
    elif evidence.placed is not None:
        reasons.append(f"outweighs {evidence.placed}, with which the ties had grouped it")
    return tuple(reasons)


def _share(counts: Counter[str], owner: str) -> str:
    return f"{counts[owner]} of {counts.total()}"
