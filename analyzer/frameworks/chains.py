"""Chains of calls: what an early call seemed to do, and a later one decides otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.units import Effects, Transaction


def take_back(frame: Frame, table: str, hows: Collection[str], chain: facts.Expr) -> None:
    """Take back that a query was read which, in the same chain of calls, becomes a write."""
    wanted = {(table, "read", how, call.line) for call in calls_of(chain) for how in hows}
    places: list[Effects | Transaction] = [frame.effects, *frame.transactions]
    for noted in places:
        for touch in list(noted.touches):
            if (touch.table, touch.operation, touch.how, touch.line) in wanted:
                del noted.touches[touch]


def has_touched(frame: Frame, how: str, chain: facts.Expr) -> bool:
    """Tell whether a touch of that kind was recorded along a chain of calls."""
    lines = {call.line for call in calls_of(chain)}
    return any(touch.how == how and touch.line in lines for touch in frame.effects.touches)


def calls_of(chain: facts.Expr) -> Iterator[facts.Call]:
    """Yield the calls of `a.b().c()`, last first."""
    while True:
        match chain:
            case facts.Call(func=inner):
                yield chain
                chain = inner
            case facts.Attribute(value=inner) | facts.Subscript(value=inner):
                chain = inner
            case _:
                return
