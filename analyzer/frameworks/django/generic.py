"""Generic views, forms, serializers and admin classes: a class attribute names the model.

Source: "Class-based views" and "ModelForm" in Django's documentation; "Generic views" and
"Serializers" in Django REST framework's.
"""

from __future__ import annotations

from analyzer.frameworks.django import forms
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.querysets import Toucher
from analyzer.frameworks.django.values import QueryValue, row_of
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    FunctionValue,
    Instance,
    ListOf,
    Values,
)

_QUERIES = frozenset({"get_queryset", "object_list", "filter_queryset", "queryset"})
_ROWS = frozenset({"object", "instance", "get_object"})
# What parameters of methods are called that the framework hands a row, a query or a form.
_ROW_PARAMETERS = frozenset({"instance", "obj", "object"})
_QUERY_PARAMETERS = frozenset({"queryset", "qs"})
KINDS = ("form", "serializer", "filterset", "formset")


def model_of(frame: Frame, models: Models, owner: Instance) -> QueryValue | None:
    """Return the query that a generic class stands for: its `queryset`, `model` or `Meta.model`."""
    for value in lookup.raw(frame, owner, "queryset"):
        if isinstance(value, QueryValue):
            return value
    for name in ("form_class", "serializer_class"):
        for value in lookup.raw(frame, owner, name):
            if isinstance(value, ClassValue) and value.cls is not owner.cls:
                inner = model_of(frame, models, Instance(value.cls))
                if inner is not None:
                    return inner
    metas = [v for v in lookup.raw(frame, owner, "Meta") if isinstance(v, ClassValue)]
    for holder in (owner, *metas):
        for value in lookup.raw(frame, holder, "model"):
            if isinstance(value, ClassValue) and value.cls in models.by_class:
                return default_manager(models.by_class[value.cls])
    return None


def is_generic(cls: ClassInfo) -> bool:
    """Tell whether a class stands on a base outside of the program."""
    return any(isinstance(base, str) and "." in base for base in mro(cls))


def attribute(frame: Frame, models: Models, owner: Instance, name: str, line: int) -> Values | None:
    """Return what a generic base class gives under a name."""
    if name not in _QUERIES and name not in _ROWS:
        return None
    query = model_of(frame, models, owner)
    if query is None:
        return None
    if name in ("get_queryset", "filter_queryset", "get_object"):
        return None
    if name in _QUERIES:
        return (query,)
    return (row_of(query.model),)


def parameter(frame: Frame, models: Models, owner: Instance, name: str) -> Values | None:
    """Return what the framework hands a method of a generic class under that name."""
    if name in KINDS:
        return _made(frame, owner, name) or None
    if name not in _ROW_PARAMETERS and name not in _QUERY_PARAMETERS:
        return None
    query = model_of(frame, models, owner)
    if query is None:
        return None
    return (row_of(query.model),) if name in _ROW_PARAMETERS else (query,)


def call(frame: Frame, models: Models, owner: Instance, name: str, site: CallSite) -> Values | None:
    """Record what calling a generic base class's method touches."""
    cls = owner.cls
    if name in forms.VALIDATES and forms.is_form(cls):
        forms.validate(frame, models, owner, site.line)
        return ()
    for kind in KINDS:
        if name == f"get_{kind}":
            return tuple(Instance(found) for found in chosen(frame, owner, kind))
        if name == f"get_{kind}_class":
            return tuple(ClassValue(found) for found in chosen(frame, owner, kind))
    saves = name == "save" or (name in ("create", "update") and forms.is_serializer(cls))
    if not saves and name not in ("get_queryset", "filter_queryset", "get_object"):
        return None
    query = model_of(frame, models, owner)
    if query is None:
        return None
    row: Values = (row_of(query.model),)
    toucher = Toucher(frame, site.line, "likely")
    if saves:
        toucher.write(query.model, "form")
        forms.link(frame, models, owner, site.line)
        many = any(isinstance(base, str) and base.endswith("FormSet") for base in mro(cls))
        return tuple(ListOf(value) for value in row) if many else row
    if name == "get_object":
        toucher.read(query, "queryset")
        return row
    return (query,)


def _made(frame: Frame, owner: Instance, kind: str) -> Values:
    """Return the form or serializer that a view makes: by a method of its own, or of its class."""
    own = _called(frame, owner, f"get_{kind}")
    return own or tuple(Instance(found) for found in chosen(frame, owner, kind))


def _called(frame: Frame, owner: Instance, name: str) -> Values:
    """Return what a method that the program gives a class returns."""
    found: Values = ()
    for method in lookup.raw(frame, owner, name):
        if isinstance(method, FunctionValue):
            bound = BoundMethod(method.function, owner, method.outer)
            found = join(found, calls.call_function(frame, bound, calls.no_arguments(frame, 0)))
    return found


def chosen(frame: Frame, owner: Instance, kind: str) -> list[ClassInfo]:
    """Return the classes that a view chooses from, in its attribute or in a method of its own."""
    found = _called(frame, owner, f"get_{kind}_class")
    found = found or lookup.raw(frame, owner, f"{kind}_class")
    return [value.cls for value in found if isinstance(value, ClassValue)]
