"""Generic views, forms, serializers and admin classes: a class attribute names the model.

Source: "Class-based views" and "ModelForm" in Django's documentation; "Generic views" and
"Serializers" in Django REST framework's.
"""

from __future__ import annotations

from analyzer.frameworks.django import cleaned, clusters, filters, forms, listing, paging, widgets
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import FormValue, QueryValue, row_of
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, outside_bases
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    DictOf,
    FunctionValue,
    Instance,
    ListOf,
    Value,
    Values,
    flattened,
)

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
    return any("." in base for base in outside_bases(cls))


def attribute(frame: Frame, models: Models, owner: Instance, name: str, line: int) -> Values | None:
    """Return what a generic base class gives under a name."""
    if name == "choices" and widgets.is_widget(owner.cls):
        return widgets.choices(frame, owner.cls) or None
    if name in forms.PARTS:
        return tuple(map(ListOf, forms.of_set(frame, owner))) or None
    if name == "formsets" and clusters.is_cluster_form(owner.cls):
        model = forms.model_of(frame, models, owner)
        named = forms.children(frame, owner)
        return clusters.formsets(model, named) if model is not None else None
    if name == "qs" and filters.is_set(owner.cls):
        return filters.applied(frame, owner, _query(frame, models, owner)) or None
    if name in cleaned.NAMES and forms.is_form(owner.cls):
        return cleaned.data(frame, models, owner) or None
    if name == "_meta":
        return lookup.raw(frame, owner, "Meta") or (ClassValue(owner.cls),)
    if name in ("object_list", "queryset"):
        return (listed if name == "object_list" else _query)(frame, models, owner) or None
    return rows_of(frame, models, owner) or None if name in ("object", "instance") else None


def listed(frame: Frame, models: Models, owner: Instance) -> Values:
    """Return what a generic class lists: what its own `get_queryset` gives, or its model's rows."""
    own = tuple(v for v in _called(frame, owner, "get_queryset") if v.kind != "dull")
    return own or _query(frame, models, owner)


def _query(frame: Frame, models: Models, owner: Instance) -> Values:
    query = model_of(frame, models, owner)
    return (query,) if query is not None else ()


def rows_of(frame: Frame, models: Models, owner: Instance) -> Values:
    """Return the row that a generic class is about: its own `get_object` fetches it, or Django."""
    own = tuple(v for v in _called(frame, owner, "get_object") if v.kind != "dull")
    if own:
        return own
    queries = listed(frame, models, owner)
    return tuple(row_of(query.model) for query in queries if isinstance(query, QueryValue))


def parameter(frame: Frame, models: Models, owner: Instance, name: str) -> Values | None:
    """Return what the framework hands a method of a generic class under that name."""
    if name in KINDS:
        return made(frame, models, owner, name) or None
    if name in _QUERY_PARAMETERS:
        return listed(frame, models, owner) or None
    return rows_of(frame, models, owner) or None if name in _ROW_PARAMETERS else None


def call(frame: Frame, models: Models, owner: Instance, name: str, site: CallSite) -> Values | None:
    """Record what calling a generic base class's method touches."""
    if name in forms.VALIDATES and forms.is_form(owner.cls):
        forms.validate(frame, models, owner, site.line)
        return ()
    if name in ("clean", "validate") and forms.is_form(owner.cls):
        return cleaned.data(frame, models, owner) or None
    if name == "__init__" and forms.is_form(owner.cls):
        forms.fill(frame, models, owner, site.line)
        return ()
    for kind in KINDS:
        if name == f"get_{kind}":
            instances = tuple(Instance(found) for found in chosen(frame, owner, kind))
            return instances or _default_form(frame, models, owner, kind)
        if name == f"get_{kind}_class":
            classes = tuple(ClassValue(found) for found in chosen(frame, owner, kind))
            return classes or _default_form(frame, models, owner, kind)
    if name == "_construct_form" and forms.is_set(owner.cls):
        return forms.construct(frame, models, owner, site.line)
    if name == "save" or (name in ("create", "update") and forms.is_serializer(owner.cls)):
        return save(frame, models, owner, site.line)
    if widgets.is_widget(owner.cls):
        return widgets.call(frame, owner.cls, name, site.line)
    return _view_call(frame, models, owner, name, site)


def save(frame: Frame, models: Models, owner: Instance, line: int) -> Values | None:
    """Record what saving a form or serializer writes, and return the row."""
    query = model_of(frame, models, owner)
    if query is None:
        return None
    Toucher(frame, line, "likely").save(query.model, "form")
    forms.link(frame, models, owner, line)
    row = row_of(query.model)
    if not forms.is_set(owner.cls):
        return (row,)
    Toucher(frame, line, "likely").read_rows(query.model, "form")
    return (ListOf(row),)


def _view_call(
    frame: Frame, models: Models, owner: Instance, name: str, site: CallSite
) -> Values | None:
    match name:
        case "get_queryset":
            given = owner.site.keywords.get("queryset", ()) if owner.site is not None else ()
            queries: Values = tuple(v for v in given if isinstance(v, QueryValue))
            return queries or _query(frame, models, owner) or None
        case "get_object":
            return fetch(frame, models, owner, site.line)
        case "get_model":  # of Django REST framework's authentication by tokens
            return tuple(v for v in lookup.raw(frame, owner, "model") if _is_class(v)) or None
        case "get_context_data":
            fill(frame, models, owner, made(frame, models, owner, "form"), site.line)
            queries = listed(frame, models, owner)
            return listing.context(frame, owner, queries, rows_of(frame, models, owner), site)
        case "filter_queryset" | "get_paginator" | "paginate_queryset" | "get_serializer_context":
            return _list_call(frame, models, owner, name, site)
    if listing.validates(owner, name):
        for form in made(frame, models, owner, "form"):
            if isinstance(form, Instance) and forms.is_form(form.cls):
                forms.validate(frame, models, form, site.line)
    return None


def _is_class(value: Value) -> bool:
    return isinstance(value, ClassValue)


def _list_call(
    frame: Frame, models: Models, owner: Instance, name: str, site: CallSite
) -> Values | None:
    match name:
        case "filter_queryset":
            found = listing.filtered(frame, owner, site, models.rest_defaults)
            return filters.of_view(frame, owner, found) or _query(frame, models, owner) or None
        case "get_paginator":
            return paging.paginated(site.args[0] if site.args else ()) or None
        case "paginate_queryset":
            return listing.paginate(frame, owner, site, models.rest_defaults)
        case "get_serializer_context":
            return (DictOf("view", owner),)
    return None


def fetch(frame: Frame, models: Models, owner: Instance, line: int) -> Values | None:
    """Record that Django fetches the row that a view is about, out of what the view lists."""
    queries = [q for q in listed(frame, models, owner) if isinstance(q, QueryValue)]
    for query in queries:
        Toucher(frame, line, "likely").read(query.unsorted, "queryset")
    return tuple(row_of(query.model) for query in queries) or None


def fill(frame: Frame, models: Models, owner: Instance, made: Values, line: int) -> None:
    """Record what forms are filled with which a view makes for the row that it updates."""
    for form in made if listing.is_one(owner, ("UpdateView",)) else ():
        if isinstance(form, Instance) and forms.is_form(form.cls):
            forms.fill(frame, models, form, line)


def made(frame: Frame, models: Models, owner: Instance, kind: str) -> Values:
    """Return the form or serializer that a view makes: by a method of its own, or of its class."""
    own = _called(frame, owner, f"get_{kind}")
    own = own or tuple(Instance(found) for found in chosen(frame, owner, kind))
    if kind == "formset":
        return own or _inlines(frame, models, owner)
    return own or _default_form(frame, models, owner, kind)


def _inlines(frame: Frame, models: Models, owner: Instance) -> Values:
    """Return the sets of forms that an admin class shows below its own."""
    found: Values = ()
    for value in flattened(lookup.raw(frame, owner, "inlines")):
        inline = Instance(value.cls) if isinstance(value, ClassValue) else None
        query = model_of(frame, models, inline) if inline is not None else None
        if query is not None:
            found = join(found, (FormValue(query.model, True),))
    return found


def _default_form(frame: Frame, models: Models, owner: Instance, kind: str) -> Values:
    """Return the form of its model that Django makes for a view which names none."""
    if kind != "form" or not listing.edits_model(owner):
        return ()
    queries = (value for value in listed(frame, models, owner) if isinstance(value, QueryValue))
    return tuple(FormValue(query.model, False) for query in queries)


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
