"""Tests whose end is known: what does not hold for the class at hand is not run for it."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Block, Expr
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.narrowing import SAME
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import ClassValue, flattened


def settled(frame: Frame, test: Expr) -> bool | None:
    """Return how a test ends, None where it is not known.

    `cls.is_closed` in a method that is interpreted for one class says what that class, or the
    nearest it derives from, sets it to; `model is Order` is known in a function that is understood
    for one model alone, and `issubclass(self.model, Dated)` in a method that is interpreted for a
    class that has a model. What a class's body says for type checkers alone never comes to be:
    stubs there stand for methods that others bring.
    """
    match test:
        case facts.Name(id="TYPE_CHECKING") | facts.Attribute(attr="TYPE_CHECKING"):
            return None if frame.cls is None else False
        case facts.Operation(operator="not", operands=(inner,)):
            known = settled(frame, inner)
            return None if known is None else not known
        case facts.Choice(operator="and" | "or" as operator, options=options):
            ends = [settled(frame, option) for option in options]
            decisive = operator == "or"
            return decisive if decisive in ends else None
        case facts.Call(func=facts.Name(id="issubclass"), args=(facts.Attribute() as own, others)):
            return _is_heir(frame, own, others) if _is_of_receiver(frame, own) else None
        case facts.Operation(operator=operator, operands=(facts.Name(id=name), others)):
            if operator in SAME:
                known = _is_one_of(frame, name, others)
                return None if known is None else known is SAME[operator]
        case facts.Attribute(value=facts.Name(id=name), attr=attr):
            receiver, function = frame.unit.receiver, frame.unit.function
            if isinstance(receiver, ClassValue) and function is not None and frame.cls is None:
                parameters = function.node.parameters
                if parameters and parameters[0].name == name:
                    return _flag(receiver.cls, attr)
    return None


def _flag(cls: ClassInfo, name: str) -> bool | None:
    for ancestor in mro(cls):
        if isinstance(ancestor, str) or ((slot := ancestor.slots.get(name)) and slot.values):
            return None
        for statement in ancestor.node.body:
            match statement:
                case facts.Assign(targets=(facts.Name(id=target),)) if target == name:
                    value = statement.value
                    return bool(value.value) if isinstance(value, facts.Constant) else None
    return None


def _is_one_of(frame: Frame, name: str, others: Expr) -> bool | None:
    """Tell whether the class that a call was told apart by is one of those it is compared with."""
    given = dict(frame.unit.context).get(name)
    if not isinstance(given, ClassValue) or frame.env.get(name) != (given,):
        return None
    classes = list(flattened(evaluate(frame, others)))
    if not classes or not all(isinstance(value, ClassValue) for value in classes):
        return None
    return given in classes


def _is_of_receiver(frame: Frame, expression: Expr) -> bool:
    """Tell whether something is looked up on what the method is interpreted for."""
    while isinstance(expression, facts.Attribute):
        expression = expression.value
    function = frame.unit.function
    own = function.signature.positional[:1] if function is not None and function.owner else ()
    return isinstance(expression, facts.Name) and expression.id in own


def _is_heir(frame: Frame, tested: Expr, others: Expr) -> bool | None:
    """Tell whether classes are all heirs of one of some, or none of them; None where it differs."""
    bases = {
        value.cls if isinstance(value, ClassValue) else None
        for value in flattened(evaluate(frame, others))
    }
    found = evaluate(frame, tested)
    if not found or not bases or None in bases:
        return None
    ends = {isinstance(v, ClassValue) and not bases.isdisjoint(mro(v.cls)) for v in found}
    return ends.pop() if len(ends) == 1 and all(isinstance(v, ClassValue) for v in found) else None


def leaves(frame: Frame, statement: facts.If) -> bool:
    """Tell whether it is known that a test ends its block, so that nothing after it is reached."""
    known = settled(frame, statement.test)
    return known is not None and ends(statement.body if known else statement.orelse)


def ends(block: Block) -> bool:
    """Tell whether nothing after a block is reached from it."""
    return bool(block) and isinstance(block[-1], facts.Return | facts.Raise)
