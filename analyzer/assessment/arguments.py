"""What speaks for a candidate and what against it, in sentences made of counted facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.sharing import PRIVATE, SHARED_READ, SHARED_WRITE
from analyzer.assessment.wording import counted, listed, percent
from analyzer.model.analysis import Cut
from analyzer.model.settled import UNKNOWN, UNSETTLED
from analyzer.model.sharing import SharedTable

CODE_CUTS = frozenset({"call", "import", "inherit"})
COHESIVE = 0.6


@dataclass(frozen=True)
class Facts:
    """What is known of one service beside its members."""

    service: str
    owned: Mapping[str, tuple[str, ...]]
    entry_points: Mapping[str, int]
    cuts_in: tuple[Cut, ...]
    cuts_out: tuple[Cut, ...]
    cohesion: float | None
    settled: str


def gather(
    decomposition: Decomposition,
    cuts: Sequence[Cut],
    sharing: Sequence[SharedTable],
    cohesions: Mapping[str, float],
    settled: Mapping[str, str],
) -> dict[str, Facts]:
    """The facts of every service, by its id."""
    owned: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sharing:
        if row.owner is not None:
            owned[row.owner][row.kind].append(row.table)
    entries: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in decomposition.entry_points():
        if entry.module in decomposition.module_service:
            entries[decomposition.module_service[entry.module]][entry.kind] += 1
    into: dict[str, list[Cut]] = defaultdict(list)
    out_of: dict[str, list[Cut]] = defaultdict(list)
    for cut in cuts:
        into[cut.to_service].append(cut)
        out_of[cut.from_service].append(cut)
    return {
        service: Facts(
            service=service,
            owned={kind: tuple(tables) for kind, tables in owned[service].items()},
            entry_points=entries[service],
            cuts_in=tuple(into[service]),
            cuts_out=tuple(out_of[service]),
            cohesion=cohesions.get(service),
            settled=settled.get(service, UNKNOWN),
        )
        for service in decomposition.service_ids()
    }


def benefits(facts: Facts) -> tuple[str, ...]:
    """What makes this a service of its own."""
    return tuple(_benefits(facts))


def risks(facts: Facts, names: Mapping[str, str]) -> tuple[str, ...]:
    """What stands in the way, the dearest first."""
    return tuple(_risks(facts, names))


def _benefits(facts: Facts) -> Iterator[str]:
    if private := facts.owned.get(PRIVATE):
        number = counted(len(private), "table")
        yield f"Owns {number} that no other code touches: {listed(private)}."
    if read := facts.owned.get(SHARED_READ):
        number = counted(len(read), "table")
        yield f"Is the only writer of {number} that others read: {listed(read)}."
    if facts.entry_points:
        kinds = [counted(n, kind) for kind, n in sorted(facts.entry_points.items())]
        yield f"Has entry points of its own: {listed(kinds)}."
    if not any(cut.weight for cut in facts.cuts_in):
        yield "No other candidate depends on it: it stands at the edge."
    if facts.cohesion is not None and facts.cohesion >= COHESIVE:
        yield f"{percent(facts.cohesion, 1)} of the weight of its ties stays inside."


def _risks(facts: Facts, names: Mapping[str, str]) -> Iterator[str]:
    sagas = [cut for cut in (*facts.cuts_in, *facts.cuts_out) if cut.kind == "transaction"]
    if sagas:
        number = counted(len({cut.source for cut in sagas}), "transaction")
        yield f"{number} would have to span it and {_others(sagas, facts.service, names)}."
    if contested := facts.owned.get(SHARED_WRITE):
        number = counted(len(contested), "table")
        yield f"Other code writes {number} of its own: {listed(contested)}."
    if writes := _targets(facts.cuts_out, "shared_write"):
        yield f"Writes {counted(len(writes), 'table')} that others own: {listed(writes)}."
    inward, outward = (_count(cuts, "foreign_key") for cuts in (facts.cuts_in, facts.cuts_out))
    if inward or outward:
        yield f"Foreign keys cross its border: {inward} coming in, {outward} going out."
    if both := sorted(_services(facts.cuts_in) & _services(facts.cuts_out) - {facts.service}):
        yield f"Depends on {listed(names.get(s, s) for s in both)}, and they on it."
    if not any(facts.owned.values()):
        yield "Owns no table: it would be a service without data of its own."
    if facts.settled == UNSETTLED:
        yield "Its members are unsettled: other runs grouped them in other ways."


def _others(cuts: Sequence[Cut], service: str, names: Mapping[str, str]) -> str:
    every = {service for cut in cuts for service in (cut.from_service, cut.to_service)}
    return listed(names.get(other, other) for other in sorted(every - {service}))


def _targets(cuts: Sequence[Cut], kind: str) -> list[str]:
    return sorted({str(cut.target) for cut in cuts if cut.kind == kind})


def _count(cuts: Sequence[Cut], kind: str) -> int:
    return sum(cut.kind == kind for cut in cuts)


def _services(cuts: Sequence[Cut]) -> set[str]:
    """The services at the far end of those cuts that tie code to code."""
    return {
        service
        for cut in cuts
        if cut.kind in CODE_CUTS and cut.weight
        for service in (cut.from_service, cut.to_service)
    }
