"""Relations of models as `_meta` describes them.

Source: "Model _meta API" and "Field attribute reference" in Django's documentation;
rest_framework/utils/model_meta.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import FieldOf, FieldsOf
from analyzer.resolution.lookup import class_of
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    ExternalMethod,
    Text,
    Value,
    Values,
)

_FIELD_INFO = "rest_framework.utils.model_meta.get_field_info"
_INFO = {"forward_relations": "km", "relations": "kmr", "reverse_relations": "r"}
# A model with more relations than this is not gone through.
_MOST = 24


def called(models: Models, described: Value, name: str, site: CallSite) -> Values | None:
    """Return what `get_field(name)` of a model's options gives.

    Code that goes through all fields picks among them by kinds that are not followed here: to
    take them for all of them claimed 22 tables too many of Wagtail, and found none.
    """
    cls = class_of(described)
    model = models.by_class.get(cls) if cls is not None else None
    if model is None or name != "get_field":
        return None
    named = {v.value for v in site.argument(0, "field_name") if isinstance(v, Text) and v.exact}
    return tuple(field for field in _fields(model, "kmr") if field.name in named)


def described(models: Models, name: str, site: CallSite) -> Values | None:
    """Return what Django REST framework's description of a model's fields is."""
    if name != _FIELD_INFO:
        return None
    classes = (class_of(value) for value in site.argument(0, "model"))
    found = (models.by_class.get(cls) for cls in classes if cls is not None)
    return tuple(FieldsOf(model) for model in found if model is not None)


def attribute(value: FieldOf | FieldsOf, name: str) -> Values | None:
    """Return what a field, or a description of all fields, says under a name."""
    if isinstance(value, FieldsOf):
        fields = _fields(value.model, _INFO.get(name, ""))
        return tuple(DictOf(field.name, field) for field in fields)
    match name:
        case "name" | "attname":
            return (Text(value.name),)
        case "related_model":
            return _class(value.target)
        case "model":
            return _class(value.model)
        case "field" | "remote_field":
            return (FieldOf(value.target, value.model, value.opposite, value.name, value.through),)
        case "through":
            return _class(value.through) if value.through is not None else ()
        case "get_accessor_name":
            return (ExternalMethod(value, name),)
    return ()


def accessor(field: FieldOf) -> Values:
    """Return the name of the attribute by which a field, or its other side, is reached."""
    return (Text(field.name),)


def _class(model: ModelInfo) -> Values:
    return (ClassValue(model.cls),) if model.cls is not None else ()


def _fields(model: ModelInfo, kinds: str) -> list[FieldOf]:
    found = list(_all(model, kinds))
    return found if len(found) <= _MOST else []


def _all(model: ModelInfo, kinds: str) -> Iterator[FieldOf]:
    for ancestor in model.lineage():
        for name, relation in sorted(ancestor.relations.items()):
            if ("m" if relation.is_many else "k") in kinds and relation.target is not None:
                other = _named_back(relation)
                yield FieldOf(model, relation.target, name, other, relation.through_model)
        for name, relation in sorted(ancestor.reverse.items()) if "r" in kinds else ():
            yield FieldOf(model, relation.source, name, relation.name, relation.through_model)


def _named_back(relation: Relation) -> str:
    """Return the name by which a relation's other side reaches back."""
    back = relation.target.reverse if relation.target is not None else {}
    return next((name for name, found in sorted(back.items()) if found is relation), "")
