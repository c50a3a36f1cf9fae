"""Functions of Django that are handed a model or name one."""

from __future__ import annotations

from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.django import forms, ordering, paging, widgets
from analyzer.frameworks.django.contrib import guess_model
from analyzer.frameworks.django.lookups import joined_tables, lookup_of, paths_in
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import ForeignRow, QueryValue, row_of
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.library_calls import elements
from analyzer.resolution.slots import Slot, join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    Instance,
    ListOf,
    SomeClass,
    Text,
    Value,
    Values,
    flattened,
)

_FETCHERS = ("get_object_or_404", "get_list_or_404", "prefetch_related_objects")
# What looks users up by their credentials or session, and what writes when they came.
_AUTHENTICATING = frozenset(
    {"aauthenticate", "aget_user", "alogin", "authenticate", "get_user", "login"}
)
# More models than this that a name can mean say nothing any more.
_MOST_LABELS = 4
_NOT_LOOKUPS = ("Manager", "Field", "Key", "Model", "Index", "Constraint", "Rel", "Choices")


def call(frame: Frame, models: Models, name: str, site: CallSite) -> Values | None:
    """Return what a function of Django gives; None where it is of no interest here."""
    last = name.rpartition(".")[2]
    if last.removeprefix("a") in _FETCHERS:
        return _fetch(frame, models, last.removeprefix("a"), site)
    if last == "get_user_model":
        return _class_of(models, models.user_model)
    if name.startswith("django.contrib.auth.") and last in _AUTHENTICATING:
        return _authenticate(frame, models, last, site)
    if name.startswith("django.core.serializers.") and last == "serialize":
        return _serialize(frame, models, site)
    if name.endswith(("apps.get_model", "apps.get_models")):
        every = last == "get_models"
        return (ListOf(any_model(models)),) if every else _get_model(frame, models, site)
    if forms.is_choice(External(name)):
        widgets.made(frame, site)
        return None
    if last.endswith("_factory"):
        return forms.made_by_factory(frame, models, last, site)
    if last == "Paginator":
        return paging.paginated(_queried(models, site.argument(0, "object_list"))) or None
    is_expression = last[:1].isupper() and not last.endswith(_NOT_LOOKUPS)
    if is_expression and name.startswith(("django.db.models", "django.contrib.postgres")):
        return _lookup(frame, site)
    return None


def setting(models: Models, name: str) -> Values | None:
    """Return what a setting names: the user model, or code of the program's by its dotted name."""
    if name == "AUTH_USER_MODEL":
        return (Text(models.user_model),)
    return tuple(map(Text, models.named_by_setting(name))) or None


def any_model(models: Models) -> Value:
    """Return what is one of all models, until a test tells which (`issubclass(model, Task)`)."""
    return SomeClass(tuple(models.by_class))


def _fetch(frame: Frame, models: Models, last: str, site: CallSite) -> Values:
    if last == "prefetch_related_objects":
        return _prefetch(frame, models, site)
    result: Values = ()
    first = site.call.args[0] if site.call.args else facts.Opaque()
    for value in site.args[0] if site.args else ():
        query = as_query(models, value)
        if query is None:
            continue
        frame.resolve(site)
        toucher = Toucher(frame, site.line, confidence(frame, first))
        toucher.read(query if "list" in last else query.unsorted, "queryset")
        for table in joined_tables(query.model, paths_in(site)):
            toucher.touch(table, "read", "join")
        row: Values = (row_of(query.model),)
        result += tuple(ListOf(v) for v in row) if "list" in last else row
    return result


def _prefetch(frame: Frame, models: Models, site: CallSite) -> Values:
    """Record what is fetched for rows that are there already."""
    toucher = Toucher(frame, site.line, "likely")
    found = (model_of_row(models, row) for row in elements(frame, site))
    for model in dict.fromkeys(model for model in found if model is not None):
        paths = paths_in(site)
        fetched = joined_tables(model, paths, fetched=True)
        for table in fetched + ordering.fetched_after(model, paths):
            toucher.touch(table, "read", "join")
    return ()


def _serialize(frame: Frame, models: Models, site: CallSite) -> Values:
    """Record that rows are fetched, and what they have on the many-to-many sides of their fields.

    Source: `Serializer.serialize` in django/core/serializers/base.py and `handle_m2m_field` in
    python.py.
    """
    toucher = Toucher(frame, site.line, "likely")
    for value in flattened(site.argument(1, "queryset")):
        query = as_query(models, value)
        model = query.model if query is not None else model_of_row(models, value)
        if query is not None:
            toucher.read(query, "queryset")
        for item in model.lineage() if model is not None else ():
            for relation in item.relations.values():
                if relation.through is not None and relation.target is not None:
                    toucher.touch(relation.through, "read", "many_to_many")
                    toucher.read_rows(relation.target, "many_to_many")
    return ()


def _authenticate(frame: Frame, models: Models, last: str, site: CallSite) -> Values:
    """Record that users are looked up, or the time of a login is written; return the user.

    Source: django/contrib/auth/__init__.py, backends.py (`ModelBackend`) and models.py
    (`update_last_login`).
    """
    model = models.named(models.user_model, None)
    if model is None:
        return ()
    toucher = Toucher(frame, site.line, "likely")
    if last.endswith("login"):
        toucher.save(model, "save")
        return ()
    toucher.read_rows(model, "queryset")
    return (row_of(model),)


def _queried(models: Models, values: Values) -> Values:
    """Return the values, with the query that a model or manager stands for in its place."""
    return tuple(as_query(models, value) or value for value in values)


def as_query(models: Models, value: Value) -> QueryValue | None:
    """Return the query that a model, manager or queryset stands for."""
    match value:
        case QueryValue():
            return value
        case ClassValue(cls=cls) if cls in models.by_class:
            return default_manager(models.by_class[cls])
        case External(name=name) if (known := guess_model(name)) and not known.abstract:
            return QueryValue(models.third_party(known))
    return None


def model_of_row(models: Models, value: Value) -> ModelInfo | None:
    """Return the model of which a value is a row."""
    match value:
        case Instance(cls=cls):
            return models.by_class.get(cls)
        case ForeignRow(model=model):
            return model
        case ExternalInstance(name=name):  # as an annotation names it
            row = foreign_row(models, name)
            return row.model if row is not None else None
    return None


def foreign_row(models: Models, name: str) -> ForeignRow | None:
    """Return the row that calling another package's model gives."""
    known = guess_model(name)
    if known is None or known.abstract:
        return None
    return ForeignRow(models.third_party(known))


def _class_of(models: Models, label: str) -> Values:
    model = models.named(label, None)
    if model is None:
        return ()
    if model.cls is not None:
        return (ClassValue(model.cls),)
    return (External(f"{model.label}.models.{model.name}"),)


def _get_model(frame: Frame, models: Models, site: CallSite) -> Values:
    apps = _exact_texts(site.argument(0, "app_label"))
    names = _exact_texts(site.argument(1, "model_name"))
    labels = [label for label in apps if "." in label]
    labels += [f"{app}.{name}" for app in apps if "." not in app for name in names]
    if labels and _passes_on(frame, site, len(set(labels)) > 1):
        return ()
    if len(labels) > 1:
        labels = [label for label in labels if models.knows(label)][:_MOST_LABELS]
    if not labels:
        frame.give_up(site, "dynamic-model", "the model's name is not known before the code runs")
        return (any_model(models),)
    frame.resolve(site)
    found: Values = ()
    for label in labels:
        found = join(found, _class_of(models, label))
    return found


def _passes_on(frame: Frame, site: CallSite, are_many: bool) -> bool:
    """Tell whether a function looks up the very names it is given, by all its callers together.

    It is then to be understood for each of them alone, which this call has happen. So is one that
    makes names of what it is given (`label.split(".")`), once there are many.
    """
    unit = frame.unit
    if unit.function is None:
        return False
    named = {argument.id for argument in site.call.args if isinstance(argument, facts.Name)}
    given = named & unit.function.signature.names
    if not given and not (are_many and any(map(_texts_of, unit.parameters.values()))):
        return False
    frame.engine.tell_texts_apart(unit.function, given or None)
    return not any(isinstance(value, Text) for _, value in unit.context)


def _texts_of(slot: Slot) -> bool:
    return len(_exact_texts(slot.values)) > 1


def _exact_texts(values: Values) -> list[str]:
    return [value.value for value in values if isinstance(value, Text) and value.exact]


def _lookup(frame: Frame, site: CallSite) -> Values:
    for values in (*site.args, *site.keywords.values()):
        for value in values:
            if isinstance(value, QueryValue):  # Subquery, Exists, Prefetch run it in the end
                Toucher(frame, site.line, "likely").read(value.unsorted, "subquery")
    return (lookup_of(site),)


def user_of_request(models: Models, receiver: facts.Expr) -> Values | None:
    """Return the user where `request.user` is read: the program's own user model's row."""
    match receiver:
        case (
            facts.Name(id="request")
            | facts.Attribute(attr="request")
            | facts.Subscript(index=facts.Constant(value="request"))
        ):
            return user(models)
    return None


def user(models: Models) -> Values | None:
    """Return a row of the user model."""
    model = models.named(models.user_model, None)
    return (row_of(model),) if model is not None else None
