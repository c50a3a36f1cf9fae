"""Functions that hand on all that they are given: `return sa.Table(*args, **kwargs)`.

Through the parameters each call would lose which argument stood where, and the calls would be
mixed: so what such a function calls is called in its place.
"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.values import BoundMethod, External, FunctionValue, Values


def outsiders(frame: Frame, callee: FunctionValue | BoundMethod) -> Values:
    """Return what a function hands all its arguments on to, where a framework keeps its calls."""
    if isinstance(callee, BoundMethod) or callee.outer is not None:
        return ()
    target = _target(callee.function)
    if target is None:
        return ()
    inside = Frame(frame.engine, frame.engine.module_unit(callee.function.module))
    return tuple(
        value
        for value in evaluate(inside, target)
        if isinstance(value, External) and frame.engine.hooks.is_shaped_by_text(value.name)
    )


def _target(function: FunctionInfo) -> facts.Expr | None:
    """Return the `f` of `return f(*args, **kwargs)`, where these are the function's parameters."""
    parameters = function.node.parameters
    if len(parameters) != 2 or [p.kind for p in parameters] != ["args", "kwargs"]:
        return None
    if not function.node.body:
        return None
    args, kwargs = (parameter.name for parameter in parameters)
    match function.node.body[-1]:
        case facts.Return(
            value=facts.Call(
                func=facts.Name() | facts.Attribute() as target,
                args=(facts.Starred(value=facts.Name(id=first)),),
                keywords=keywords,
            )
        ) if first == args:
            spread = [k.value for k in keywords if k.name is None]
            return target if spread == [facts.Name(kwargs)] else None
    return None
