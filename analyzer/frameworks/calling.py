"""Which function calls which: what a service would have to offer, and how far requests travel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analyzer.model import facts
from analyzer.model.codebase import Call, Function
from analyzer.model.place import Location
from analyzer.model.walking import children
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.units import Unit

# Who calls whom, each a module and a function in it.
Ends = tuple[str, str, str, str]

# What a method's own object is called, which a caller does not pass.
_RECEIVERS = frozenset({"self", "cls"})


@dataclass
class _Lines:
    """The lines of a file on which a call stands in a loop, or as a statement of its own."""

    looped: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)


def calls(units: Iterable[Unit]) -> tuple[tuple[Call, ...], tuple[Function, ...]]:
    """Return the calls between the program's functions, and the functions that are called."""
    places: dict[Ends, set[Location]] = {}
    called: dict[tuple[str, str], FunctionInfo] = {}
    lines: dict[str, _Lines] = {}
    for unit in units:
        path = unit.module.path
        if path not in lines:
            lines[path] = _lines(unit.module.facts.body)
        for callee, line in unit.effects.calls:
            if callee.module.is_outside or callee.function is None:
                continue
            ends = (unit.module.name, unit.name, callee.module.name, callee.name)
            places.setdefault(ends, set()).add(Location(path, line))
            called[ends[2:]] = callee.function
    found = tuple(
        Call(
            *ends,
            evidence=tuple(sorted(places[ends])),
            looped=tuple(p for p in sorted(places[ends]) if p.line in lines[p.path].looped),
            dropped=all(p.line in lines[p.path].dropped for p in places[ends]),
        )
        for ends in sorted(places)
    )
    return found, tuple(_function(*key, called[key]) for key in sorted(called))


def _function(module: str, name: str, function: FunctionInfo) -> Function:
    parameters = tuple(p.name for p in function.node.parameters if p.name not in _RECEIVERS)
    return Function(module, name, Location(function.module.path, function.node.line), parameters)


def _lines(body: facts.Block) -> _Lines:
    lines = _Lines()
    for call, looped, dropped in _calls(body):
        if looped:
            lines.looped.add(call.line)
        if dropped:
            lines.dropped.add(call.line)
    return lines


# What a call is looked for in by a rule of its own.
_TELLING = frozenset(
    {
        facts.Call,
        facts.ClassDef,
        facts.Comprehension,
        facts.Evaluate,
        facts.FunctionDef,
        facts.Lambda,
        facts.Loop,
    }
)


def _calls(body: object) -> Iterator[tuple[facts.Call, bool, bool]]:
    """Yield each call, whether it stands in a loop of its function, and whether alone."""
    todo = [(body, False)]
    while todo:
        node, looped = todo.pop()
        if type(node) not in _TELLING:
            todo += [(part, looped) for part in children(node)]
            continue
        repeated: Iterable[object] = ()
        once: Iterable[object] = ()
        match node:
            case facts.FunctionDef() | facts.ClassDef() | facts.Lambda():
                looped = False
            case facts.Loop(target=target, iterable=iterable, body=inner, orelse=orelse):
                once, repeated = (iterable, orelse), (target, inner)
            case facts.Comprehension(key=key, element=element, clauses=(first, *others)):
                once, repeated = (first.iterable,), (first.conditions, key, element, *others)
            case facts.Evaluate(value=facts.Call() as call):
                yield call, looped, True
            case facts.Evaluate(value=facts.Await(value=facts.Call() as call)):
                yield call, looped, True
            case facts.Call():
                yield node, looped, False
        todo += [(part, looped) for part in once or children(node)]
        todo += [(part, True) for part in repeated]
