"""What Django's generic views do around the methods that a program overrides.

Source: django/views/generic/list.py, detail.py and edit.py of Django 5.2, `generics.py` and
`filters.py` of Django REST framework 3.16.
"""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.frameworks.django import paging
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import PageOf, QueryValue, row_of
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    DictOf,
    FunctionValue,
    Instance,
    ListOf,
    TupleOf,
    Values,
    flattened,
)

_LISTS = ("ListView", "MultipleObjectMixin", "ArchiveIndexView", "DateListView")
_DETAILS = ("DetailView", "SingleObjectMixin", "UpdateView", "DeleteView")
EDITS = ("FormView", "FormMixin", "CreateView", "UpdateView")
_MODEL_EDITS = ("ModelFormMixin", "CreateView", "UpdateView")
REST_LISTS = ("ListAPIView", "ListCreateAPIView", "ListModelMixin", "ModelViewSet")
# Methods in which Django's own views answer a request, and have a form validated on the way.
_HANDLERS = frozenset({"dispatch", "post", "put"})


def invoke(frame: Frame, owner: Instance, name: str, args: tuple[Values, ...]) -> Values:
    """Return what a method gives that the program defines and the framework calls."""
    site = calls.no_arguments(frame, frame.line)
    site.args = args
    found: Values = ()
    for method in lookup.raw(frame, owner, name):
        if isinstance(method, FunctionValue):
            is_static = method.function.kind == "static"
            bound = BoundMethod(method.function, owner, method.outer)
            found = join(found, calls.call_function(frame, method if is_static else bound, site))
    return found


def is_one(owner: Instance, kinds: tuple[str, ...]) -> bool:
    """Tell whether a view stands on one of these of Django's."""
    return any(isinstance(base, str) and base.endswith(kinds) for base in mro(owner.cls))


def is_rest(owner: Instance) -> bool:
    """Tell whether a class stands on Django REST framework."""
    return any(
        isinstance(base, str) and base.startswith("rest_framework") for base in mro(owner.cls)
    )


def context(frame: Frame, owner: Instance, listed: Values, rows: Values, site: CallSite) -> Values:
    """Return what `super().get_context_data(**kwargs)` gives, of a list or of a detail view."""
    given = tuple(DictOf(name, v) for name, values in site.keywords.items() for v in values[:4])
    if is_one(owner, _LISTS):
        listed = site.keywords.get("object_list") or listed
        return (*given, *_list_context(frame, owner, listed, site))
    if is_one(owner, _DETAILS):
        return (*given, *(DictOf("object", row) for row in rows[:4]))
    return given


def _list_context(frame: Frame, owner: Instance, listed: Values, site: CallSite) -> Values:
    paged = invoke(frame, owner, "paginate_queryset", (listed, ()))
    tuples = [value.items for value in paged if isinstance(value, TupleOf)]
    names = ("paginator", "page_obj", "object_list")
    found = [
        DictOf(name, value)
        for items in tuples
        for name, values in zip(names, items, strict=False)
        for value in values[:4]
    ]
    if not found:
        pages = paging.paginated(listed)
        found = [DictOf(name, page) for name in names[:2] for page in pages]
        found += [DictOf("object_list", value) for value in listed[:4]]
    return tuple(dict.fromkeys(found))


def paginate(
    frame: Frame, owner: Instance, site: CallSite, defaults: Mapping[str, list[str]]
) -> Values:
    """Return what `paginate_queryset(queryset)` gives, of a list view or of a REST view."""
    rows = site.args[0] if site.args else ()
    if not is_rest(owner):
        pages = paging.paginated(rows)
        for page in pages:
            if isinstance(page, PageOf):
                paging.call(frame, page, "page", site.line)
        return (TupleOf((pages, pages, rows, ())),)
    if is_one(owner, ("Pagination",)):  # what a program's own way to page ends in
        return _fetched(frame, rows, site.line)
    result: Values = ()
    for value in option(frame, owner, "pagination_class", defaults):
        if isinstance(value, ClassValue):
            args: tuple[Values, ...] = (rows, (), (owner,))
            result = join(result, invoke(frame, Instance(value.cls), "paginate_queryset", args))
    return result or _fetched(frame, rows, site.line)


def _fetched(frame: Frame, rows: Values, line: int) -> Values:
    result: Values = ()
    for value in rows:
        if isinstance(value, QueryValue):
            Toucher(frame, line, "likely").read(value, "iterate")
            result = join(result, (ListOf(row_of(value.model)),))
    return result


# What a view's option is called among the defaults in the settings.
_DEFAULTS = {
    "filter_backends": "DEFAULT_FILTER_BACKENDS",
    "pagination_class": "DEFAULT_PAGINATION_CLASS",
    "permission_classes": "DEFAULT_PERMISSION_CLASSES",
}


def option(frame: Frame, owner: Instance, name: str, defaults: Mapping[str, list[str]]) -> Values:
    """Return the classes that an option of a REST view names, or the settings for all views."""
    own = lookup.raw(frame, owner, name)
    if own:
        return own
    named: Values = ()
    for text in defaults.get(_DEFAULTS[name], ()):
        named = join(named, lookup.dotted(frame, text))
    return named


def filtered(
    frame: Frame, owner: Instance, site: CallSite, defaults: Mapping[str, list[str]]
) -> Values:
    """Return what `filter_queryset(queryset)` gives: what the filters of a REST view make of it."""
    rows = site.args[0] if site.args else ()
    result = rows
    for value in flattened(option(frame, owner, "filter_backends", defaults)):
        if isinstance(value, ClassValue):
            args: tuple[Values, ...] = ((), rows, (owner,))
            found = invoke(frame, Instance(value.cls), "filter_queryset", args)
            result = join(result, tuple(v for v in found if isinstance(v, QueryValue)))
    return result


def validates(owner: Instance, name: str) -> bool:
    """Tell whether Django's own answer to a request, of that method, has a form validated."""
    return name in _HANDLERS and is_one(owner, EDITS)


def edits_model(owner: Instance) -> bool:
    """Tell whether Django makes a view's form of its model, where the view names no form."""
    return is_one(owner, _MODEL_EDITS)
