"""The door to the evaluators, for those whom `expressions` itself needs.

Expressions hold calls and calls have arguments: whoever evaluates comes through here, and
`expressions` fills in how.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analyzer.model import facts
from analyzer.resolution.values import Values

if TYPE_CHECKING:
    from analyzer.model.facts import Expr
    from analyzer.resolution.frame import Frame

# By the type of the expression.
EVALUATORS: dict[type, Callable[..., Values]] = {}


def evaluate(frame: Frame, expression: Expr) -> Values:
    """Return the values that an expression can hold in a frame; none where nothing is known."""
    return EVALUATORS[type(expression)](frame, expression)


def line_of(node: object) -> int:
    """Return the line of the first call or attribute inside an expression, 0 if it has none."""
    match node:
        case facts.Call() | facts.Attribute():
            return node.line
        case facts.Subscript() | facts.Starred() | facts.Await() | facts.Walrus():
            return line_of(node.value)
        case facts.Operation():
            return next((n for n in map(line_of, node.operands) if n), 0)
    return 0
