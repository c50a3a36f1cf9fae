"""Generic classes: `class Orders(Repository[Order])` says what `T` is in `Repository`.

Python keeps it in `__orig_bases__`, which programs read with `get_args`; a parameter that is
annotated with `T` holds instances of it.
"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import ClassValue, TupleOf, Value, Values


def remember(frame: Frame, cls: ClassInfo, position: int, base: Expr, values: Values) -> None:
    """Keep what a base is given in square brackets."""
    for place, argument in enumerate(_items(base)):
        slot = cls.arguments.setdefault((position, place), Slot())
        frame.engine.write(slot, _evaluated(frame, argument))
    for value in values:
        if isinstance(base, facts.Subscript) and isinstance(value, ClassValue):
            cls.generic_bases[value.cls] = position


def original_bases(frame: Frame, cls: ClassInfo) -> Values:
    """Return what `cls.__orig_bases__` holds: for each base, what it was given."""
    for ancestor in mro(cls):
        if isinstance(ancestor, ClassInfo) and ancestor.arguments:
            count = len(ancestor.node.bases)
            given: tuple[Values, ...] = tuple(
                (TupleOf(_arguments(frame, ancestor, position)),) for position in range(count)
            )
            return (TupleOf(given),)
    return ()


def bound(frame: Frame, name: str) -> Values:
    """Return the classes that a type variable of the running method's class stands for."""
    from analyzer.resolution.lookup import class_of

    receiver, owner = frame.unit.receiver, frame.unit.owner
    cls = class_of(receiver) if receiver is not None else None
    if cls is None or owner is None or not owner.node.bases:
        return ()
    return _bound(frame, cls, owner, name)


def _bound(frame: Frame, cls: ClassInfo, owner: ClassInfo, name: str) -> Values:
    variables = _variables(owner)
    if name not in variables:
        return ()
    for heir in mro(cls):
        if not isinstance(heir, ClassInfo) or owner not in heir.generic_bases:
            continue
        position = heir.generic_bases[owner]
        slot = heir.arguments.get((position, variables.index(name)))
        found = frame.engine.read(slot, frame.unit) if slot is not None else ()
        if any(isinstance(value, ClassValue) for value in found):
            return found
        passed = _items(heir.node.bases[position])
        for item in passed[variables.index(name) : variables.index(name) + 1]:
            if isinstance(item, facts.Name) and heir is not owner:
                return _bound(frame, cls, heir, item.id)
    return ()


def _variables(cls: ClassInfo) -> list[str]:
    """Return the names of a generic class's type variables: those of `Generic[...]`, or of all."""
    declared: dict[str, None] = {}
    for base in cls.node.bases:
        names = [item.id for item in _items(base) if isinstance(item, facts.Name)]
        match base:
            case facts.Subscript(value=facts.Name(id="Generic") | facts.Attribute(attr="Generic")):
                return names
        declared.update(dict.fromkeys(names))
    return list(declared)


def _items(base: Expr) -> tuple[Expr, ...]:
    match base:
        case facts.Subscript(index=facts.Collection(items=items)):
            return items
        case facts.Subscript(index=index):
            return (index,)
    return ()


def _arguments(frame: Frame, cls: ClassInfo, position: int) -> tuple[Values, ...]:
    count = len(_items(cls.node.bases[position]))
    slots = (cls.arguments.get((position, place)) for place in range(count))
    return tuple(frame.engine.read(s, frame.unit) if s is not None else () for s in slots)


def _evaluated(frame: Frame, expression: Expr) -> tuple[Value, ...]:
    return evaluate(frame, expression)
