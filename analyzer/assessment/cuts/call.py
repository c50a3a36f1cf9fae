"""Calls of another service's functions: they will go over the network.

Remedies: call the API, behind an interface that is made first (branch by abstraction); a shared
library where no table was seen behind anything that is called, which costs the unit `pure_call`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from analyzer.assessment.cuts import MODULES, CutKind, Work
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import Ends, Remedy, Tie, dependency_pairs, places
from analyzer.assessment.touching import touching
from analyzer.assessment.uses import Use
from analyzer.assessment.wording import counted, listed
from analyzer.model.codebase import Call, Codebase

KIND = "call"
PURE = "pure_call"
CALL = "call the API"
LIBRARY = "shared library"


def find(codebase: Codebase, uses: Sequence[Use]) -> Iterator[Tie]:
    """One tie for each calling and called module."""
    called = _called(codebase)
    with_data = touching(codebase)
    for source, target, _, evidence in dependency_pairs(codebase, (KIND,)):
        calls = called.get((source, target), ())
        pure = bool(calls) and not any((target, call.target) in with_data for call in calls)
        tell = _library if pure else _api
        yield Tie(PURE if pure else KIND, source, target, evidence, partial(tell, calls))


def _called(codebase: Codebase) -> Mapping[tuple[str, str], Sequence[Call]]:
    """The calls between functions, by the modules of the two."""
    called: dict[tuple[str, str], list[Call]] = defaultdict(list)
    for call in codebase.calls:
        called[call.source_module, call.target_module].append(call)
    return called


def _functions(calls: Sequence[Call], tie: Tie) -> str:
    """Which functions are called, in how many places, how many of these in loops."""
    number = counted(len(tie.evidence), "place")
    looped = len(places(call.looped for call in calls))
    loops = f", {looped} of them in a loop" if looped else ""
    names = listed(sorted({call.target for call in calls if call.target})) or "it"
    return f"{tie.source} calls {names} of {tie.target} in {number}{loops}"


def _api(calls: Sequence[Call], tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    loops = any(call.looped for call in calls)
    chatty = " In a loop each call is a round trip: ask for all at once." if loops else ""
    return Remedy(
        CALL,
        f"{_functions(calls, tie)}: put an interface in front of what it uses (branch by "
        f"abstraction), then let {decomposition.name(ends.home)} serve it over the network, with a "
        f"timeout.{chatty}",
    )


def _library(calls: Sequence[Call], tie: Tie, decomposition: Decomposition, ends: Ends) -> Remedy:
    return Remedy(
        LIBRARY,
        f"{_functions(calls, tie)}, and no table was seen behind that: move it into a shared "
        f"library, or copy it if it is small.",
    )


CUT = CutKind(
    KIND,
    find,
    MODULES,
    {KIND: "calls", PURE: "calls of pure code"},
    {
        KIND: Work(7, "call", "Put an interface in front of {n} in and out of {s}: {e}."),
        PURE: Work(8, "call", "Move what {n} across the border of {s} need into libraries: {e}."),
    },
    directed=frozenset({KIND}),
)
