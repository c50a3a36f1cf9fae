"""What a program's own context managers do: their methods run as a block is entered and left.

Source: "With Statement Context Managers" in the data model of Python's language reference, and
`contextlib.contextmanager`, whose generators hand over to the block where they yield.
"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.narrowing import SAME
from analyzer.resolution.units import EXITS
from analyzer.resolution.values import Instance, Value

_NONE = facts.Constant(None)


def leave(frame: Frame, value: Value, line: int) -> None:
    """Call what an object of the program does when a block that it was entered for is left."""
    if isinstance(value, Instance):
        for name in EXITS:
            lookup.call_method(frame, value, name, line)


def holds_transaction(frame: Frame, line: int) -> bool:
    """Tell whether a context that is made at a line ends a transaction with its block."""
    return any(
        callee.effects.lends or (callee.is_exit and callee.effects.ends)
        for callee, at in frame.effects.calls
        if at == line
    )


def unharmed(frame: Frame, test: Expr) -> bool | None:
    """Return how a test of `__exit__` ends after a block that raised nothing; None if not known."""
    match test:
        case facts.Name(id=name) if _is_raised(frame, name):
            return False
        case facts.Operation(operator="not", operands=(inner,)):
            known = unharmed(frame, inner)
            return None if known is None else not known
        case facts.Operation(operator=operator, operands=(facts.Name(id=name), other)):
            if other == _NONE and operator in SAME and _is_raised(frame, name):
                return SAME[operator]
    return None


def _is_raised(frame: Frame, name: str) -> bool:
    """Tell whether a name is a parameter of `__exit__`: each None if nothing was raised."""
    function = frame.unit.function
    if function is None or not frame.unit.is_exit:
        return False
    signature = function.signature
    return name in signature.positional[1:] or name in (signature.args, signature.kwargs)
