"""What a test tells of the names in it, where it holds and where it does not.

`isinstance(x, Order)` says what `x` is even where nobody knows who passed it: occurrence typing
(Tobin-Hochstadt and Felleisen, "The Design and Implementation of Typed Scheme", POPL 2008), for
names alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    ClassValue,
    DictOf,
    External,
    Instance,
    ListOf,
    SomeClass,
    Text,
    TupleOf,
    Value,
    Values,
    flattened,
)

# Comparisons that tell which class a name stands for; False for those that say which it is not.
SAME = {"is": True, "==": True, "in": True, "is not": False, "!=": False, "not in": False}


def narrow(frame: Frame, test: Expr, holds: bool) -> None:
    """Let the names of a test hold what they can where the test holds, or where it does not."""
    told = _told(frame, test, holds)
    if told:
        frame.env = {**frame.env, **told}


def _told(frame: Frame, test: Expr, holds: bool) -> dict[str, Values]:
    told: dict[str, Values] = {}
    match test:
        case facts.Operation(operator="not", operands=(inner,)):
            return _told(frame, inner, not holds)
        case facts.Choice(operator=operator, options=options):
            if operator == ("and" if holds else "or"):
                for option in options:
                    told.update(_told(frame, option, holds))
        case facts.Call(func=facts.Name(id=name), args=(facts.Name(id=tested), classes)):
            if name in ("isinstance", "issubclass") and tested in frame.env:
                values = _narrowed(frame, tested, classes, name == "isinstance", holds)
                if values is not None:
                    told[tested] = values
        case facts.Operation(operator=operator, operands=(facts.Name(id=tested), expression)):
            if operator in SAME and tested in frame.env:
                told[tested] = _same(frame, tested, expression, holds is SAME[operator])
    return told


def _same(frame: Frame, name: str, expression: Expr, is_same: bool) -> Values:
    """Return what a name holds that is one of some classes, or none of them."""
    known = frame.env[name]
    if known and not any(isinstance(value, ClassValue) for value in known):
        return known
    tested = evaluate(frame, expression)
    if not known:  # it is unknown, and may be any of them
        return tuple(map(ClassValue, _classes(tested))) if is_same else ()
    classes = list(flattened(tested))
    if not classes or not all(isinstance(value, ClassValue) for value in classes):
        return known
    kept = tuple(value for value in known if (value in classes) is is_same)
    return kept or known


def _narrowed(
    frame: Frame, name: str, expression: Expr, are_instances: bool, holds: bool
) -> Values | None:
    """Return what a tested name holds; None where the test tells nothing of it."""
    tested = evaluate(frame, expression)
    kinds = _builtin_kinds(tested) if are_instances else ()
    if kinds:
        return _of_kinds(frame.env[name], kinds, holds)
    classes = _classes(tested)
    known = frame.env[name]
    if holds:
        known = tuple(_chosen(known))
    matching = tuple(value for value in known if _is_one(value, classes))
    if not holds:
        return tuple(value for value in known if value not in matching) if matching else None
    if matching or not classes:
        return matching or None
    make = Instance if are_instances else ClassValue
    return tuple(make(cls) for cls in classes)


# What values of the built-in types are here.
_BUILTIN_KINDS: dict[str, tuple[type[Value], ...]] = {
    "str": (Text,),
    "type": (ClassValue,),
    "list": (ListOf, TupleOf),
    "tuple": (ListOf, TupleOf),
    "dict": (DictOf,),
}


def _builtin_kinds(tested: Values) -> tuple[type[Value], ...]:
    """Return the kinds of values that a test for built-in types asks for, if for nothing else."""
    kinds: tuple[type[Value], ...] = ()
    for value in flattened(tested):
        named = value.name.removeprefix("builtins.") if isinstance(value, External) else ""
        if named not in _BUILTIN_KINDS:
            return ()
        kinds += _BUILTIN_KINDS[named]
    return kinds


def _of_kinds(known: Values, kinds: tuple[type[Value], ...], holds: bool) -> Values | None:
    matching = tuple(value for value in known if isinstance(value, kinds))
    if holds:
        return matching or None
    return tuple(value for value in known if value not in matching) if matching else None


def _chosen(values: Values) -> Iterator[Value]:
    """Yield the values, each of many classes by itself."""
    for value in values:
        if isinstance(value, SomeClass):
            yield from map(ClassValue, value.classes)
        else:
            yield value


def _classes(values: Values) -> list[ClassInfo]:
    return list(dict.fromkeys(v.cls for v in flattened(values) if isinstance(v, ClassValue)))


def _is_one(value: Value, classes: list[ClassInfo]) -> bool:
    cls = class_of(value)
    return cls is not None and any(known in mro(cls) for known in classes)
