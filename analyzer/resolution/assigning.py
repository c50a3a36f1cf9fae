"""Assignments: what their targets hold from there on."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import growing, holding, lookup, loose, metaclasses
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.expressions import entries, unpack
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.storing import store
from analyzer.resolution.values import Instance, ListOf, Values, text_of


def assign(frame: Frame, target: Expr, values: Values, line: int = 0) -> None:
    """Let an assignment's target hold the values."""
    match target:
        case facts.Name(id=name):
            frame.bind(name, values)
        case facts.Attribute(value=owner, attr=attr, line=at):
            _set_attribute(frame, owner, attr, values, at or line)
        case facts.Collection(items=items):
            _unpack_into(frame, items, values, line)
        case facts.Starred(value=inner):
            assign(frame, inner, tuple(ListOf(value) for value in values), line)
        case facts.Subscript(value=owner, index=index):
            _store_item(frame, owner, index, values)


def _set_attribute(frame: Frame, owner: Expr, attr: str, values: Values, line: int) -> None:
    name = owner.id if isinstance(owner, facts.Name) else ""
    if name in frame.env and holding.tell_by_attribute(frame, name, attr, values):
        return
    receivers = evaluate(frame, owner)
    for receiver in receivers:
        store(frame, receiver, attr, values, line)
    loose.remember(frame, owner, receivers, attr, values)
    if not receivers and name:
        frame.wonder(name, attr)


def _unpack_into(frame: Frame, items: tuple[Expr, ...], values: Values, line: int) -> None:
    for position, item in enumerate(items):
        found = unpack(values, position)
        if not found:
            for value in values:
                found = join(found, lookup.iterate(frame, value, line))
        if not found and len(items) == 1:
            found = _only(frame, values, line)
        assign(frame, item, found, line)


def _only(frame: Frame, values: Values, line: int) -> Values:
    """Return what something of a framework's holds that is unpacked into one name: `row, = ...`."""
    first = facts.Subscript(facts.Name(""), facts.Constant(0))
    found: Values = ()
    for value in values:
        if isinstance(value, Instance):
            found = join(found, lookup.item(frame, value, first))
    return found


def _store_item(frame: Frame, owner: Expr, index: Expr, values: Values) -> None:
    key = text_of(evaluate(frame, index))
    known = evaluate(frame, owner)
    text = key.value if key is not None and key.exact else None
    held = entries(text, values)
    if text is not None:
        for namespace in filter(metaclasses.is_namespace, known):
            store(frame, namespace, text, values, 0)
    match owner:
        case facts.Name(id=name) if held and name in frame.env:
            frame.bind(name, join(known, held))
        case facts.Attribute(value=inner, attr="__dict__", line=line) if text is not None:
            for receiver in evaluate(frame, inner):
                store(frame, receiver, text, values, line)
        case facts.Attribute(value=inner, attr=attr, line=line) if held:
            growing.tell_keys_apart(frame, index, values)
            for receiver in evaluate(frame, inner):
                store(frame, receiver, attr, held, line)
        case facts.Name() | facts.Subscript() if values:
            growing.put_at(frame, owner, index, values)
