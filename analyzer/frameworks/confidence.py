"""How sure an access is: does the code name the model where it stands, or was it inferred?"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.expressions import read_name
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import ClassValue


def confidence(frame: Frame, expression: Expr) -> str:
    """Return `certain` where the code names the model at this very place, else `likely`."""
    root = expression
    while True:
        match root:
            case facts.Attribute(value=inner) | facts.Subscript(value=inner):
                root = inner
            case facts.Call(func=inner) | facts.Await(value=inner):
                root = inner
            case facts.Name(id=name):
                values = read_name(frame, name)
                named = len(values) == 1 and isinstance(values[0], ClassValue)
                return "certain" if named and name != "cls" else "likely"
            case _:
                return "likely"
