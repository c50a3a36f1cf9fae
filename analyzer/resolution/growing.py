"""Containers that grow: what is put into a list, set or mapping comes out of it again.

Be it held by a name of the function, by a global one or by an attribute: `handlers.append(fn)`,
`self.handlers[key] = cls`, `handlers.setdefault(key, []).append(fn)`.
"""

from __future__ import annotations

from itertools import islice
from typing import TypeGuard

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.storing import store
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    ExternalMethod,
    FunctionValue,
    Instance,
    ListOf,
    Text,
    TupleOf,
    Value,
    Values,
    flattened,
    text_of,
)

# At which place what adds an element to a container is given it.
_ELEMENTS = {"append": 0, "add": 0, "appendleft": 0, "insert": 1}
_FILLERS = frozenset({*_ELEMENTS, "setdefault", "extend", "update"})


def may_grow(func: Expr) -> TypeGuard[facts.Attribute]:
    """Tell whether what is called may add something to a container."""
    return isinstance(func, facts.Attribute) and func.attr in _FILLERS


def grow(frame: Frame, func: facts.Attribute, site: CallSite) -> None:
    """Let a container hold what a call of one of its methods adds."""
    added = _added(func.attr, site)
    if func.attr in ("extend", "update"):
        added += gone_through(frame, site.args[0] if site.args else (), site.line)
    if func.attr == "add" and not any(map(is_container, evaluate(frame, func.value))):
        added = tuple(value for value in added if not _is_row(value))  # a session has an `add` too
    if added:
        put(frame, func.value, added)


def gone_through(frame: Frame, given: Values, line: int) -> Values:
    """Return what comes out of a query, or whatever else a container takes all elements of."""
    whole = (value for value in given if not is_container(value))
    elements = (element for value in whole for element in lookup.iterate(frame, value, line))
    return tuple(map(ListOf, islice(elements, 8)))


def is_container(value: Value) -> bool:
    """Tell whether a value is a list, a mapping or the like, which only hands on what it holds."""
    return isinstance(value, ListOf | DictOf | TupleOf)


def _is_row(value: Value) -> bool:
    return isinstance(value, ListOf) and isinstance(value.element, Instance)


def _added(name: str, site: CallSite) -> Values:
    if name in _ELEMENTS:
        place = _ELEMENTS[name]
        return tuple(map(ListOf, site.args[place][:8])) if len(site.args) > place else ()
    if name == "setdefault":
        key = text_of(site.argument(0, "key"))
        return tuple(DictOf(key.value if key else None, v) for v in site.argument(1, "default")[:4])
    given = site.args[0] if site.args else ()
    added: Values = tuple(v for v in given if isinstance(v, ListOf | DictOf))
    if name == "extend":
        displayed = tuple(value for value in given if isinstance(value, TupleOf))
        added += tuple(map(ListOf, islice(flattened(displayed), 8)))
    return added + tuple(DictOf(k, v) for k, vs in site.keywords.items() for v in vs[:4])


def put(frame: Frame, owner: Expr, added: Values) -> None:
    """Let the container that an expression stands for hold more."""
    match owner:
        case facts.Name(id=name) if name in frame.env:
            frame.bind(name, join(frame.env[name], added))
        case facts.Name(id=name) if name in frame.unit.module.slots:
            frame.engine.write_global(frame.unit.module, name, _telling(added))
        case facts.Attribute(value=inner, attr=attr, line=line) if kept := _telling(added):
            for receiver in evaluate(frame, inner):
                store(frame, receiver, attr, kept, line)
        case facts.Subscript(value=inner, index=key):
            put_at(frame, inner, key, added)
        case facts.Call(func=facts.Attribute(value=inner, attr="setdefault"), args=(key, *_)):
            put_at(frame, inner, key, added)


def put_at(frame: Frame, owner: Expr, key: Expr, added: Values) -> None:
    """Let a mapping hold more under a key."""
    tell_keys_apart(frame, key, added)
    put(frame, owner, _keyed(evaluate(frame, key), added))


def tell_keys_apart(frame: Frame, key: Expr, held: Values) -> None:
    """Have a function that registers or finds code by a key be understood for each key alone.

    One that makes a decorator is told before it is known what that stands on.
    """
    function = frame.unit.function
    if function is None or not isinstance(key, facts.Name):
        return
    is_given = any(parameter.name == key.id for parameter in function.node.parameters)
    if is_given and (function.has_inner or any(map(_is_code, held))):
        frame.engine.tell_texts_apart(function, (key.id,))


def _is_code(value: Value) -> bool:
    return any(isinstance(leaf, ClassValue | FunctionValue) for leaf in _leaves(value))


def _keyed(keys: Values, added: Values) -> Values:
    key = text_of(keys)
    text = key.value if key is not None and key.exact else None
    return tuple(DictOf(text, value) for value in added[:4])


def _telling(added: Values) -> Values:
    """Return what says something wherever it comes out: no strings, nothing of outsiders."""
    return tuple(value for value in added if any(map(_tells, _leaves(value))))


def _leaves(value: Value) -> Values:
    match value:
        case ListOf(element=element) | DictOf(element=element):
            return _leaves(element)
        case TupleOf():
            return tuple(leaf for item in flattened((value,)) for leaf in _leaves(item))
    return (value,)


def _tells(value: Value) -> bool:
    return not isinstance(value, Text | ExternalMethod) and value.kind == "plain"
