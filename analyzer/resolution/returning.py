"""What comes back of a function: to each caller what it gave itself, and not what others gave.

`save(row)` gives back that row, and `setting(name, default)` that default where nothing is set:
what a `return` gives of its parameters is kept by parameter, and each caller is given its own.
"""

from __future__ import annotations

from collections.abc import Collection

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.model.walking import walk
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import Slot
from analyzer.resolution.units import Unit
from analyzer.resolution.values import Text, Value, Values


def give_back(frame: Frame, expression: Expr) -> None:
    """Carry out a `return` with a value."""
    values, unit = evaluate(frame, expression), frame.unit
    handed: set[Value] = set()
    for name in _parameters(expression, unit, values):
        given = unit.parameters[name].values
        back = tuple(value for value in values if value in given)
        if not isinstance(expression, facts.Name):
            back = tuple(value for value in back if isinstance(value, Text))
        frame.engine.hand_back(unit, name, back)
        handed.update(back)
    handed -= _defaults(frame, handed)
    frame.engine.write(unit.returns, tuple(value for value in values if value not in handed))


def taken_back(frame: Frame, slot: Slot, given: Values) -> Values:
    """Return what comes back of what was given; of all that came, where that is none of it.

    Strings are no more than strings: who gave another one, or none, is not given this one.
    """
    own = frozenset(given)
    found = tuple(value for value in slot.values if value in own)
    if not own or len(found) < len(own):  # else nothing that comes later is this caller's
        frame.engine.read(slot, frame.unit)
    return found or tuple(value for value in slot.values if not isinstance(value, Text))


def _parameters(expression: Expr, unit: Unit, values: Values) -> Collection[str]:
    """Return the parameters that a returned expression names; of others, strings alone matter."""
    if isinstance(expression, facts.Name):
        return [expression.id] if expression.id in unit.parameters else ()
    if not any(isinstance(value, Text) for value in values):
        return ()
    names = dict.fromkeys(part.id for part in walk(expression) if isinstance(part, facts.Name))
    return [name for name in names if name in unit.parameters]


def _defaults(frame: Frame, handed: Collection[Value]) -> set[Value]:
    """Return the strings among some that are a parameter's default: those are for everybody."""
    function = frame.unit.function
    if function is None or not any(isinstance(value, Text) for value in handed):
        return set()
    return {
        value
        for parameter in function.node.parameters
        if parameter.default is not None
        for value in evaluate(frame, parameter.default)
        if isinstance(value, Text)
    }
