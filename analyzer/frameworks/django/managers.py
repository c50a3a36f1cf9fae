"""Managers: which class attribute is one, and what it gives for a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.django import scopes
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.values import ForeignRow, QueryTemplate, QueryValue
from analyzer.resolution import made
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    Instance,
    Value,
    Values,
)

_KINDS = ("Manager", "QuerySet", "from_queryset()", "as_manager()")


def is_query_class(cls: ClassInfo) -> bool:
    """Tell whether a class of the program is a manager or a queryset."""
    return any(isinstance(base, str) and base.endswith(_KINDS) for base in mro(cls))


def manager_of(found: Value, model: ModelInfo) -> QueryValue | None:
    """Return the manager that a class attribute gives when it is read through the model."""
    match found:
        case QueryTemplate(cls=cls):
            return QueryValue(model, cls)
        case Instance(cls=cls) if is_query_class(cls):
            return QueryValue(model, cls)
        case ExternalInstance(name=name, site=site) if name.endswith(_KINDS):
            own = _handed(site) if site is not None else None
            return QueryValue(model, own).joining(scopes.tables(model, name, site))
    return None


def _handed(site: CallSite) -> ClassInfo | None:
    """Return the program's manager class that a maker of managers is handed, if it is."""
    for values in (*site.args, *site.keywords.values()):
        for value in values:
            if isinstance(value, ClassValue) and is_query_class(value.cls):
                return value.cls
    return None


def default_manager(model: ModelInfo, name: str = "objects") -> QueryValue:
    """Return the manager of that name, or Django's own where the program defines none."""
    for ancestor in mro(model.cls) if model.cls is not None else ():
        slot = ancestor.slots.get(name) if not isinstance(ancestor, str) else None
        for value in slot.values if slot is not None else ():
            manager = manager_of(value, model)
            if manager is not None:
                return manager
    return QueryValue(model)


def scope(models: Iterable[ModelInfo]) -> None:
    """Let models know what every query of theirs joins."""
    for model in models:
        model.scope = default_manager(model).joins


def managers_of(model: ModelInfo) -> Iterator[QueryValue]:
    """Yield the managers that a model's class and its ancestors name, if they are the program's."""
    for ancestor in mro(model.cls) if model.cls is not None else ():
        slots = ancestor.slots if not isinstance(ancestor, str) else {}
        for slot in slots.values():
            for value in slot.values:
                manager = manager_of(value, model)
                if manager is not None and manager.cls is not None:
                    yield manager


def methods_of(manager: QueryValue) -> Iterator[FunctionInfo]:
    """Yield the methods that the program gives a manager or queryset."""
    seen: set[str] = set()
    for ancestor in mro(manager.cls) if manager.cls is not None else ():
        if isinstance(ancestor, str) or ancestor.module.is_outside:
            continue
        methods = ancestor.methods
        for name in sorted(methods.keys() - seen):
            seen.add(name)
            yield from (method for method in methods[name] if method.kind == "method")


def from_queryset(frame: Frame, base: Value, site: CallSite) -> Values:
    """Return the manager class that `Manager.from_queryset(QuerySet)` makes of the two."""
    found: Values = ()
    for value in site.argument(0, "queryset_class"):
        if isinstance(value, ClassValue):
            name = f"{_last_name(base)}From{value.cls.name}"
            found += (made.derive(frame, site, name, ((base,), (value,))),)
    return found or (base,)


def _last_name(base: Value) -> str:
    match base:
        case ClassValue(cls=cls):
            return cls.name
        case External(name=name):
            return name.rpartition(".")[2]
    return ""


def own_of(receiver: QueryValue, given: Values) -> Values | None:
    """Return what a method that overrides Django's gives, without rows of other models.

    `filter()` gives rows of its manager's model and no others, whatever queries its code hands
    about. None where it is only known to give what cannot be.
    """
    rows = QueryValue | ForeignRow | Instance
    own = tuple(value for value in given if _is_of(receiver.model, value))
    rest = tuple(value for value in given if not isinstance(value, rows))
    if len(own) + len(rest) == len(given):
        return given
    return own + rest if own else None


def _is_of(model: ModelInfo, value: Value) -> bool:
    match value:
        case QueryValue(model=other) | ForeignRow(model=other):
            return other in model.lineage() or model in other.lineage()
        case Instance(cls=cls) if model.cls is not None:
            return cls in mro(model.cls) or model.cls in mro(cls)
    return False
