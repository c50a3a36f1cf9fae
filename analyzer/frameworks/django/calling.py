"""What calls give where the program defines no function: methods of Django's, and shortcuts."""

from __future__ import annotations

from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.django import (
    answering,
    configured,
    content_types,
    factories,
    files,
    forms,
    generic,
    haystack,
    introspection,
    paging,
    permissions,
    querysets,
    rows,
    serializers,
    shortcuts,
    stores,
    trees,
)
from analyzer.frameworks.django.handing import Handing
from analyzer.frameworks.django.managers import from_queryset, is_query_class
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import (
    FieldOf,
    FieldsOf,
    FileOf,
    FormValue,
    ManyRows,
    PageOf,
    QueryTemplate,
    QueryValue,
    TypeRow,
)
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import outside_names
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    External,
    ExternalMethod,
    FunctionValue,
    Instance,
    Value,
    Values,
)

# What gets or makes the only row, or a site's: `SingletonModel` of django-solo 2, `BaseSiteSetting`
# and `BaseGenericSetting` of Wagtail 7.
_ONLY_ROW = {
    "solo.models.": frozenset({"get_solo"}),
    "wagtail.contrib.settings.models.": frozenset({"for_request", "for_site", "load"}),
}


def call(
    frame: Frame, models: Models, handing: Handing, callee: Value, site: CallSite
) -> Values | None:
    """Return what methods of queries, rows and generic classes, and shortcuts, give."""
    haystack.call(frame, models, callee, site)
    match callee:
        case ExternalMethod(receiver=QueryValue() as query, name=name):
            return _query_call(frame, models, handing, query, name, site)
        case FormValue() | QueryValue():  # `order.lines(manager="all_lines")` is of the same rows
            return (callee,)
        case ExternalMethod(receiver=ExternalMethod(receiver=of, name="_meta"), name=name):
            return introspection.called(models, of, name, site)
        case ExternalMethod(receiver=receiver, name=name):
            return _method_call(frame, models, receiver, name, site)
        case External(name=name) if name.endswith("Manager.from_queryset"):
            base = External(name.removesuffix(".from_queryset"))
            return from_queryset(frame, base, site)
        case External(name=name):
            row = shortcuts.foreign_row(models, name)
            if row is not None:
                return (row,)
            if permissions.is_granting(name):
                return permissions.grant(frame, models, site)
            fields = introspection.described(models, name, site)
            if fields is not None:
                return fields
            made = shortcuts.call(frame, models, name, site)
            return made if made is not None else paging.handed(frame, name, site) or None
    return None


def attribute(
    frame: Frame,
    models: Models,
    value: FormValue | ManyRows | PageOf | FieldOf | FieldsOf | FileOf,
    name: str,
    line: int,
) -> Values | None:
    """Return what an attribute gives of what Django makes of queries and rows."""
    match value:
        case FormValue():
            return forms.attribute(frame, value, name, line)
        case ManyRows():
            return serializers.attribute(frame, models, value, name, line)
        case PageOf():
            return paging.attribute(frame, value, name, line)
        case FieldOf() | FieldsOf():
            return introspection.attribute(value, name)
        case FileOf():
            return (ExternalMethod(value, name),)


def _method_call(
    frame: Frame, models: Models, receiver: Value, name: str, site: CallSite
) -> Values | None:
    match receiver:
        case FormValue():
            return forms.call(frame, receiver, name, site.line)
        case stores.StoreValue():
            return stores.call(frame, receiver, name, site.line)
        case ManyRows():
            return serializers.call(frame, models, receiver, name, site)
        case FieldOf():
            return introspection.accessor(receiver)
        case FileOf():
            return files.call(frame, receiver, name, site)
        case PageOf():
            return paging.call(frame, receiver, name, site.line)
        case TypeRow():
            return content_types.call(frame, receiver, name, site.line)
        case ClassValue():
            return _class_call(frame, models, receiver, name, site)
    return _row_call(frame, models, receiver, name, site)


def _class_call(
    frame: Frame, models: Models, owner: ClassValue, name: str, site: CallSite
) -> Values | None:
    if name == "as_view":
        configured.configure(frame, owner.cls, site)
        return (owner,)
    model = models.by_class.get(owner.cls)
    if model is not None:
        return _made_by(frame, owner, name, site, model)
    if factories.is_factory(owner.cls):
        return factories.call(frame, models, owner.cls, name, site.line)
    if name == "as_manager" and is_query_class(owner.cls):
        return (QueryTemplate(owner.cls),)
    if name == "from_queryset" and is_query_class(owner.cls):
        return from_queryset(frame, owner, site)
    return None


def _made_by(
    frame: Frame, owner: ClassValue, name: str, site: CallSite, model: ModelInfo
) -> Values | None:
    """Return what a package's method of a model's class gives: `from_json()` makes a row."""
    if _gets_only_row(owner, name):
        toucher = Toucher(frame, site.line, confidence(frame, site.call.func))
        toucher.read_rows(model, "queryset")
        toucher.save(model, "create")
        return (Instance(owner.cls),)
    if name.startswith("from_"):
        return (Instance(owner.cls),)
    return trees.call(frame, model, name, site.line)


def _gets_only_row(owner: ClassValue, name: str) -> bool:
    return any(
        base.startswith(package) and name in names
        for base in outside_names(owner.cls)
        for package, names in _ONLY_ROW.items()
    )


def _query_call(
    frame: Frame, models: Models, handing: Handing, query: QueryValue, name: str, site: CallSite
) -> Values | None:
    frame.resolve(site)
    if name.removeprefix("a") in querysets.SETS:
        rows.filled(frame, query.model, site)
        content_types.filled(frame, query.model, site)
    types = content_types.found(frame, models, query, name, site)
    if types:
        return types
    if not querysets.is_method(name):
        return querysets.call_unknown(frame, query, name, site)
    result: Values = ()
    for inner in _through_get_queryset(frame, query, name, site):
        result = join(result, querysets.call(frame, handing, inner, name, site))
    return result


def _through_get_queryset(
    frame: Frame, query: QueryValue, name: str, site: CallSite
) -> list[QueryValue]:
    """Let a manager's own `get_queryset` have its say before the method runs."""
    running = frame.unit.function
    if query.cls is None or (running is not None and running.name == "get_queryset"):
        return [query]
    found: list[QueryValue] = []
    for method in lookup.in_class(frame, query.cls, "get_queryset"):
        if isinstance(method, FunctionValue):
            bound = BoundMethod(method.function, query, method.outer)
            values = calls.call_function(frame, bound, calls.no_arguments(frame, site.line))
            found += [v for v in values if isinstance(v, QueryValue)]
    if query.related or not found:
        return [query]
    return found


def _row_call(
    frame: Frame, models: Models, receiver: Value, name: str, site: CallSite
) -> Values | None:
    model = shortcuts.model_of_row(models, receiver)
    if model is not None and rows.is_method(name):
        frame.resolve(site)
        return rows.call(frame, model, name, site.line)
    if content_types.is_type(model) and name == "model_class":
        return (shortcuts.any_model(models),)
    if model is not None:
        return trees.call(frame, model, name, site.line)
    if isinstance(receiver, Instance) and generic.is_generic(receiver.cls):
        if name == "to_representation" and forms.is_serializer(receiver.cls):
            serializers.represent(frame, models, receiver, site.line)
            return ()
        done = generic.call(frame, models, receiver, name, site)
        return done if done is not None else answering.call(frame, models, receiver, name, site)
    return None
