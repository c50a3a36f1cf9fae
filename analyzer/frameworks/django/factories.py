"""Factories of rows, as factory_boy has them: calling one makes a row, and the rows it needs.

Source: "Using factory_boy with ORMs" and the reference of factory_boy 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from analyzer.frameworks.constants import inner_class, last_name_of
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import row_of
from analyzer.resolution import calls
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    ExternalInstance,
    ListOf,
    Value,
    Values,
)

_ALONG = ("SubFactory", "RelatedFactory", "RelatedFactoryList")


def is_factory(cls: ClassInfo) -> bool:
    """Tell whether a class of the program makes rows of a model."""
    return any(isinstance(base, str) and base.endswith("DjangoModelFactory") for base in mro(cls))


def make(frame: Frame, models: Models, cls: ClassInfo, line: int) -> Values:
    """Record what calling a factory writes, and return the row that it makes."""
    model = _model(models, cls)
    if model is None:
        return ()
    toucher = Toucher(frame, line, "likely")
    for factory in _along(cls, {}):
        made = _model(models, factory)
        if made is None:
            continue
        toucher.save(made, "create")
        if _asks_first(factory):
            toucher.read_rows(made, "queryset")
        _finish(frame, factory, made, line)
    return (row_of(model),)


def call(frame: Frame, models: Models, cls: ClassInfo, name: str, line: int) -> Values | None:
    """Return what a factory's own methods make."""
    if name == "create":
        return make(frame, models, cls, line)
    if name == "create_batch":
        return tuple(ListOf(row) for row in make(frame, models, cls, line))
    model = _model(models, cls)
    return (row_of(model),) if name == "build" and model is not None else None


def _model(models: Models, cls: ClassInfo) -> ModelInfo | None:
    for meta in _metas(cls):
        slot = meta.slots.get("model")
        found = models.resolve(slot.values, None) if slot is not None else None
        if found is not None:
            return found
    return None


def _asks_first(cls: ClassInfo) -> bool:
    return any("django_get_or_create" in meta.slots for meta in _metas(cls))


def _metas(cls: ClassInfo) -> Iterator[ClassInfo]:
    for ancestor in _own(cls):
        meta = inner_class(ancestor, "Meta")
        if meta is not None:
            yield meta


def _along(cls: ClassInfo, seen: dict[ClassInfo, None]) -> Iterator[ClassInfo]:
    """Yield a factory and those that its attributes call before or after it."""
    if cls in seen:
        return
    seen[cls] = None
    yield cls
    for value in _attributes(cls):
        match value:
            case ExternalInstance(name=name, site=CallSite() as site) if name.endswith(_ALONG):
                for inner in site.argument(0, "factory"):
                    if isinstance(inner, ClassValue):
                        yield from _along(inner.cls, seen)


def _attributes(cls: ClassInfo) -> Iterator[Value]:
    for ancestor in _own(cls):
        for _, slot in sorted(ancestor.slots.items()):
            yield from slot.values


def _own(cls: ClassInfo) -> Iterator[ClassInfo]:
    return (ancestor for ancestor in mro(cls) if isinstance(ancestor, ClassInfo))


def _finish(frame: Frame, cls: ClassInfo, model: ModelInfo, line: int) -> None:
    """Call what a factory does with a row once it is made: methods whose `self` is the row."""
    row = row_of(model)
    methods = (m for ancestor in _own(cls) for _, m in sorted(ancestor.methods.items()))
    for method in chain.from_iterable(methods):
        if any(last_name_of(item) == "post_generation" for item in method.node.decorators):
            calls.call_function(frame, BoundMethod(method, row), calls.no_arguments(frame, line))
