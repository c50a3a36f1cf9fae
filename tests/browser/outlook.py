"""What a sample's candidates would offer, their sagas, and the way out: made from its cuts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from analyzer.model.analysis import (
    Analysis,
    Cut,
    EntryPoint,
    Service,
    Transaction,
    Write,
)
from analyzer.model.interfaces import Chain, Failing, Interface, Operation
from analyzer.model.roadmap import Bond, Cycle, Roadmap, Step, Task
from analyzer.model.sagas import Saga, SagaStep
from analyzer.model.sharing import SharedTable

STYLES = ("call", "event", "replica", "library")
REASONS = {
    "call": "It writes {}, and its result is used.",
    "event": "It writes {} and nobody uses its result: send a message.",
    "replica": "It only reads {}, and is called in 2 loops: keep a copy.",
    "library": "No table was seen behind it: publish it as a library, or copy it.",
}
HOW = ("create", "update", "delete")


def outlook(analysis: Analysis) -> Analysis:
    """The sample with what follows from its cuts and transactions."""
    written = msgspec.structs.replace(
        analysis,
        transactions=tuple(map(_written, analysis.transactions)),
        entry_points=_entry_points(analysis),
        sharing=tuple(map(_entered, analysis.sharing)),
    )
    return msgspec.structs.replace(
        written,
        services=tuple(map(_with_days, analysis.services)),
        interfaces=_interfaces(analysis),
        chains=tuple(_chains(analysis)),
        sagas=tuple(_sagas(written)),
        roadmap=_roadmap(analysis),
    )


def _entry_points(analysis: Analysis) -> tuple[EntryPoint, ...]:
    """Each comes to all tables that its service uses."""
    home = {module.name: module.service for module in analysis.modules}
    used: dict[str | None, list[str]] = defaultdict(list)
    for row in analysis.sharing:
        for use in row.uses:
            used[use.service].append(row.table)
    return tuple(
        msgspec.structs.replace(entry, tables=tuple(used[home[entry.module]]))
        for entry in analysis.entry_points
    )


def _entered(row: SharedTable) -> SharedTable:
    uses = tuple(msgspec.structs.replace(use, entry_points=1) for use in row.uses)
    return msgspec.structs.replace(row, uses=uses)


def _with_days(service: Service) -> Service:
    points = service.difficulty.points
    days = (float(points // 10), float(points // 4))
    difficulty = msgspec.structs.replace(service.difficulty, person_days=days)
    return msgspec.structs.replace(service, difficulty=difficulty)


def _written(transaction: Transaction) -> Transaction:
    writes = tuple(
        Write(table, (HOW[place % len(HOW)],), transaction.evidence)
        for place, table in enumerate(transaction.tables_written)
    )
    return msgspec.structs.replace(transaction, writes=writes)


def _interfaces(analysis: Analysis) -> tuple[Interface, ...]:
    offers = [_interface(analysis, service) for service in analysis.services]
    called = Counter(
        caller for offer in offers for one in offer.operations for caller in one.callers
    )
    return tuple(
        msgspec.structs.replace(offer, calls_back=called[offer.service]) for offer in offers
    )


def _interface(analysis: Analysis, service: Service) -> Interface:
    incoming = [cut for cut in analysis.cuts if cut.to_service == service.id]
    called: dict[str, list[Cut]] = defaultdict(list)
    for cut in incoming:
        if cut.kind in ("call", "import", "task", "signal"):
            called[str(cut.target)].append(cut)
    operations = [
        _operation(service, module, cuts, STYLES[number % len(STYLES)])
        for number, (module, cuts) in enumerate(sorted(called.items()))
    ]
    waiting = Counter(cut.from_service for cut in incoming)
    return Interface(
        service=service.id,
        operations=tuple(sorted(operations, key=lambda one: -len(one.evidence))),
        calls_back=0,
        fails_with=tuple(
            Failing(other, count, tuple(f"/{other}/{n}/ (View.get)" for n in range(min(count, 5))))
            for other, count in waiting.most_common()
        ),
    )


def _operation(service: Service, module: str, cuts: list[Cut], style: str) -> Operation:
    tables = () if style == "library" else service.tables[:2]
    return Operation(
        module=module,
        function=f"Desk.{style}_upon",
        parameters=("request", "amount", "kwargs"),
        style=style,
        reason=REASONS[style].format(" and ".join(tables)),
        callers=tuple(sorted({cut.from_service for cut in cuts})),
        tables=tables,
        evidence=tuple(sorted({place for cut in cuts for place in cut.evidence})),
        looped=2 if style == "replica" else 0,
    )


def _chains(analysis: Analysis) -> Iterator[Chain]:
    """From each entry point but the last along the cuts, as far as four services."""
    onward = {cut.from_service: cut.to_service for cut in analysis.cuts}
    home = {module.name: module.service for module in analysis.modules}
    for entry in analysis.entry_points[:-1]:
        way = [str(home[entry.module])]
        while len(way) < 4 and (following := onward.get(way[-1])) and following not in way:
            way.append(following)
        if len(way) > 1:
            reached = tuple(sorted(way))
            yield Chain(
                entry.kind, entry.name, entry.module, entry.function, tuple(way), reached, len(way)
            )


def _sagas(analysis: Analysis) -> Iterator[Saga]:
    owner = {table.id: table.service for table in analysis.tables}
    home = {module.name: module.service for module in analysis.modules}
    for one in analysis.transactions:
        first, last = one.writes
        yield Saga(
            source=f"{one.module}.{one.function}",
            service=home[one.module],
            steps=(
                SagaStep(
                    service=str(owner[first.table]),
                    tables=(first.table,),
                    kind="compensatable",
                    undo=f"Delete or cancel the new rows of {first.table}.",
                    evidence=first.evidence,
                ),
                SagaStep(str(owner[last.table]), (last.table,), "pivot", "", last.evidence),
            ),
            evidence=one.evidence,
        )


def _roadmap(analysis: Analysis) -> Roadmap:
    ordered = sorted(analysis.services, key=lambda service: service.extraction_rank)
    ways: dict[tuple[str, str], list[Cut]] = defaultdict(list)
    for cut in analysis.cuts:
        ways[cut.from_service, cut.to_service].append(cut)
    return Roadmap(
        steps=tuple(_steps(ordered, analysis.cuts)),
        cycles=tuple(
            Cycle(origin, home, len(cuts), _points(cuts), cuts[0].evidence)
            for (origin, home), cuts in sorted(ways.items(), key=lambda item: _points(item[1]))
            if (home, origin) in ways
        ),
        bonds=(Bond(ordered[0].id, ordered[1].id, 40, 0.8),),
        tasks=tuple(_tasks(ordered, analysis.cuts)),
    )


def _steps(ordered: list[Service], cuts: tuple[Cut, ...]) -> Iterator[Step]:
    inside = list(cuts)
    for service in ordered:
        mine = [cut for cut in inside if service.id in (cut.from_service, cut.to_service)]
        inside = [cut for cut in inside if cut not in mine]
        yield Step(service.id, _points(mine), len(mine), _points(inside), len(inside))


def _tasks(ordered: list[Service], cuts: tuple[Cut, ...]) -> Iterator[Task]:
    yield Task("Divide shop.orders along its definitions.", "split module", 3, None, ())
    for service in ordered[:3]:
        for cut in [cut for cut in cuts if cut.from_service == service.id][:4]:
            text = f"Loosen {cut.source} from {cut.to_service}."
            yield Task(text, cut.remedy, 1, service.id, cut.evidence)


def _points(cuts: list[Cut]) -> int:
    return sum(cut.weight for cut in cuts)
