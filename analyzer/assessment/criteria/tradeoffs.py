"""The benefits and drawbacks of microservices, by this code."""

from __future__ import annotations

from collections import Counter

from analyzer.assessment.case import Case
from analyzer.assessment.criteria.counting import (
    ASYNCHRONOUS_CUTS,
    Criterion,
    Finding,
    of_kind,
    waiting,
)
from analyzer.assessment.cuts import PLACES, some
from analyzer.assessment.cuts.call import PURE
from analyzer.assessment.interfaces import LIBRARY as LIBRARY_STYLE
from analyzer.assessment.placement import LIBRARY
from analyzer.assessment.ties import places
from analyzer.assessment.wording import counted


def _technology_freedom(case: Case) -> Finding:
    cuts = [cut for cut in case.cuts if cut.kind in ("import", "inherit") and cut.weight]
    libraries = sum(role == LIBRARY for role in case.roles.values())
    text = (
        f"Imports and base classes across candidates: {len(cuts)}; shared library modules: "
        f"{libraries}. They tie candidates to one language and to the same versions."
    )
    return text, some(cuts)


def _team_autonomy(case: Case) -> Finding:
    tied = {service for cut in case.cuts for service in (cut.from_service, cut.to_service)}
    every = len(case.services)
    text = (
        f"Candidates without any tie to another: {every - len(tied)} of {every}. Each of the "
        f"rest has to agree on an interface with somebody."
    )
    return text, ()


def _resilience(case: Case) -> Finding:
    pairs = {(cut.from_service, cut.to_service) for cut in waiting(case)}
    apart = {(cut.from_service, cut.to_service) for cut in of_kind(case, ASYNCHRONOUS_CUTS)}
    text = (
        f"Candidates that would wait for another, and need timeouts and a fallback: "
        f"{counted(len(pairs), 'pair')}; tied by tasks or signals: {counted(len(apart), 'pair')}."
    )
    return text, ()


def _distributed_complexity(case: Case) -> Finding:
    calls = [cut for cut in of_kind(case, ("call",)) if cut.tie != PURE]
    text = f"Ties between modules that would be calls over the network: {len(calls)}."
    if case.chains:
        longest = case.chains[0]
        way = ", ".join(map(case.decomposition.name, longest.services))
        hops = counted(len(longest.services) - 1, "call")
        text += (
            f" On the longest way, from {longest.kind} {longest.name}, a request would make {hops} "
            f"one inside the other: {way}."
        )
    return text, some(calls)


def _data_consistency(case: Case) -> Finding:
    sagas = of_kind(case, ("transaction",))
    every = len(case.decomposition.transactions())
    number = len({(cut.source, cut.target) for cut in sagas})
    if not every:
        return "No explicit transaction was found; what a request commits has to be asked.", ()
    text = f"Transactions that write tables of several candidates: {number} of {every}."
    return text, some(sagas)


def _operational_overhead(case: Case) -> Finding:
    brokers = bool(of_kind(case, ASYNCHRONOUS_CUTS))
    stores = sum(bool(service.tables) for service in case.services)
    text = (
        f"{counted(len(case.services), 'service')} and {counted(stores, 'store')} to run"
        f"{', and a broker for the messages between them' if brokers else ''}. Containers are "
        f"usual, not required. Whether somebody can run this is not in the code."
    )
    return text, ()


def _testing(case: Case) -> Finding:
    entries = len(case.decomposition.entry_points())
    if not entries:
        return "No entry point was found: how many services a request passes is not known.", ()
    alone = entries - len(case.chains)
    mean = round((alone + sum(len(chain.reached) for chain in case.chains)) / entries, 1)
    text = f"Of {counted(entries, 'entry point')}, {alone} stay within one candidate."
    if case.chains:
        widest = max(case.chains, key=lambda chain: len(chain.reached))
        text += (
            f" A request may come to {mean} services on average, to {len(widest.reached)} at most "
            f"({widest.kind} {widest.name}): to test or trace it takes all of them."
        )
    return text, ()


def _api_surface(case: Case) -> Finding:
    offered = {
        interface.service: [one for one in interface.operations if one.style != LIBRARY_STYLE]
        for interface in case.interfaces
    }
    number = sum(map(len, offered.values()))
    if not number:
        return "No function with data behind it is called across: no API would be needed.", ()
    widest = min(offered, key=lambda service: (-len(offered[service]), service))
    styles = Counter(one.style for every in offered.values() for one in every)
    kinds = ", ".join(f"{count} as {style}" for style, count in sorted(styles.items()))
    text = (
        f"Functions that would have to be offered: {number} ({kinds}); {len(offered[widest])} of "
        f"them by {case.decomposition.name(widest)}, the most."
    )
    return text, places(one.evidence[:1] for one in offered[widest][:PLACES])


ROWS: tuple[Criterion, ...] = (
    ("technology freedom", _technology_freedom),
    ("team autonomy", _team_autonomy),
    ("resilience", _resilience),
    ("distributed complexity", _distributed_complexity),
    ("data consistency", _data_consistency),
    ("operational overhead", _operational_overhead),
    ("testing and debugging", _testing),
    ("API surface", _api_surface),
)
