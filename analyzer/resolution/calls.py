"""Calls: arguments flow into parameters, results flow back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product

from analyzer.model import facts
from analyzer.resolution import builtin_calls, generated, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.units import Context, Unit
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    DictOf,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Instance,
    ListOf,
    SuperValue,
    TupleOf,
    Value,
    Values,
)


def evaluate_call(frame: Frame, node: facts.Call) -> Values:
    """Return what a call can give."""
    from analyzer.resolution.expressions import evaluate

    callees = evaluate(frame, node.func)
    site = frame.site(node)
    if callees and _defers(frame, callees[0]):
        return _defer(frame, site, node)
    _fill(frame, site, node)
    if not callees or all(isinstance(callee, ExternalMethod) for callee in callees):
        _grow_container(frame, node, site)
    if not callees:
        return _unknown_call(frame, node, site)
    result: Values = ()
    for callee in callees:
        result = join(result, call_value(frame, callee, site))
    return result


def _defers(frame: Frame, callee: Value) -> bool:
    return isinstance(callee, External) and any(s.defers(callee) for s in frame.engine.semantics)


def _defer(frame: Frame, site: CallSite, node: facts.Call) -> Values:
    """Run what a call is handed outside of the transactions that are open."""
    transactions, frame.transactions = frame.transactions, []
    _fill(frame, site, node)
    for value in site.args[0] if site.args else ():
        call_value(frame, value, no_arguments(frame, node.line))
    frame.transactions = transactions
    return ()


def _fill(frame: Frame, site: CallSite, node: facts.Call) -> None:
    from analyzer.resolution.expressions import evaluate

    args: list[Values] = []
    for argument in node.args:
        if isinstance(argument, facts.Starred):
            args.extend(_spread(evaluate(frame, argument.value), frame, node.line))
        else:
            args.append(evaluate(frame, argument))
    keywords: dict[str, Values] = {}
    for keyword in node.keywords:
        values = evaluate(frame, keyword.value)
        if keyword.name is not None:
            keywords[keyword.name] = values
            continue
        for value in values:
            if isinstance(value, DictOf) and value.key is not None:
                known = keywords.get(value.key, ())
                keywords[value.key] = join(known, (value.element,))
    site.args = tuple(args)
    site.keywords = keywords


def _spread(values: Values, frame: Frame, line: int) -> list[Values]:
    for value in values:
        if isinstance(value, TupleOf):
            return list(value.items)
    elements: Values = ()
    for value in values:
        elements = join(elements, lookup.iterate(frame, value, line))
    return [elements] if elements else []


def no_arguments(frame: Frame, line: int) -> CallSite:
    """Return the site of a call that nobody wrote down, such as that of a property."""
    return CallSite(facts.Call(facts.Opaque(), (), (), line), frame.unit)


def call_value(frame: Frame, callee: Value, site: CallSite) -> Values:
    """Return what calling one value gives."""
    match callee:
        case BoundMethod():
            for semantics in frame.engine.semantics:
                semantics.called(frame, callee, site)
            return call_function(frame, callee, site)
        case FunctionValue():
            return call_function(frame, callee, site)
        case ClassValue():
            return _construct(frame, callee, site)
        case External(name=name) if name.startswith("builtins."):
            answer = builtin_calls.call(frame, name[9:], site)
            if answer is not None:
                return answer
        case Instance(cls=cls) if found := lookup.in_class(frame, cls, "__call__"):
            return _call_instance(frame, callee, found, site)
    for semantics in frame.engine.semantics:
        answer = semantics.call(frame, callee, site)
        if answer is not None:
            return answer
    return _call_external(frame, callee, site)


def _call_instance(frame: Frame, callee: Instance, found: Values, site: CallSite) -> Values:
    result: Values = ()
    for method in found:
        for value in lookup.bind(frame, method, callee, "__call__", site.line):
            result = join(result, call_value(frame, value, site))
    return result


def _call_external(frame: Frame, callee: Value, site: CallSite) -> Values:
    match callee:
        case External(name=name):
            answer = builtin_calls.call_library(frame, name, site)
            if answer is not None:
                return answer
            return (ExternalInstance(name, site if _is_tracked(frame, name) else None),)
        case ExternalInstance(name=name):
            return (ExternalInstance(f"{name}()"),) if name.count("()") < 2 else ()
        case ExternalMethod():
            return builtin_calls.call_method(frame, callee, site)
        case ListOf(element=element):  # a lambda: calling it gives what its body gives
            return (element,)
    return ()


def _is_tracked(frame: Frame, name: str) -> bool:
    return any(semantics.tracks(name) for semantics in frame.engine.semantics)


def _construct(frame: Frame, callee: ClassValue, site: CallSite) -> Values:
    cls = callee.cls
    for semantics in frame.engine.semantics:
        answer = semantics.construct(frame, cls, site)
        if answer is not None:
            return answer
    in_body = frame.cls is not None or frame.unit.function is None
    made = Instance(cls, site if in_body else None)
    written = lookup.in_class(frame, cls, "__init__")
    for method in written:
        if isinstance(method, FunctionValue):
            call_function(frame, BoundMethod(method.function, Instance(cls), method.outer), site)
    if not written and not frame.engine.distinguishes(callee):
        generated.fill(frame, cls, site)
    return (made,)


def call_function(frame: Frame, callee: FunctionValue | BoundMethod, site: CallSite) -> Values:
    """Pass the arguments to a function of the program and return what it returns."""
    receiver = callee.receiver if isinstance(callee, BoundMethod) else None
    given = bind_arguments(callee.function.node.parameters, site, 0 if receiver is None else 1)
    result: Values = ()
    for context in _contexts(frame, callee.function, given):
        unit = frame.engine.function_unit(callee.function, receiver, callee.outer, context)
        result = join(
            result, _call_unit(frame, unit, _narrowed(frame, callee.function, given, context), site)
        )
    return result


def _call_unit(frame: Frame, unit: Unit, given: Mapping[str, Values], site: CallSite) -> Values:
    engine = frame.engine
    frame.note_call(unit, site.line)
    for name, values in given.items():
        engine.write(frame.slot(unit.parameters, name), values)
    yielded = engine.read(unit.yields, frame.unit)
    returned = engine.read(unit.returns, frame.unit)
    if yielded:
        return join(returned, tuple(ListOf(value) for value in yielded))
    return returned


# A call whose arguments may be more than so many combinations is not taken apart.
_MOST_COMBINATIONS = 6


def _contexts(frame: Frame, function: FunctionInfo, given: Mapping[str, Values]) -> list[Context]:
    """Return the combinations of arguments that frameworks tell apart, else one empty context.

    The Cartesian product algorithm (Agesen, ECOOP 1995), for those arguments alone: else a helper
    that returns the query it was given would return everybody's to everybody.
    """
    told_apart = {
        name: apart
        for name, values in given.items()
        if (apart := [v for v in values if frame.engine.distinguishes(v, function)])
    }
    if not told_apart or math.prod(map(len, told_apart.values())) > _MOST_COMBINATIONS:
        return [()]
    names = sorted(told_apart)
    return [
        tuple(zip(names, chosen, strict=True))
        for chosen in product(*(told_apart[name] for name in names))
    ]


def _narrowed(
    frame: Frame, function: FunctionInfo, given: Mapping[str, Values], context: Context
) -> dict[str, Values]:
    """Return the arguments with those alone that the context names, of what is told apart."""
    chosen = dict(context)
    return {
        name: (chosen[name], *(v for v in values if not frame.engine.distinguishes(v, function)))
        if name in chosen
        else values
        for name, values in given.items()
    }


def bind_arguments(parameters: facts.Parameters, site: CallSite, skip: int) -> dict[str, Values]:
    """Return what each parameter is given by a call."""
    given: dict[str, Values] = {}
    positional = [p for p in parameters if p.kind in ("positional", "positional_only")][skip:]
    for parameter, values in zip(positional, site.args, strict=False):
        given[parameter.name] = values
    named = {p.name for p in parameters if p.kind in ("positional", "keyword_only")}
    rest = {p.kind: p.name for p in parameters if p.kind in ("args", "kwargs")}
    if "args" in rest:
        for values in site.args[len(positional) :]:
            packed = tuple(ListOf(value) for value in values[:8])
            given[rest["args"]] = join(given.get(rest["args"], ()), packed)
    for name, values in site.keywords.items():
        if name in named:
            given[name] = join(given.get(name, ()), values)
        elif "kwargs" in rest:
            entries = tuple(DictOf(name, value) for value in values[:4])
            given[rest["kwargs"]] = join(given.get(rest["kwargs"], ()), entries)
    return given


def _unknown_call(frame: Frame, node: facts.Call, site: CallSite) -> Values:
    if isinstance(node.func, facts.Attribute):
        for semantics in frame.engine.semantics:
            answer = semantics.unknown_call(frame, node.func.value, node.func.attr, site)
            if answer is not None:
                return answer
    return ()


# What adds an element to the container that a local name holds.
_GROWERS = {"append": 0, "add": 0, "appendleft": 0, "insert": 1}


def _grow_container(frame: Frame, node: facts.Call, site: CallSite) -> None:
    match node.func:
        case facts.Attribute(value=facts.Name(id=name), attr=attr) if name in frame.env:
            if attr in _GROWERS and len(site.args) > _GROWERS[attr]:
                added: Values = tuple(ListOf(value) for value in site.args[_GROWERS[attr]][:8])
            elif attr in ("extend", "update", "setdefault") and site.args:
                added = tuple(v for v in site.args[-1] if isinstance(v, ListOf | DictOf))
            else:
                return
            if added:
                frame.bind(name, join(frame.env[name], added))


def super_of(frame: Frame, site: CallSite) -> Values:
    """Return what `super()` or `super(Class, self)` stands for in the running method."""
    owner = frame.unit.owner
    receiver = _receiver(frame)
    if site.args and isinstance(site.args[0], tuple):
        for value in site.args[0]:
            if isinstance(value, ClassValue):
                owner = value.cls
    if owner is None or receiver is None:
        return ()
    cls = lookup.class_of(receiver)
    if cls is not None and owner not in mro(cls):
        return ()
    return (SuperValue(owner, receiver),)


def _receiver(frame: Frame) -> Value | None:
    unit = frame.unit
    while unit.receiver is None and unit.outer is not None:
        unit = unit.outer
    return unit.receiver
