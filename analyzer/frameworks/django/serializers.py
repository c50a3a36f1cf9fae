"""Serializers of Django REST framework: what showing rows reads, and what their fields are handed.

Source: "Serializers", "Serializer fields" and "Serializer relations" in its documentation;
`serializers.py` and `fields.py` of Django REST framework 3.16.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django import forms, generic, listing
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.querysets import Toucher
from analyzer.frameworks.django.values import ManyRows
from analyzer.model import facts
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Value,
    Values,
    text_of,
)

# Fields that show something of the row behind a relation; a bare key shows only the column.
_RELATED = ("StringRelatedField", "SlugRelatedField", "ManyRelatedField")
_SHOWING = frozenset({"data", "to_representation"})
# Serializers inside of serializers are followed so deep.
_DEEPEST = 3


def made(cls: ClassInfo, site: CallSite) -> Values | None:
    """Return what constructing a serializer of many rows gives; None of anything else."""
    many = next((k.value for k in site.call.keywords if k.name == "many"), None)
    if many != facts.Constant(True) or not forms.is_serializer(cls):
        return None
    return (ManyRows(cls, site.argument(0, "instance")[:8]),)


def attribute(frame: Frame, models: Models, shown: Value, name: str, line: int) -> Values | None:
    """Record what `serializer.data` reads; None of other attributes."""
    match shown:
        case ManyRows(rows=rows):
            if name == "data":
                _show_many(frame, models, shown, rows, line)
            return (ExternalMethod(shown, name),)
        case Instance(cls=cls) if name == "data" and forms.is_serializer(cls):
            represent(frame, models, shown, line)
            return ()
    return None


def call(frame: Frame, models: Models, shown: ManyRows, name: str, site: CallSite) -> Values:
    """Return what a method of a serializer of many rows gives."""
    one = Instance(shown.serializer)
    if name == "to_representation":
        _show_many(frame, models, shown, site.args[0] if site.args else (), site.line)
    elif name == "is_valid":
        forms.validate(frame, models, one, site.line)
    elif name == "save":
        return tuple(ListOf(row) for row in generic.save(frame, models, one, site.line) or ())
    return ()


def _show_many(frame: Frame, models: Models, shown: ManyRows, rows: Values, line: int) -> None:
    for value in rows:
        lookup.iterate(frame, value, line)
    represent(frame, models, Instance(shown.serializer), line)


def represent(frame: Frame, models: Models, owner: Instance, line: int) -> None:
    """Record what showing a row reads of others: serializers and relations among its fields."""
    _represent(frame, models, owner, line, _DEEPEST)


def _represent(frame: Frame, models: Models, owner: Instance, line: int, depth: int) -> None:
    query = generic.model_of(frame, models, owner)
    if query is None or depth == 0:
        return
    toucher = Toucher(frame, line, "likely")
    for name, value in _fields(owner.cls):
        site = getattr(value, "site", None)
        source = text_of(site.argument(99, "source")) if isinstance(site, CallSite) else None
        path = (source.value if source is not None else name).split(".")
        match value:
            case Instance(cls=cls) if forms.is_serializer(cls):
                _follow(toucher, query.model, path)
                _represent(frame, models, Instance(cls), line, depth - 1)
            case ManyRows(serializer=cls):
                _follow(toucher, query.model, path)
                _represent(frame, models, Instance(cls), line, depth - 1)
            case ExternalInstance(name=kind) if kind.endswith(_RELATED):
                _follow(toucher, query.model, path)
            case ExternalInstance():
                _follow(toucher, query.model, path[:-1])


def _follow(toucher: Toucher, model: ModelInfo, path: list[str]) -> None:
    """Record the rows that a chain of attributes fetches, as far as they are relations."""
    current: ModelInfo | None = model
    for name in path:
        forward = current.relation(name) if current is not None else None
        backward = current.reverse_relation(name) if current is not None else None
        relation = forward or backward
        if relation is None:
            return
        current = relation.target if forward is not None else relation.source
        if relation.through is not None:
            toucher.touch(relation.through, "read", "relation")
        if current is not None:
            toucher.read_rows(current, "relation")


def _fields(cls: ClassInfo) -> Iterator[tuple[str, Value]]:
    """Yield the declared fields of a serializer, by name."""
    seen: set[str] = set()
    for ancestor in mro(cls):
        for name, slot in sorted(ancestor.slots.items()) if not isinstance(ancestor, str) else ():
            if name not in seen and slot.values:
                seen.add(name)
                yield from ((name, value) for value in slot.values)


# --- what is handed to the program's own methods -----------------------------------------------


def serve(frame: Frame, models: Models, owner: Instance) -> None:
    """Have the fields of the program's own kinds shown, as Django REST framework does."""
    if not forms.is_serializer(owner.cls):
        return
    rows = generic.rows_of(frame, models, owner)
    for name, field in _fields(owner.cls):
        if isinstance(field, Instance) and listing.is_rest(field) and not _is_inner(field):
            _show_field(frame, field, name, rows)


def _is_inner(field: Instance) -> bool:
    return forms.is_serializer(field.cls)


def _show_field(frame: Frame, field: Instance, name: str, rows: Values) -> None:
    values = listing.invoke(frame, field, "get_attribute", (rows,))
    if not values:
        for row in rows:
            values = join(values, lookup.attribute(frame, row, name, frame.line))
    listing.invoke(frame, field, "to_representation", (values,))


def parameter(frame: Frame, models: Models, owner: Instance, name: str) -> Values:
    """Return the row that a serializer's own method is handed first, whatever it is called."""
    function = frame.unit.function
    if function is None or not forms.is_serializer(owner.cls):
        return ()
    names = [parameter.name for parameter in function.node.parameters]
    if len(names) < 2 or names[1] != name or not _is_shown_by(owner.cls, function.name):
        return ()
    return generic.rows_of(frame, models, owner)


def _is_shown_by(cls: ClassInfo, method: str) -> bool:
    """Tell whether a method of a serializer is handed a row: its own, or that of a field."""
    if method in ("to_representation", "update"):
        return True
    name = method.removeprefix("get_")
    return name != method and any(
        field == name and isinstance(value, ExternalInstance)
        for field, value in _fields(cls)
        if getattr(value, "name", "").endswith("SerializerMethodField")
    )
