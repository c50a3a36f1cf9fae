"""What an annotation says that a name holds."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import generics
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    ClassValue,
    DictOf,
    External,
    ExternalInstance,
    Injected,
    Instance,
    ListOf,
    Value,
    Values,
)

_TRANSPARENT = frozenset({"Optional", "Union", "Final", "ClassVar", "Required"})
_ITERABLES = frozenset(
    {
        "list",
        "List",
        "set",
        "Set",
        "frozenset",
        "FrozenSet",
        "Iterable",
        "Iterator",
        "Sequence",
        "Collection",
        "Generator",
        "AsyncIterator",
        "AsyncGenerator",
        "AsyncIterable",
        "tuple",
        "Tuple",
        "deque",
    }
)
_MAPPINGS = frozenset({"dict", "Dict", "Mapping", "MutableMapping", "defaultdict"})


def instances(frame: Frame, annotation: Expr) -> Values:
    """Return the instances that an annotation speaks of."""
    match annotation:
        case facts.Constant(value=str() as text):
            return _from_text(frame, text)
        case facts.Operation(operator="|", operands=operands):
            return _all(frame, operands)
        case facts.Subscript(value=value, index=index):
            return _generic(frame, value, index)
        case facts.Name() | facts.Attribute():
            result: Values = ()
            named = evaluate(frame, annotation)
            if isinstance(annotation, facts.Name):
                named = generics.bound(frame, annotation.id) or named
            for known in named:
                if isinstance(known, Injected) and frame.unit.function is not None:
                    frame.note_call(known.unit, frame.unit.function.node.line)
                result = join(result, _instance(known))
            return result
    return ()


def _all(frame: Frame, parts: tuple[Expr, ...]) -> Values:
    result: Values = ()
    for part in parts:
        result = join(result, instances(frame, part))
    return result


def _generic(frame: Frame, value: Expr, index: Expr) -> Values:
    name = _last(value)
    inner = index.items if isinstance(index, facts.Collection) else (index,)
    if name == "Annotated":
        return join(instances(frame, inner[0]), _injected(frame, inner[1:]))
    if name in _TRANSPARENT:
        return _all(frame, inner if name == "Union" else inner[:1])
    if name in _ITERABLES:
        elements = _all(frame, inner) if name in ("tuple", "Tuple") else instances(frame, inner[0])
        return tuple(ListOf(element) for element in elements)
    if name in _MAPPINGS:
        return tuple(DictOf(None, element) for element in instances(frame, inner[-1]))
    if name in ("type", "Type"):
        return tuple(
            ClassValue(v.cls) for v in instances(frame, inner[0]) if isinstance(v, Instance)
        )
    return instances(frame, value)


def _injected(frame: Frame, metadata: tuple[Expr, ...]) -> Values:
    """Return what calls beside an annotation give to the function that runs."""
    if frame.unit.function is None:
        return ()
    calls = (each for each in metadata if isinstance(each, facts.Call))
    return tuple(v for call in calls for v in evaluate(frame, call) if isinstance(v, Instance))


def _instance(value: Value) -> Values:
    match value:
        case ClassValue(cls=cls):
            return (Instance(cls),)
        case Instance():  # Annotated[..., Depends(...)]: what is injected
            return (value,)
        case External(name=name) if not name.startswith(("builtins.", "typing.")):
            return (ExternalInstance(name),)
    return ()


def _from_text(frame: Frame, text: str) -> Values:
    """Read a quoted annotation: a dotted name, perhaps with `| None` or in `Optional[...]`."""
    from analyzer.resolution.expressions import read_name
    from analyzer.resolution.lookup import attribute

    stripped = text.strip()
    for prefix in ("Optional[", "typing.Optional["):
        if stripped.startswith(prefix) and stripped.endswith("]"):
            stripped = stripped[len(prefix) : -1]
    result: Values = ()
    for part in stripped.split("|"):
        first, *rest = part.strip().split(".")
        if not first.isidentifier() or first == "None":
            continue
        values = read_name(frame, first)
        for name in rest:
            step: Values = ()
            for value in values:
                step = join(step, attribute(frame, value, name, 0))
            values = step
        for value in values:
            result = join(result, _instance(value))
    return result


def _last(expression: Expr) -> str:
    match expression:
        case facts.Name(id=name):
            return name
        case facts.Attribute(attr=attr):
            return attr
    return ""


def remember(frame: Frame, node: facts.Assign) -> None:
    """Keep a class body's annotated name, for frameworks that read columns from annotations."""
    match node.targets[0]:
        case facts.Name(id=name) if frame.cls is not None and node.annotation is not None:
            frame.cls.annotations[name] = node
