"""The way out of the monolith, one candidate after the other, and what to do before the first.

Strangler fig (Fowler, 2004): each candidate leaves in its turn, and what it was tied to that is
still inside is reached through an interface from then on. Cycles and cuts are loosened inside the
monolith first, where a mistake is cheap (Newman, *Monolith to Microservices*, chapters 3 and 4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from analyzer.assessment.cuts import PLACES, by_tie, some
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.hubs import GOD_MODULE
from analyzer.assessment.nature import SUBJECT
from analyzer.assessment.wording import counted, listed
from analyzer.model.analysis import Cut, Service
from analyzer.model.hubs import Hub
from analyzer.model.roadmap import Bond, Cycle, Roadmap, Step, Task

# Two candidates that hold so much of one's ties would be one service with a network in its middle.
BOUND = 0.5
# For so many candidates, the first in the order, the tasks are told.
PREPARED = 3

Way = tuple[str, str]


def roadmap(
    decomposition: Decomposition,
    services: Sequence[Service],
    cuts: Sequence[Cut],
    hubs: Sequence[Hub],
) -> Roadmap:
    """The steps, cycles, bonds and first tasks of a decomposition with these cuts."""
    ordered = sorted(services, key=lambda service: service.extraction_rank)
    cycles = tuple(_cycles(cuts))
    return Roadmap(
        steps=tuple(_steps(ordered, cuts)),
        cycles=cycles,
        bonds=tuple(_bonds(cuts)),
        tasks=tuple(_tasks(decomposition, ordered, cuts, cycles, hubs)),
    )


def _steps(ordered: Sequence[Service], cuts: Sequence[Cut]) -> Iterator[Step]:
    inside = list(cuts)
    for service in ordered:
        mine = [cut for cut in inside if service.id in (cut.from_service, cut.to_service)]
        inside = [cut for cut in inside if service.id not in (cut.from_service, cut.to_service)]
        yield Step(service.id, _points(mine), len(mine), _points(inside), len(inside))


def _points(cuts: Sequence[Cut]) -> int:
    return sum(cut.weight for cut in cuts)


def _ways(cuts: Sequence[Cut]) -> Mapping[Way, list[Cut]]:
    """The cuts by where they come from and go to; transactions have no direction."""
    ways: dict[Way, list[Cut]] = defaultdict(list)
    for cut in cuts:
        if cut.kind != "transaction" and cut.weight:
            ways[cut.from_service, cut.to_service].append(cut)
    return ways


def _cycles(cuts: Sequence[Cut]) -> list[Cycle]:
    """Each two candidates that need each other, the cheapest to break first."""
    ways = _ways(cuts)
    found = []
    for origin, home in sorted(ways):
        if origin < home and (home, origin) in ways:
            there, back = ways[origin, home], ways[home, origin]
            lighter = there if _points(there) <= _points(back) else back
            found.append(
                Cycle(
                    origin=lighter[0].from_service,
                    home=lighter[0].to_service,
                    cuts=len(lighter),
                    points=_points(lighter),
                    evidence=some(lighter),
                )
            )
    return sorted(found, key=lambda cycle: (cycle.points, cycle.origin, cycle.home))


def _bonds(cuts: Sequence[Cut]) -> list[Bond]:
    """The candidates most of whose ties are to one other, the tightest first."""
    total: Counter[str] = Counter()
    between: Counter[Way] = Counter()
    for cut in cuts:
        for one, other in (
            (cut.from_service, cut.to_service),
            (cut.to_service, cut.from_service),
        ):
            total[one] += cut.weight
            between[one, other] += cut.weight
    found = [
        Bond(one, other, points, round(points / total[one], 4))
        for (one, other), points in between.items()
        if points and points >= BOUND * total[one]
    ]
    return sorted(found, key=lambda bond: (-bond.share, -bond.points, bond.service, bond.other))


def _tasks(
    decomposition: Decomposition,
    ordered: Sequence[Service],
    cuts: Sequence[Cut],
    cycles: Sequence[Cycle],
    hubs: Sequence[Hub],
) -> Iterator[Task]:
    """What to do inside the monolith: divide flat files, then for the first candidates in turn."""
    for hub in hubs:
        if hub.kind == GOD_MODULE:
            homes = {part.service for part in hub.parts if part.service is not None}
            text = f"Divide {hub.name} along its definitions, which go to {len(homes)} services."
            yield Task(text, "split module", len(hub.parts), None, hub.evidence[:PLACES])
    for service in [one for one in ordered if one.nature == SUBJECT][:PREPARED]:
        for cycle in cycles:
            if service.id in (cycle.origin, cycle.home):
                yield _break(decomposition, service, cycle)
        yield from _loosened(service, cuts)


def _break(decomposition: Decomposition, service: Service, cycle: Cycle) -> Task:
    origin, home = decomposition.name(cycle.origin), decomposition.name(cycle.home)
    return Task(
        text=f"Stop {origin} from needing {home} ({counted(cycle.cuts, 'cut')}), which needs it: "
        f"let {home} call or tell {origin}, not both ways.",
        remedy="invert the dependency",
        count=cycle.cuts,
        service=service.id,
        evidence=cycle.evidence,
    )


def _loosened(service: Service, cuts: Sequence[Cut]) -> Iterator[Task]:
    """One task for each kind of a candidate's cuts, in the order in which they are best done."""
    mine: dict[str, list[Cut]] = defaultdict(list)
    for cut in cuts:
        if service.id in (cut.from_service, cut.to_service) and cut.weight:
            mine[cut.tie].append(cut)
    work = {tie: by_tie()[tie].work[tie] for tie in mine}
    for tie in sorted(mine, key=lambda tie: (work[tie].turn, tie)):
        found, todo = mine[tie], work[tie]
        number = len({(cut.source, cut.target) for cut in found})
        ends = listed(dict.fromkeys(cut.source for cut in found), limit=3)
        yield Task(
            text=todo.text.format(n=counted(number, todo.noun, todo.nouns), s=service.name, e=ends),
            remedy=Counter(cut.remedy for cut in found).most_common(1)[0][0],
            count=number,
            service=service.id,
            evidence=some(found),
        )
