"""The benefits and drawbacks of microservices, by this code."""

from __future__ import annotations

from collections import Counter

from analyzer.assessment.case import Case
from analyzer.assessment.criteria.counting import (
    ASYNCHRONOUS_CUTS,
    SYNCHRONOUS_CUTS,
    Criterion,
    Finding,
    of_kind,
    some,
    spans,
)
from analyzer.assessment.placement import LIBRARY
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
    waiting = {(cut.from_service, cut.to_service) for cut in of_kind(case, SYNCHRONOUS_CUTS)}
    apart = {(cut.from_service, cut.to_service) for cut in of_kind(case, ASYNCHRONOUS_CUTS)}
    text = (
        f"Candidates that would wait for another, and need timeouts and a fallback: "
        f"{counted(len(waiting), 'pair')}; tied by tasks or signals: {counted(len(apart), 'pair')}."
    )
    return text, ()


def _distributed_complexity(case: Case) -> Finding:
    most, total, name = spans(case)
    calls = of_kind(case, ("call",))
    text = f"Calls between modules that would go over the network: {len(calls)}."
    if total:
        text += f" The entry point that reaches most, {name}, would need {most} services."
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
    most, total, name = spans(case)
    if not total:
        return "No entry point was found: how many services a request passes is not known.", ()
    entries = len(case.decomposition.entry_points())
    mean = round(total / entries, 1)
    return f"An entry point touches {mean} services on average, and {most} at most ({name}).", ()


def _api_surface(case: Case) -> Finding:
    wanted = {
        (cut.to_service, cut.target)
        for cut in case.cuts
        if cut.kind in SYNCHRONOUS_CUTS and isinstance(cut.target, str)
    }
    sizes = Counter(service for service, _ in wanted)
    if not sizes:
        return "No candidate would have to offer an API to another.", ()
    widest = min(sizes, key=lambda service: (-sizes[service], service))
    text = (
        f"Modules and tables that other candidates use, and that need an API: {len(wanted)}; "
        f"{sizes[widest]} of them belong to {case.decomposition.name(widest)}, the most."
    )
    return text, ()


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
