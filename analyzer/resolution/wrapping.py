"""Decorators that wrap: what their wrapper adds to the arguments of the function that it wraps.

    def with_project(view):
        def wrapper(*args, **kwargs):
            return view(*args, project=Project.query.get(...), **kwargs)
        return wrapper

The decorated name goes on meaning the function itself, for its callers and for whoever follows
them; what the wrapper adds is handed in from the side. Each decorator is understood for each
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
    receiver = decorator.receiver if isinstance(decorator, BoundMethod) else None
    wrapped = function.signature.positional[0 if receiver is None else 1 :][:1]
    if not wrapped or not _adds(frame, function, wrapped[0]):
        return
    engine = frame.engine
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


def _adds(frame: Frame, decorator: FunctionInfo, wrapped: str) -> bool:
    known = frame.engine.adders.get(decorator)
    if known is None:
        wrappers = (node for node in walk(decorator.node.body) if _is_function(node))
        known = any(_hands_more(node, wrapped) for node in wrappers)
        frame.engine.adders[decorator] = known
    return known


def _is_function(node: object) -> bool:
    return isinstance(node, facts.FunctionDef)


def _hands_more(wrapper: object, wrapped: str) -> bool:
    """Tell whether a wrapper calls what it wraps with more than the wrapper itself was given."""
    assert isinstance(wrapper, facts.FunctionDef)
    own = {parameter.name for parameter in wrapper.parameters} - set(_changed(wrapper.body))
    for node in walk(wrapper.body):
        if isinstance(node, facts.Call) and node.func == facts.Name(wrapped):
            given = (*node.args, *(keyword.value for keyword in node.keywords))
            if any(not _is_own(value, own) for value in given):
                return True
    return False


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
