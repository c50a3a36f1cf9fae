"""Decorators that wrap: what their wrapper adds to the arguments of the function that it wraps.

    def with_project(view):
        def wrapper(*args, **kwargs):
            return view(*args, project=Project.query.get(...), **kwargs)
        return wrapper

The decorated name goes on meaning the function itself, for its callers and for whoever follows
them; what the wrapper adds is handed in from the side, and what it puts between the arguments is
nothing that callers give. Each decorator is understood for each
function that it stands on, so that what one is given does not reach the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution import arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.values import BoundMethod, CallSite, FunctionValue, Value

_ADDERS = frozenset({"update", "setdefault"})


def wrap(frame: Frame, decorator: Value, decorated: Value) -> None:
    """Have a decorator understood for a function, if its wrapper adds arguments to it."""
    if not isinstance(decorator, FunctionValue | BoundMethod):
        return
    function = decorator.function
    if not (isinstance(decorated, FunctionValue) and function.has_inner):
        return
    frame.engine.decorators.setdefault(decorated.function, {})[function] = None
    receiver = decorator.receiver if isinstance(decorator, BoundMethod) else None
    wrapped = function.signature.positional[0 if receiver is None else 1 :][:1]
    places = _added(frame, function, wrapped[0]) if wrapped else None
    if places is None:
        return
    engine = frame.engine
    if places:
        engine.inserted[decorated.function] = places
    context = ((wrapped[0], decorated),)
    engine.inject(decorated.function)
    unit = engine.function_unit(function, receiver, decorator.outer, context)
    engine.write(Frame.slot(unit.parameters, wrapped[0]), (decorated,))
    engine.run_first(unit)


def wraps(frame: Frame, callee: FunctionValue | BoundMethod) -> bool:
    """Tell whether the running code is that of a wrapper around what it calls."""
    function = callee.function
    if function not in frame.engine.injected:
        return False
    outer = frame.unit.outer
    while outer is not None:
        for _, value in outer.context:
            if isinstance(value, FunctionValue) and value.function is function:
                return True
        outer = outer.outer
    return False


def hand_in(frame: Frame, callee: FunctionValue | BoundMethod, site: CallSite) -> None:
    """Pass what a wrapper gives to the function that it wraps, for all whom that runs for."""
    function = callee.function
    slots = frame.engine.injected[function]
    given = arguments.bind(function, site, 1 if isinstance(callee, BoundMethod) else 0)
    for name, values in given.items():
        if name in slots:
            frame.engine.write(slots[name], values)


def _added(frame: Frame, decorator: FunctionInfo, wrapped: str) -> frozenset[int] | None:
    """Return the places of the arguments that a decorator's wrapper puts in; None if it adds none.

    There are no places where it adds by name alone, or behind all others.
    """
    known = frame.engine.adders
    if decorator not in known:
        calls = [
            found
            for node in walk(decorator.node.body)
            if isinstance(node, facts.FunctionDef)
            for found in _calls_with_more(node, wrapped)
        ]
        known[decorator] = frozenset().union(*calls) if calls else None
    return known[decorator]


def _calls_with_more(wrapper: facts.FunctionDef, wrapped: str) -> Iterator[frozenset[int]]:
    """Yield the calls of what it wraps with more than the wrapper was given: the places of that."""
    own = {parameter.name for parameter in wrapper.parameters} - set(_changed(wrapper.body))
    for node in walk(wrapper.body):
        if isinstance(node, facts.Call) and node.func == facts.Name(wrapped):
            given = (*node.args, *(keyword.value for keyword in node.keywords))
            if any(not _is_own(value, own) for value in given):
                yield frozenset(_inserted(node.args, own))


def _inserted(given_on: tuple[facts.Expr, ...], own: set[str]) -> Iterator[int]:
    """Yield the places of arguments that stand before the rest of those that a wrapper is given."""
    starred = [at for at, given in enumerate(given_on) if isinstance(given, facts.Starred)]
    for at, given in enumerate(given_on[: starred[0]] if starred else ()):
        while isinstance(given, facts.Subscript):  # args[0]
            given = given.value
        if not _is_own(given, own):
            yield at


def _is_own(given: facts.Expr, own: set[str]) -> bool:
    inner = given.value if isinstance(given, facts.Starred) else given
    return isinstance(inner, facts.Name) and inner.id in own


def _changed(body: facts.Block) -> Iterator[str]:
    """Yield the names that a body binds, or adds entries to."""
    for node in walk(body):
        match node:
            case facts.Assign(targets=targets):
                for target in targets:
                    match target:
                        case facts.Name(id=name) | facts.Subscript(value=facts.Name(id=name)):
                            yield name
            case facts.Call(func=facts.Attribute(value=facts.Name(id=name), attr=attr)):
                if attr in _ADDERS:
                    yield name
