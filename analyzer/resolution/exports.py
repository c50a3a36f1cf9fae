"""What `from module import *` hands on, and which names a module means as its own."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.model.facts import Block, Expr
from analyzer.resolution.index import blocks
from analyzer.resolution.program import ModuleInfo


def public_names(module: ModuleInfo) -> frozenset[str] | None:
    """Return the names in a module's `__all__`; None where it has none that can be read."""
    found: list[str] | None = None
    for statement in module.facts.body:
        match statement:
            case facts.Assign(targets=(facts.Name(id="__all__"),), value=value) if value:
                names = _texts(value)
                if names is None:
                    return None
                found = names if statement.operator is None else [*(found or ()), *names]
            case facts.Evaluate(value=facts.Call(func=facts.Attribute(value=receiver))) if (
                receiver == facts.Name("__all__")
            ):
                return None
    return frozenset(found) if found is not None else None


def _texts(value: Expr) -> list[str] | None:
    match value:
        case facts.Constant(value=str() as text):
            return [text]
        case facts.Collection(items=items) | facts.Operation(operator="+", operands=items):
            parts = [_texts(item) for item in items]
            return None if None in parts else [text for part in parts for text in part or ()]
    return None


def names_bound_after(module: ModuleInfo, line: int) -> frozenset[str]:
    """Return the names that a module's own statements bind below a line, last words all."""
    return frozenset(name for at, name in _bound(module.facts.body) if at > line)


def _bound(block: Block) -> Iterator[tuple[int, str]]:
    for statement in block:
        match statement:
            case facts.ClassDef(name=name) | facts.FunctionDef(name=name):
                yield statement.line, name
            case facts.Import(name=str() as name, alias=alias) if name != "*":
                yield statement.line, alias or name
            case facts.If(test=facts.Name(id="TYPE_CHECKING")):
                continue
            case facts.With() | facts.Try():
                for inner in blocks(statement):
                    yield from _bound(inner)
