"""What Django does by itself with a class that names a model: generic views, viewsets, admin.

Nothing in such a class runs a query, the framework does on its behalf. Source: "Built-in
class-based views API" and "The Django admin site" in Django's documentation; "Generic views" and
"ViewSets" in Django REST framework's.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.django import filters, forms, listing
from analyzer.frameworks.django.generic import KINDS, chosen, model_of
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import QueryValue, row_of
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Text,
    Value,
    Values,
    flattened,
)

DECORATOR = "django.contrib.admin.register"
READ, WRITE = "read", "write"
_READING = (
    *("ListView", "DetailView", "ArchiveIndexView", "DateDetailView", "TodayArchiveView"),
    *("YearArchiveView", "MonthArchiveView", "WeekArchiveView", "DayArchiveView"),
    *("ListAPIView", "RetrieveAPIView", "ListModelMixin", "RetrieveModelMixin"),
    *("ReadOnlyModelViewSet", "FilterView", "SingleTableView"),
)
_WRITING = ("CreateView", "CreateAPIView", "CreateModelMixin")
_BOTH = (
    *("UpdateView", "DeleteView", "UpdateAPIView", "DestroyAPIView", "ListCreateAPIView"),
    *("RetrieveUpdateAPIView", "RetrieveDestroyAPIView", "RetrieveUpdateDestroyAPIView"),
    *("UpdateModelMixin", "DestroyModelMixin", "ModelViewSet", "ModelResource"),
)
_OPERATIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_READING, (READ,)),
    **dict.fromkeys(_WRITING, (WRITE,)),
    **dict.fromkeys(_BOTH, (READ, WRITE)),
}
_INLINES = ("TabularInline", "StackedInline")


def serve(frame: Frame, models: Models, served: Instance) -> None:
    """Record what the framework reads and writes on behalf of a class of the program."""
    cls = served.cls
    outside = [base for base in mro(cls) if isinstance(base, str)]
    is_admin = any(_is_admin(base) for base in outside)
    operations = {READ, WRITE} if is_admin else _operations(outside)
    how = "admin" if is_admin else "view"
    toucher = Toucher(frame, cls.node.line, "likely")
    query = model_of(frame, models, served) if operations else None
    if READ in operations and query is not None and not _chooses_itself(cls):
        for shown in filters.of_view(frame, served, (query,)) if how == "view" else (query,):
            if isinstance(shown, QueryValue):
                toucher.read(shown, how)
    if WRITE in operations:
        _write(frame, models, served, query, how)
    if is_admin and query is not None:
        _show_columns(frame, served, (row_of(query.model),))


def _show_columns(frame: Frame, served: Instance, rows: Values) -> None:
    """Have an admin's own columns and read-only fields made, whatever they call their row."""
    for option in ("list_display", "readonly_fields"):
        for value in flattened(lookup.raw(frame, served, option)):
            if isinstance(value, Text) and value.exact:
                listing.invoke(frame, served, value.value, (rows,))


def _write(
    frame: Frame, models: Models, served: Instance, query: QueryValue | None, how: str
) -> None:
    """Record what saving does: the form or serializer has the say, of whatever model."""
    line = served.cls.node.line
    toucher = Toucher(frame, line, "likely")
    written = query.model if query is not None else None
    for form in map(Instance, _forms(frame, served)):
        forms.validate(frame, models, form, line)
        forms.link(frame, models, form, line)
        saved = model_of(frame, models, form)
        written = saved.model if saved is not None else written
    if written is not None:
        toucher.save(written, how)
        if how == "admin" and not _forms(frame, served):
            forms.link_all(frame, written, line)


def _forms(frame: Frame, served: Instance) -> list[ClassInfo]:
    admin = [v.cls for v in lookup.raw(frame, served, "form") if isinstance(v, ClassValue)]
    return admin + [found for kind in KINDS[:2] for found in chosen(frame, served, kind)]


def is_registration(callee: Value) -> bool:
    """Tell whether a value is the `register` of an admin site."""
    match callee:
        case External(name=name):
            return name == "django.contrib.admin.site.register"
        case ExternalMethod(receiver=ExternalInstance(name=name), name="register"):
            return name.endswith("AdminSite")
        case ExternalMethod(receiver=Instance(cls=cls), name="register"):
            return any(isinstance(base, str) and base.endswith("AdminSite") for base in mro(cls))
    return False


def register(frame: Frame, models: Models, site: CallSite) -> None:
    """Take note of `admin.site.register(Order, OrderAdmin)`; without a class it is the default."""
    found = list(_classes(site.argument(0, "model_or_iterable")))
    registered = [cls for cls in found if cls in models.by_class]
    admins = list(_classes(site.argument(1, "admin_class")))
    for admin in admins:
        assign_model(frame, admin, registered)
    if not admins:
        toucher = Toucher(frame, site.line, "likely")
        for cls in registered:
            query = default_manager(models.by_class[cls])
            toucher.read(query, "admin")
            toucher.save(query.model, "admin")


def decorate(frame: Frame, models: Models, site: CallSite, cls: ClassInfo) -> None:
    """Take note of `@admin.register(Order)` before a class."""
    found = [item for values in site.args for item in _classes(values)]
    assign_model(frame, cls, [item for item in found if item in models.by_class])


def assign_model(frame: Frame, admin: ClassInfo, models: Iterable[ClassInfo]) -> None:
    """Let an admin class have the `model` that it is registered for."""
    values: Values = tuple(ClassValue(model) for model in models)
    frame.engine.write(frame.slot(admin.slots, "model"), values)


def _is_admin(base: str) -> bool:
    package, _, name = base.rpartition(".")
    return name.endswith(_INLINES) or (name.endswith("Admin") and "admin" in package)


def _operations(outside: Iterable[str]) -> set[str]:
    names = [base.rpartition(".")[2] for base in outside]
    return {op for name in names for op in _OPERATIONS.get(name, ())}


def _chooses_itself(cls: ClassInfo) -> bool:
    """Tell whether the program's own `get_queryset` says what is read."""
    return any(isinstance(base, ClassInfo) and "get_queryset" in base.methods for base in mro(cls))


def _classes(values: Values) -> Iterable[ClassInfo]:
    return (value.cls for value in flattened(values) if isinstance(value, ClassValue))
