"""What a function of the program gives for a class: table names are sometimes computed."""

from __future__ import annotations

from analyzer.resolution.engine import Engine
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import FunctionValue, Value, Values


def result_of(engine: Engine, callee: FunctionValue, argument: Value) -> Values:
    """Return what a function can return when it is given one argument, interpreted for it alone."""
    parameters = callee.function.node.parameters
    if not parameters:
        return ()
    name = parameters[0].name
    unit = engine.function_unit(callee.function, None, callee.outer, ((name, argument),))
    engine.write(unit.parameters.setdefault(name, Slot()), (argument,))
    engine.run((unit,))
    return unit.result
