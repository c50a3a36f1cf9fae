"""Lookups that a function hands on: `return super().filter(*args, **kwargs)`.

All who call it give their lookups to the same parameters. So a query that is built of these joins
nothing where it is built; which tables each caller's lookups lead to is worked out where it calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.django.lookups import joined_tables, paths_in, queries_in, spanned
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import Lookup, QueryValue
from analyzer.model import facts
from analyzer.resolution import arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    DictOf,
    FunctionValue,
    Text,
    Value,
    Values,
    flattened,
)

# What a function is, and for which receiver.
_Callee = tuple[FunctionInfo, Value | None]
# A model that is queried, and whether the rows that a path leads to are fetched as well.
_Queried = tuple[ModelInfo, bool]


class Handing:
    """Which parameters of which functions end as lookups of which queries."""

    def __init__(self) -> None:
        self._known: dict[_Callee, dict[_Queried, frozenset[str]]] = {}

    def note(self, frame: Frame, queried: _Queried, names: frozenset[str]) -> None:
        """Take note that the running function hands these parameters on; its callers hear of it."""
        function = frame.unit.function
        if function is None or not names:
            return
        known = self._known.setdefault((function, frame.unit.receiver), {})
        if not names <= known.get(queried, frozenset()):
            known[queried] = known.get(queried, frozenset()) | names
            frame.engine.run_callers(function)

    def join(
        self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite, given: Values
    ) -> Values:
        """Record what a call's own lookups join; return what it gives, with these joins."""
        receiver = callee.receiver if isinstance(callee, BoundMethod) else None
        known = self._known.get((callee.function, receiver))
        if known is None:
            return given
        own, passed = parted(frame, site)
        bound = arguments.bind(callee.function, own, 0 if receiver is None else 1)
        for queried, names in list(known.items()):
            self.note(frame, queried, passed)
            lookups = _lookups(callee.function, bound, names, site)
            tables = joined_tables(queried[0], paths_in(lookups), queried[1])
            toucher = Toucher(frame, site.line, confidence(frame, site.call.func))
            for table in tables:
                toucher.touch(table, "read", "join")
            tables += spanned(queries_in(lookups))
            given = tuple(_joining(value, queried[0], tables) for value in given)
        return given


def _lookups(
    function: FunctionInfo, bound: arguments.Given, names: frozenset[str], site: CallSite
) -> CallSite:
    """Return a call that is given only what some parameters of another one are."""
    found = CallSite(site.call, site.unit)
    taken = {name: v for name, v in bound.items() if arguments.parameter(function, name) in names}
    found.args = tuple(values for name, values in taken.items() if name[:2] != "**")
    found.keywords = {name[2:]: values for name, values in taken.items() if name[:2] == "**"}
    return found


def _joining(value: Value, model: ModelInfo, tables: Iterable[str]) -> Value:
    is_built = isinstance(value, QueryValue) and value.model is model
    return value.joining(tables) if isinstance(value, QueryValue) and is_built else value


def parted(frame: Frame, site: CallSite) -> tuple[CallSite, frozenset[str]]:
    """Return a call with the lookups that it has of its own, and the names of the parameters
    of the running function that it hands on.
    """
    names = frozenset(_parameters_in(frame, site.call))
    if not names:
        return site, names
    handed = {v for name in names for v in _given(frame, name)}
    own = CallSite(site.call, site.unit)
    own.args = tuple(_without(values, handed) for values in site.args)
    keys = {value.key for value in handed if isinstance(value, DictOf)}
    named = {keyword.name for keyword in site.call.keywords}
    own.keywords = {
        name: _without(values, handed)
        for name, values in site.keywords.items()
        if name in named or name not in keys
    }
    return own, names


def _parameters_in(frame: Frame, call: facts.Call) -> Iterator[str]:
    """Yield the parameters of the running function that a call is given as they are."""
    function = frame.unit.function
    if function is None:
        return
    taken = function.signature
    spread = (keyword.value for keyword in call.keywords if keyword.name is None)
    for argument in (*call.args, *spread):
        inner = argument.value if isinstance(argument, facts.Starred) else argument
        if isinstance(inner, facts.Name) and (
            inner.id in taken.named or inner.id in (taken.args, taken.kwargs)
        ):
            yield inner.id


def _given(frame: Frame, name: str) -> Iterator[Value]:
    """Yield the lookups that all callers together give a parameter."""
    slot = frame.unit.parameters.get(name)
    for value in flattened(slot.values if slot is not None else ()):
        if isinstance(value, DictOf):
            yield from (value, *(v for v in flattened((value.element,)) if _is_lookup(v)))
        elif _is_lookup(value):
            yield value


def _is_lookup(value: Value) -> bool:
    return isinstance(value, Text | Lookup)


def _without(values: Values, handed: set[Value]) -> Values:
    return tuple(value for value in flattened(values) if value not in handed)
