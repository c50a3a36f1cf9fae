"""Attributes that the program hangs on objects that are not its own: `request.tenant`, `g.user`.

One slot for each owner's name and attribute, whoever the owner is at run time: the field-based
view of the heap, for the attributes that nothing better is known of.
"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import (
    BoundMethod,
    DictOf,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    ModuleValue,
    Text,
    TupleOf,
    Value,
    Values,
)

_OUTSIDE = (External, ExternalInstance, ExternalMethod)
_DULL = (*_OUTSIDE, Text, TupleOf, DictOf, FunctionValue, BoundMethod, ModuleValue)


def remember(frame: Frame, owner: Expr, receivers: Values, attribute: str, values: Values) -> None:
    """Take note of an assignment to an attribute of something outside, or unknown."""
    kept = tuple(value for value in values if not isinstance(value, _DULL))
    if kept and _is_outside(receivers):
        for name in _names(owner, receivers):
            frame.engine.write(_slot(frame, name, attribute), kept)


def recall(frame: Frame, owner: Expr, receivers: Values, attribute: str) -> Values:
    """Return what was hung on an attribute of something outside, or unknown."""
    for name in _names(owner, receivers):
        values = frame.engine.read(_slot(frame, name, attribute), frame.unit)
        if values:
            return values
    return ()


def hung_on(frame: Frame, name: str, attribute: str) -> Values:
    """Return what was hung on an attribute of anything that goes by a name."""
    return frame.engine.read(_slot(frame, name, attribute), frame.unit)


def is_outside(value: Value) -> bool:
    """Tell whether the program does not define what a value is."""
    return isinstance(value, _OUTSIDE)


def _is_outside(receivers: Values) -> bool:
    return all(is_outside(receiver) for receiver in receivers)


def _slot(frame: Frame, name: str, attribute: str) -> Slot:
    loose = frame.engine.loose
    slot = loose.get((name, attribute))
    if slot is None:
        slot = loose[name, attribute] = Slot()
    return slot


def _names(owner: Expr, receivers: Values) -> list[str]:
    """Return what an owner goes by: its dotted name where it is one's, else its last name."""
    dotted = [value.name for value in receivers if isinstance(value, External)]
    match owner:
        case facts.Name(id=name) | facts.Attribute(attr=name):
            return dotted or [name]
        case facts.Subscript(index=facts.Constant(value=str() as name)):
            return [name]
    return []
