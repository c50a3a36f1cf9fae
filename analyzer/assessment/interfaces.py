"""The API that each candidate would offer, how far requests travel, and what fails with what.

An operation is a function that the code of other services calls today. Which style suits it is told
from the code: what comes to no data is a library; what writes and whose result nobody uses can be a
message; what only reads, and is asked for in loops or in many places, is better served by a copy of
the data; the rest is a synchronous call (Richardson, *Microservices Patterns*, chapters 3 and 7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import places
from analyzer.assessment.travelling import CallGraph, Errand, Travel
from analyzer.assessment.wording import counted, listed
from analyzer.model.analysis import EntryPoint
from analyzer.model.codebase import Call, Place
from analyzer.model.interfaces import Chain, Failing, Interface, Operation

CALL = "call"
EVENT = "event"
REPLICA = "replica"
LIBRARY = "library"

# From so many places on, a call for each is chatty: a copy of the data serves them better.
MANY_PLACES = 5
SHOWN = 5

# What makes an object is part of the operation that its methods are.
MAKING = "__init__"


def interfaces(
    decomposition: Decomposition,
) -> tuple[tuple[Interface, ...], tuple[Chain, ...]]:
    """The interface of each service, sorted by service, and the chains that cross a line.

    Chains come with the longest first.
    """
    graph = CallGraph(decomposition)
    travels = [(entry, graph.travel(entry)) for entry in decomposition.entry_points()]
    offered = _operations(graph)
    found = tuple(
        Interface(
            service=service,
            operations=tuple(offered[service]),
            calls_back=sum(
                service in operation.callers for every in offered.values() for operation in every
            ),
            fails_with=tuple(_failing(decomposition, service, travels)),
        )
        for service in decomposition.service_ids()
    )
    chains = [_chain(graph, entry, travel) for entry, travel in travels if travel.ways]
    far = [chain for chain in chains if len(chain.services) > 1]
    return found, tuple(sorted(far, key=lambda c: (-len(c.services), c.kind, c.name, c.module)))


def _operations(graph: CallGraph) -> dict[str, list[Operation]]:
    """The operations of each service, the most called first."""
    called: dict[tuple[str, Place], list[Call]] = defaultdict(list)
    for calls in graph.calls.values():
        for call in calls:
            target = (call.target_module, call.target)
            origin = graph.service((call.source_module, call.source))
            service = graph.service(target)
            if origin is not None and service is not None and origin != service:
                called[service, target].append(call)
    passed = {(f.module, f.name): f.parameters for f in graph.decomposition.codebase.functions}
    methods = {(module, _owner(name)) for _, (module, name) in called if not _is_making(name)}
    offered: dict[str, list[Operation]] = defaultdict(list)
    for (service, target), calls in sorted(called.items(), key=lambda item: item[0]):
        module, name = target
        if not _is_making(name) or (module, _owner(name)) not in methods:
            data = _passed(passed, target)
            offered[service].append(_operation(graph, service, target, calls, data))
    for operations in offered.values():
        operations.sort(key=lambda one: (-len(one.evidence), one.module, one.function))
    return offered


def _operation(
    graph: CallGraph,
    service: str,
    target: Place,
    calls: Sequence[Call],
    parameters: tuple[str, ...],
) -> Operation:
    errand = graph.errand(target, service)
    demand = Demand(
        number=len(places(call.evidence for call in calls)),
        looped=len(places(call.looped for call in calls)),
        dropped=all(call.dropped for call in calls),
    )
    others = listed(sorted(map(graph.decomposition.name, errand.others)), limit=3)
    style, reason = _style(errand, demand, others)
    origins = {graph.service((call.source_module, call.source)) for call in calls}
    return Operation(
        module=graph.whole(target[0]),
        function=target[1],
        parameters=parameters,
        style=style,
        reason=reason,
        callers=tuple(sorted(origin for origin in origins if origin is not None)),
        tables=tuple(errand.tables()),
        evidence=places(call.evidence for call in calls),
        looped=demand.looped,
    )


def _is_making(name: str) -> bool:
    return name.rpartition(".")[2] == MAKING


def _owner(name: str) -> str:
    return name.rpartition(".")[0]


def _passed(passed: Mapping[Place, tuple[str, ...]], target: Place) -> tuple[str, ...]:
    """What callers pass: to a method, what its object is made with as well."""
    module, name = target
    made = passed.get((module, f"{_owner(name)}.{MAKING}"), ()) if "." in name else ()
    own = passed.get(target, ())
    return own if _is_making(name) else tuple(dict.fromkeys((*made, *own)))


@dataclass(frozen=True)
class Demand:
    """How a function is called from outside: places, those in loops, and whether all drop its
    result.
    """

    number: int
    looped: int
    dropped: bool

    def often(self) -> str:
        """Why a call for each would be chatty; "" where it would not."""
        if self.looped:
            return f"in {counted(self.looped, 'loop')}"
        return f"in {counted(self.number, 'place')}" if self.number >= MANY_PLACES else ""


def _style(errand: Errand, demand: Demand, others: str) -> tuple[str, str]:
    tables, written = errand.tables(), errand.written()
    if errand.pure:
        return LIBRARY, "No table was seen behind it: publish it as a library, or copy it."
    if written and demand.dropped:
        return EVENT, f"It writes {listed(written)} and nobody uses its result: send a message."
    if written:
        return CALL, f"It writes {listed(written)}, and its result is used."
    if tables and (often := demand.often()):
        return REPLICA, f"It only reads {listed(tables)}, and is called {often}: keep a copy."
    if tables:
        return CALL, f"It reads {listed(tables)}."
    if errand.others:
        return CALL, f"It works with what {others} hold: it may be better placed there."
    return CALL, "It works on rows that are handed to it: send what it needs of them."


def _failing(
    decomposition: Decomposition,
    service: str,
    travels: Sequence[tuple[EntryPoint, Travel]],
) -> Iterator[Failing]:
    """The other services' entry points that come to a service, the most of them first."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for entry, travel in travels:
        home = decomposition.module_service.get(entry.module)
        if home is not None and home != service and service in travel.ways:
            waiting[home].append(f"{entry.name} ({entry.function or entry.module})")
    for home in sorted(waiting, key=lambda one: (-len(waiting[one]), one)):
        names = tuple(sorted(set(waiting[home]))[:SHOWN])
        yield Failing(home, len(waiting[home]), names)


def _chain(graph: CallGraph, entry: EntryPoint, travel: Travel) -> Chain:
    return Chain(
        kind=entry.kind,
        name=entry.name,
        module=graph.whole(entry.module),
        function=entry.function,
        services=travel.longest(),
        reached=tuple(sorted(travel.ways)),
        crossings=travel.crossings,
    )
