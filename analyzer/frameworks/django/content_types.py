"""Content types: rows that name a model, and the generic keys that they make up.

What a generic key points at stands in no declaration but that of a generic relation on the other
side: so what the program puts into such keys is remembered, and comes out where they are read.
Source: "The contenttypes framework" in Django's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import ForeignRow, QueryValue, TypeRow, row_of
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalInstance,
    Instance,
    Value,
    Values,
)

_OF_MODELS = frozenset({"get_for_model", "get_for_models"})
_BY_KEY = frozenset({"get", "get_for_id"})


def is_type(model: ModelInfo | None) -> bool:
    """Tell whether a model is `ContentType`."""
    return model is not None and (model.label, model.name) == ("contenttypes", "ContentType")


def found(frame: Frame, models: Models, query: QueryValue, name: str, site: CallSite) -> Values:
    """Return the content types that a call of their manager gives, if it is known of what."""
    if not is_type(query.model):
        return ()
    given = [value for values in (*site.args, *site.keywords.values()) for value in values]
    types: Values = ()
    if name in _BY_KEY:
        types = tuple(value for value in given if isinstance(value, TypeRow))
    elif name in _OF_MODELS:
        described = (lookup.class_of(v) for v in given if isinstance(v, ClassValue | Instance))
        named = (models.by_class.get(cls) for cls in described if cls is not None)
        types = tuple(TypeRow(query.model, model) for model in named if model is not None)
    if types:
        Toucher(frame, site.line, "likely").read(query, "queryset")
    return tuple(dict.fromkeys(types))


def call(frame: Frame, kind: TypeRow, name: str, line: int) -> Values | None:
    """Return what a method of a content type gives: the model's class, or rows of it."""
    named = kind.names
    if name == "model_class":
        return (ClassValue(named.cls),) if named.cls is not None else ()
    if name == "get_object_for_this_type":
        Toucher(frame, line, "likely").read_rows(named, "queryset")
        return (row_of(named),)
    return (default_manager(named),) if name == "get_all_objects_for_this_type" else None


# --- what is kept in a row ---------------------------------------------------------------------


def put(frame: Frame, model: ModelInfo, name: str, values: Values) -> None:
    """Take note of what the program puts into a generic key, or a key of a content type."""
    relation = model.relation(name)
    kept: Values
    if relation is not None and is_type(relation.target):
        kept = tuple(value for value in values if isinstance(value, TypeRow))
    elif relation is None and _is_generic(model, name):
        kept = tuple(value for value in values if _is_row(value))
    else:
        return
    for holder in model.lineage() if kept else ():
        frame.engine.write(frame.slot(holder.kept, name), kept)


def filled(frame: Frame, model: ModelInfo, site: CallSite) -> None:
    """The same for what a new row, or an update, is given by name."""
    for name, values in site.keywords.items():
        put(frame, model, name, values)


def typed(frame: Frame, relation: Relation, model: ModelInfo) -> Values:
    """Return the content types that a row's key is known to hold."""
    return _kept(frame, model, relation.name) if is_type(relation.target) else ()


def pointed_at(frame: Frame, models: Models, model: ModelInfo, name: str, line: int) -> Values:
    """Return what a generic key gives: rows that were put there, or whose model points back."""
    put_there = _kept(frame, model, name)
    targets = [target for item in model.lineage() for target in item.pointed_at_by]
    rows = join(tuple(map(row_of, dict.fromkeys(targets))), put_there)
    read = dict.fromkeys(_models_of(models, rows))
    toucher = Toucher(frame, line, "likely" if len(read) == 1 else "guess")
    for target in read:
        toucher.read_rows(target, "relation")
    return rows


def _kept(frame: Frame, model: ModelInfo, name: str) -> Values:
    return frame.engine.read(frame.slot(model.kept, name), frame.unit)


def _models_of(models: Models, rows: Values) -> Iterable[ModelInfo]:
    for row in rows:
        match row:
            case Instance(cls=cls) if cls in models.by_class:
                yield models.by_class[cls]
            case ForeignRow(model=model):
                yield model


def _is_row(value: Value) -> bool:
    return isinstance(value, Instance | ForeignRow)


def _is_generic(model: ModelInfo, name: str) -> bool:
    """Tell whether a model's class has a generic foreign key of that name."""
    for ancestor in mro(model.cls) if model.cls is not None else ():
        slot = ancestor.slots.get(name) if not isinstance(ancestor, str) else None
        if slot is not None and slot.values:
            return any(map(is_generic_key, slot.values))
    return False


def is_generic_key(value: Value) -> bool:
    """Tell whether a class attribute is a generic foreign key."""
    return isinstance(value, ExternalInstance) and value.name.endswith("GenericForeignKey")
