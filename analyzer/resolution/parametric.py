"""Class statements that depend on what their function is given: each argument makes a class.

`def history_of(model): class History(Base): of = ForeignKey(model)` makes a table for each model.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model import facts
from analyzer.model.walking import children
from analyzer.resolution.program import ClassInfo, FunctionInfo
from analyzer.resolution.units import Unit

if TYPE_CHECKING:
    from analyzer.resolution.frame import Frame


def is_parametric(cls: ClassInfo) -> bool:
    """Tell whether a class's bases or body name a parameter of the functions around it."""
    given = set(_parameters(cls.enclosing))
    return bool(given) and not given.isdisjoint(_names(cls.node))


def stated(frame: Frame, node: facts.ClassDef) -> ClassInfo:
    """Return the class that a class statement makes, where it is run."""
    engine, unit = frame.engine, frame.unit
    original = engine.class_of_node[id(node)]
    if original.enclosing is None or not _is_told_apart(unit) or not is_parametric(original):
        return original
    cls = engine.stated.get((original, unit))
    if cls is None:
        cls = engine.stated[original, unit] = _another(original)
    return cls


def _another(original: ClassInfo) -> ClassInfo:
    """Return a class of the same statement, which takes the place of what it was in general."""
    made = ClassInfo(original.module, original.qualname, original.node, original.enclosing)
    made.methods = original.methods
    made.template = original
    classes = original.module.classes
    if original in classes:
        classes.remove(original)
    classes.append(made)
    return made


def _is_told_apart(unit: Unit | None) -> bool:
    while unit is not None:
        if unit.context:
            return True
        unit = unit.outer
    return False


def _parameters(function: FunctionInfo | None) -> Iterator[str]:
    while function is not None:
        names = [parameter.name for parameter in function.node.parameters]
        yield from names if function.owner is None or function.kind == "static" else names[1:]
        function = function.enclosing


def _names(node: facts.ClassDef) -> Iterator[str]:
    """Yield the names that are looked up when the statement is run, not when its methods are."""
    todo: list[object] = [node.bases, node.keywords, node.body]
    while todo:
        part = todo.pop()
        if isinstance(part, facts.Name):
            yield part.id
        if not isinstance(part, facts.FunctionDef | facts.Lambda):
            todo.extend(children(part))
