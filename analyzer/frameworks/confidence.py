"""How sure an access is: does the code name the model where it stands, or was it inferred?"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.expressions import read_name
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import ClassValue, ModuleValue, Values


def confidence(frame: Frame, expression: Expr) -> str:
    """Return `certain` where the code names the model at this very place, else `likely`."""
    match named(frame, expression):
        case (ClassValue(),):
            return "certain"
    return "likely"


def named(frame: Frame, expression: Expr) -> Values:
    """Return what a chain of attributes and calls begins with, by its dotted name in the modules.

    `models.Order.objects.get()` begins with the class; what a parameter holds is named by no one.
    """
    match expression:
        case facts.Name(id=name):
            return () if _is_parameter(frame, name) else _named(frame, name)
        case facts.Attribute(value=inner, attr=attribute):
            values = named(frame, inner)
            match values:
                case (ModuleValue() as module,):
                    return lookup.attribute(frame, module, attribute, 0)
            return values
        case facts.Call(func=inner) | facts.Await(value=inner) | facts.Subscript(value=inner):
            return named(frame, inner)
    return ()


def _named(frame: Frame, name: str) -> Values:
    """Return what a name holds; of a function's variables, classes that go by their own name."""
    values = read_name(frame, name)
    if frame.unit.function is None or name not in frame.env:
        return values
    return tuple(v for v in values if not isinstance(v, ClassValue) or v.cls.name == name)


def _is_parameter(frame: Frame, name: str) -> bool:
    unit = frame.unit if frame.unit.function is not None else None
    while unit is not None:
        function = unit.function
        if function is not None:
            taken = function.signature
            if (
                name in taken.named
                or name in taken.positional
                or name in (taken.args, taken.kwargs)
            ):
                return True
        unit = unit.outer
    return False
