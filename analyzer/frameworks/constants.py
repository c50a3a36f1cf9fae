"""Constants that stand in a body as they are: no inference needed, no inference wanted."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.model.facts import Block, Expr
from analyzer.resolution.index import blocks
from analyzer.resolution.program import ClassInfo, ModuleInfo
from analyzer.resolution.values import ClassValue


def assignments(block: Block, name: str) -> Iterator[Expr]:
    """Yield the values assigned to a name in a body, branches included."""
    for statement in block:
        if isinstance(statement, facts.Assign):
            for target in statement.targets:
                if isinstance(target, facts.Name) and target.id == name and statement.value:
                    yield statement.value
        elif not isinstance(statement, facts.FunctionDef | facts.ClassDef):
            for inner in blocks(statement):
                yield from assignments(inner, name)


def bound_names(block: Block) -> Iterator[str]:
    """Yield the names that a body assigns and defines, branches included."""
    for statement in block:
        match statement:
            case facts.FunctionDef(name=name) | facts.ClassDef(name=name):
                yield name
            case facts.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, facts.Name))
            case _:
                for inner in blocks(statement):
                    yield from bound_names(inner)


def class_constant(cls: ClassInfo, name: str) -> str | int | float | bool | None:
    """Return the constant that a class body assigns to a name, None if it assigns none."""
    for value in assignments(cls.node.body, name):
        if isinstance(value, facts.Constant):
            return value.value
    return None


def class_text(cls: ClassInfo, name: str) -> str | None:
    """Return the constant string that a class body assigns to a name."""
    value = class_constant(cls, name)
    return value if isinstance(value, str) else None


def module_strings(module: ModuleInfo, name: str) -> list[str]:
    """Return the strings in what a module assigns to a name: one, or those of a list.

    The list may be put together of others that the module names: `OURS + THEIRS`, `[*OURS, "x"]`.
    """
    return list(_strings_of(module, name, set()))


def _strings_of(module: ModuleInfo, name: str, seen: set[str]) -> Iterator[str]:
    if name not in seen:
        seen.add(name)
        for value in assignments(module.facts.body, name):
            for part in _parts(value):
                if isinstance(part, facts.Name):
                    yield from _strings_of(module, part.id, seen)
                else:
                    yield from _strings(part)


# What makes one list of another.
_LISTS = frozenset({"list", "set", "sorted", "tuple"})


def _parts(value: Expr) -> Iterator[Expr]:
    match value:
        case facts.Collection(items=items) | facts.Operation(operands=items):
            for item in items:
                yield from _parts(item)
        case facts.Starred(value=inner):
            yield from _parts(inner)
        case facts.Call(func=facts.Name(id=name), args=(inner, *_)) if name in _LISTS:
            yield from _parts(inner)
        case _:
            yield value


def keyed_strings(module: ModuleInfo, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of the mappings that a module assigns to a name, with the strings below."""
    for value in assignments(module.facts.body, name):
        for key, below in value.items if isinstance(value, facts.Mapping) else ():
            if isinstance(key, facts.Constant) and isinstance(key.value, str):
                yield key.value, list(_strings(below))


def _strings(value: Expr) -> Iterator[str]:
    match value:
        case facts.Constant(value=str() as text):
            yield text
        case facts.Collection(items=items):
            for item in items:
                yield from _strings(item)
        case facts.Operation(operands=operands):
            for operand in operands:
                yield from _strings(operand)


def inner_class(cls: ClassInfo, name: str) -> ClassInfo | None:
    """Return the class statement of a name directly inside of a class body."""
    wanted = f"{cls.qualname}.{name}"
    slot = cls.slots.get(name)
    bound = [v.cls for v in slot.values if isinstance(v, ClassValue)] if slot is not None else []
    for candidate in (*bound, *cls.module.classes):
        if (
            candidate.qualname == wanted
            and cls.node.line <= candidate.node.line <= cls.node.end_line
        ):
            return candidate
    return None


def last_name_of(expression: Expr) -> str:
    """Return the last name in a dotted expression, called or not: `b` of `a.b` and of `a.b(c)`."""
    match expression:
        case facts.Call(func=func):
            return last_name_of(func)
        case facts.Attribute(attr=name) | facts.Name(id=name):
            return name
    return ""


def removed(cls: ClassInfo) -> Iterator[str]:
    """Yield the names that a class body sets to None: inherited fields that it does not want."""
    for statement in cls.node.body:
        match statement:
            case facts.Assign(targets=targets, value=facts.Constant(value=None)):
                yield from (target.id for target in targets if isinstance(target, facts.Name))
