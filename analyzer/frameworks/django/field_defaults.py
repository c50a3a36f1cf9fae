"""What field classes of the program pass on by themselves: `kwargs.setdefault("to", Status)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analyzer.frameworks.django.fields import class_names, kind_of
from analyzer.model import facts
from analyzer.model.facts import Block, Expr, Keyword
from analyzer.resolution.engine import Engine
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.index import blocks
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.values import CallSite, Instance, Values

Defaults = Mapping[ClassInfo, CallSite]


def collect(engine: Engine) -> dict[ClassInfo, CallSite]:
    """Return for each field class the arguments that its constructors, base by base, settle."""
    result: dict[ClassInfo, CallSite] = {}
    for cls in engine.program.classes():
        if any(kind_of(name, ()) for name in class_names(Instance(cls))):
            found = _constructors(cls)
            if found:
                result[cls] = _site(engine, found)
    return result


def _constructors(cls: ClassInfo) -> list[FunctionInfo]:
    return [
        method
        for ancestor in mro(cls)
        if isinstance(ancestor, ClassInfo)
        for method in ancestor.methods.get("__init__", ())
    ]


def _site(engine: Engine, constructors: list[FunctionInfo]) -> CallSite:
    keywords: dict[str, Keyword] = {}
    values: dict[str, Values] = {}
    for method in constructors:
        parameters = {parameter.name for parameter in method.node.parameters}
        frame = Frame(engine, engine.module_unit(method.module))
        for name, expression in _settled(method.node.body):
            if not (isinstance(expression, facts.Name) and expression.id in parameters):
                keywords.setdefault(name, Keyword(name, expression))
                values.setdefault(name, evaluate(frame, expression))
    first = constructors[0]
    call = facts.Call(facts.Opaque(), (), tuple(keywords.values()), first.node.line)
    site = CallSite(call, engine.module_unit(first.module))
    site.keywords = values
    return site


def _settled(block: Block) -> Iterator[tuple[str, Expr]]:
    """Yield the arguments that a constructor sets: in `kwargs`, or as it calls the next one."""
    for statement in block:
        match statement:
            case facts.Assign(targets=(facts.Subscript(index=facts.Constant(value=str() as key)),)):
                if statement.value is not None:
                    yield key, statement.value
            case (
                facts.Evaluate(value=facts.Call() as call)
                | facts.Return(value=facts.Call() as call)
            ):
                yield from _passed(call)
        for inner in blocks(statement):
            yield from _settled(inner)


def _passed(call: facts.Call) -> Iterator[tuple[str, Expr]]:
    match call:
        case facts.Call(
            func=facts.Attribute(attr="setdefault"),
            args=(facts.Constant(value=str() as key), value),
        ):
            yield key, value
        case facts.Call(func=facts.Attribute(attr="__init__"), args=args, keywords=keywords):
            yield from ((word.name, word.value) for word in keywords if word.name is not None)
            if args and not isinstance(args[0], facts.Starred):
                yield "to", args[0]
