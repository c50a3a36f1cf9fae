"""What a route points to: the functions and classes that names of a module stand for."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.model.walking import walk
from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo, Program
from analyzer.resolution.values import ClassValue, FunctionValue, ModuleValue, Text, Value, Values

Target = FunctionInfo | ClassInfo


def named(module: ModuleInfo, expression: Expr) -> list[Target]:
    """Return what an expression of a module's own names is, such as `views.Orders.as_view()`."""
    return [target for value in _values(module, expression) if (target := _behind(value))]


def dotted(program: Program, module: ModuleInfo, name: str) -> list[Target]:
    """Return what a string such as `shop.views.show` or `.views.show` names."""
    bare = name.lstrip(".")
    full = program.resolve_relative(module, bare, len(name) - len(bare))
    path, _, last = full.rpartition(".")
    holder = program.find_module(path)
    if holder is not None:
        return [target for value in _held(holder, last) if (target := _behind(value))]
    return []


def path_of(expression: Expr | None, module: ModuleInfo | None = None) -> str | None:
    """Return a path as the code writes it, `{}` for what is filled in; None if it is no string.

    Names of the module's own, and of modules that it names, are put in where they are one string.
    """
    match expression:
        case facts.Constant(value=str(text)):
            return text
        case facts.Format(parts=parts):
            known = [path_of(part, module) for part in parts]
            return "".join("{}" if part is None else part for part in known)
        case facts.Operation(operator="+", operands=operands):
            known = [path_of(operand, module) for operand in operands]
            if any(part is not None for part in known):
                return "".join("{}" if part is None else part for part in known)
        case facts.Name() | facts.Attribute() if module is not None:
            texts = [v for v in _values(module, expression) if isinstance(v, Text)]
            return texts[0].value if len(texts) == 1 and texts[0].exact else None
    return None


def keyword(call: facts.Call, name: str) -> Expr | None:
    """Return what a call is given under a name."""
    return next((each.value for each in call.keywords if each.name == name), None)


def calls(module: ModuleInfo) -> Iterator[facts.Call]:
    """Yield every call in a module."""
    return (part for part in walk(module.facts.body) if isinstance(part, facts.Call))


def _values(module: ModuleInfo, expression: Expr) -> Values:
    match expression:
        case facts.Name(id=name):
            return _held(module, name)
        case facts.Call(func=facts.Attribute(value=inner, attr="as_view")):
            return _values(module, inner)
        case facts.Attribute(value=inner, attr=name):
            return tuple(v for found in _values(module, inner) for v in _member(found, name))
    return ()


def _held(module: ModuleInfo, name: str) -> Values:
    slot = module.slots.get(name)
    return slot.values if slot is not None else ()


def _member(value: Value, name: str) -> Values:
    match value:
        case ModuleValue(module=module):
            return _held(module, name)
        case ClassValue(cls=cls) if name in cls.slots:
            return cls.slots[name].values
    return ()


def _behind(value: Value) -> Target | None:
    match value:
        case FunctionValue(function=function):
            return function
        case ClassValue(cls=cls):
            return cls
    return None
