"""What data that was found valid holds: the rows which the fields of a form were given.

Source: "Form and field validation" in Django's documentation (`cleaned_data`), "Serializers" in
Django REST framework's (`validated_data`).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django import forms, widgets
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import QueryValue, row_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.values import (
    CallSite,
    DictOf,
    Instance,
    ListOf,
    Value,
    Values,
    text_of,
)

NAMES = frozenset({"cleaned_data", "validated_data"})
_MANY = ("MultipleChoiceField", "ManyRelatedField")
# Which of its parameters a serializer's method takes valid data in, its receiver aside.
_PLACES = {"create": 0, "update": 1, "validate": 0}
_FIELD = "validate_"


def data(frame: Frame, models: Models, owner: Instance) -> Values:
    """Return the entries of a form's valid data that are rows."""
    known = models.valid.get(owner.cls)
    if known is None:
        found = dict(_of_model(frame, models, owner))
        found.update(_declared(frame, owner))
        known = tuple(DictOf(name, value) for name, value in found.items())
        models.valid[owner.cls] = known
    return known


def _of_model(frame: Frame, models: Models, owner: Instance) -> Iterator[tuple[str, Value]]:
    model = forms.model_of(frame, models, owner)
    for relation in forms.relations(frame, owner, model) if model is not None else ():
        if relation.target is not None:
            query = default_manager(relation.target)
            yield relation.name, _given(owner, query, relation.is_many)


def _declared(frame: Frame, owner: Instance) -> Iterator[tuple[str, Value]]:
    seen: set[str] = set()
    for ancestor in mro(owner.cls):
        for name, slot in sorted(ancestor.slots.items()) if isinstance(ancestor, ClassInfo) else ():
            for field in slot.values if name not in seen else ():
                if forms.is_choice(field):
                    seen.add(name)
                    yield from _of_field(frame, owner, name, field)


def _of_field(
    frame: Frame, owner: Instance, name: str, field: Value
) -> Iterator[tuple[str, Value]]:
    site = getattr(field, "site", None)
    source = text_of(site.argument(99, "source")) if isinstance(site, CallSite) else None
    many = forms.is_kind(field, _MANY) or (isinstance(site, CallSite) and "many" in site.keywords)
    declared = list(forms.declared(field))
    for query in widgets.offered(frame, name, declared):
        # What another form offers in a field of that name is only known to be of the same model.
        offered = query if query in declared else default_manager(query.model)
        yield source.value if source is not None else name, _given(owner, offered, many)


def _given(owner: Instance, query: QueryValue, many: bool) -> Value:
    """Return what a field was given: a row, or of many a query, for a serializer a list."""
    if not many:
        return row_of(query.model)
    return ListOf(row_of(query.model)) if forms.is_serializer(owner.cls) else query


def parameter(frame: Frame, models: Models, owner: Instance, name: str) -> Values:
    """Return the valid data that a serializer's own method is handed, or one field's of it."""
    function = frame.unit.function
    if function is None or not forms.is_serializer(owner.cls):
        return ()
    if function.name.startswith(_FIELD) and _at(function, 0) == name:
        field = function.name.removeprefix(_FIELD)
        entries = data(frame, models, owner)
        return tuple(e.element for e in entries if isinstance(e, DictOf) and e.key == field)
    place = _PLACES.get(function.name)
    is_data = place is not None and _at(function, place) == name
    return data(frame, models, owner) if is_data else ()


def _at(function: FunctionInfo, place: int) -> str | None:
    names = function.signature.positional[1:]
    return names[place] if place < len(names) else None
