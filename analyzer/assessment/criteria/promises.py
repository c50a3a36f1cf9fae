"""What a service promises to be, by this code."""

from __future__ import annotations

from collections import Counter

from analyzer.assessment.case import Case
from analyzer.assessment.criteria.counting import (
    ASYNCHRONOUS_CUTS,
    CODE_CUTS,
    Criterion,
    Finding,
    of_kind,
    waiting,
)
from analyzer.assessment.cuts import some
from analyzer.assessment.sharing import ORPHAN, PRIVATE, READ_ONLY, SHARED_READ, SHARED_WRITE
from analyzer.assessment.wording import counted, listed


def _single_responsibility(case: Case) -> Finding:
    metric = case.metrics.get("bcp")
    named = listed((service.name for service in case.services), limit=8)
    text = f"{counted(len(case.services), 'candidate')}: {named}."
    if metric is None or metric.value is None:
        return f"{text} Too few entry points were found to tell how many use cases each serves.", ()
    blob = metric.nulls.get("one_blob")
    return f"{text} Spread over use cases: {metric.value} (one blob: {blob}; 0 is best).", ()


def _independent_deployment(case: Case) -> Finding:
    cuts = [cut for cut in case.cuts if cut.kind in CODE_CUTS and cut.weight]
    pairs = {(cut.from_service, cut.to_service) for cut in cuts}
    mutual = sum((b, a) in pairs for a, b in pairs) // 2
    text = (
        f"Calls, imports and base classes between candidates: {len(cuts)}. As long as they stand, "
        f"the two sides ship together. Pairs of candidates that need each other: {mutual}."
    )
    return text, some(cuts)


def _decentralised_data(case: Case) -> Finding:
    kinds = Counter(row.kind for row in case.sharing)
    if not case.sharing:
        return "No table was found: whether data can be divided has to be asked.", ()
    text = (
        f"Of {counted(len(case.sharing), 'table')}: touched by their owner alone "
        f"{kinds[PRIVATE]}, written by their owner and read by others {kinds[SHARED_READ]}, "
        f"written by others too {kinds[SHARED_WRITE]}, only read {kinds[READ_ONLY]}, "
        f"not seen in use {kinds[ORPHAN]}."
    )
    return text, some(of_kind(case, ("shared_write",)))


def _network(case: Case) -> Finding:
    now = waiting(case)
    later = of_kind(case, ASYNCHRONOUS_CUTS)
    text = (
        f"Ties that would become synchronous calls or copies of data: {len(now)}; "
        f"that would become messages: {len(later)}."
    )
    return text, some([*now, *later])


def fault_isolation(case: Case) -> Finding:
    """What fails with the candidate that most requests to others need."""
    needed = {
        interface.service: sum(failing.entry_points for failing in interface.fails_with)
        for interface in case.interfaces
    }
    worst = min(needed, key=lambda service: (-needed[service], service), default=None)
    if worst is None or not needed[worst]:
        return _waiting_most(case)
    others = next(one.fails_with for one in case.interfaces if one.service == worst)
    first = f"{others[0].names[0]} of {case.decomposition.name(others[0].service)}"
    text = (
        f"When {case.decomposition.name(worst)} fails, "
        f"{counted(needed[worst], 'entry point')} of {counted(len(others), 'other candidate')} "
        f"fail with it unless they can wait or do without, such as {first}."
    )
    return text, some([cut for cut in waiting(case) if cut.to_service == worst])


def _waiting_most(case: Case) -> Finding:
    cuts = waiting(case)
    users = Counter(target for _, target in {(c.from_service, c.to_service) for c in cuts})
    if not users:
        return "No tie was found by which one candidate waits for another.", ()
    worst = min(users, key=lambda service: (-users[service], service))
    text = (
        f"{case.decomposition.name(worst)} is called, read or written by most: "
        f"{users[worst]} of {len(case.services) - 1} others. When it fails, so do they, unless "
        f"they can wait or do without."
    )
    return text, some([cut for cut in cuts if cut.to_service == worst])


ROWS: tuple[Criterion, ...] = (
    ("single responsibility", _single_responsibility),
    ("independent deployment", _independent_deployment),
    ("decentralised data", _decentralised_data),
    ("communication over the network", _network),
    ("fault isolation", fault_isolation),
)
