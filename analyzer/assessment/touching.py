"""Which functions have data behind them; the rest is pure code, as far as was seen."""

from __future__ import annotations

from collections import defaultdict

from analyzer.model.codebase import Codebase, Place


def touching(codebase: Codebase) -> frozenset[Place]:
    """The functions that come to any table, by themselves or by whom they call.

    A method beside the definition of a table works on its rows, whether it fetches any or not.
    """
    defining = {table.module for table in codebase.tables}
    callers: dict[Place, list[Place]] = defaultdict(list)
    for call in codebase.calls:
        callers[call.target_module, call.target].append((call.source_module, call.source))
    found = {(access.module, access.function) for access in codebase.accesses}
    found |= {
        (call.target_module, call.target)
        for call in codebase.calls
        if call.target_module in defining and "." in call.target
    }
    waiting = list(found)
    while waiting:
        for caller in callers.get(waiting.pop(), ()):
            if caller not in found:
                found.add(caller)
                waiting.append(caller)
    return frozenset(found)
