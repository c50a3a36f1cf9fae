"""Serializers of Django REST framework: what showing rows reads, and what their fields are handed.

Source: "Serializers", "Serializer fields" and "Serializer relations" in its documentation;
`serializers.py` and `fields.py` of Django REST framework 3.16.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django import cleaned, forms, generic, listing
from analyzer.frameworks.django.lookups import fetched_on
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import ManyRows
from analyzer.model import facts
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Text,
    Value,
    Values,
    flattened,
    text_of,
)

# Fields that show something of the row behind a relation; a bare key shows only the column.
_RELATED = ("StringRelatedField", "SlugRelatedField", "ManyRelatedField")
_SHOWING = frozenset({"data", "to_representation"})
# Serializers inside of serializers are followed so deep.
_DEEPEST = 3


def made(frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
    """Return what constructing a serializer of many rows gives; None of anything else."""
    if "context" in site.keywords and forms.is_serializer(cls):
        hand_context(frame, cls, site.keywords["context"])
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
    tables = models.shown.get(owner.cls)
    if tables is None:
        found: dict[str, None] = {}
        _gather(frame, models, owner, found, _DEEPEST)
        tables = models.shown[owner.cls] = tuple(found)
    for table in tables:
        frame.touch(table, "read", "relation", "likely", line)


def _gather(
    frame: Frame, models: Models, owner: Instance, found: dict[str, None], depth: int
) -> None:
    """Gather the tables, beside the row's own, that showing one reads."""
    query = generic.model_of(frame, models, owner)
    if query is None or depth == 0:
        return
    found.update(dict.fromkeys(_implied(frame, owner, query.model)))
    for name, value in (*_fields(owner.cls), *_expandable(frame, owner)):
        site = getattr(value, "site", None)
        source = text_of(site.argument(99, "source")) if isinstance(site, CallSite) else None
        path = (source.value if source is not None else name).split(".")
        match value:
            case Instance(cls=cls) | ManyRows(serializer=cls) if forms.is_serializer(cls):
                found.update(dict.fromkeys(fetched_on(query.model, path)))
                _gather(frame, models, Instance(cls), found, depth - 1)
            case ExternalInstance(name=kind):
                shown = path if kind.endswith(_RELATED) else path[:-1]
                found.update(dict.fromkeys(fetched_on(query.model, shown)))


def _implied(frame: Frame, owner: Instance, model: ModelInfo) -> Iterator[str]:
    """Yield the tables behind relations to many that `Meta.fields` names, and no field declares.

    Of a single row only the key is shown, which is at hand; of many, the keys are looked up.
    """
    declared = {name for name, _ in _fields(owner.cls)}
    for meta in lookup.raw(frame, owner, "Meta"):
        for name in _shown(frame, meta, model):
            relation = model.relation(name)
            is_many = relation.is_many if relation is not None else model.reverse_relation(name)
            if name not in declared and is_many:
                yield from fetched_on(model, [name])


def _shown(frame: Frame, meta: Value, model: ModelInfo) -> Iterator[str]:
    """Yield the names of fields that `Meta` names; of all, or all but some, the relations alone."""
    excluded = set(_texts(lookup.raw(frame, meta, "exclude")))
    named = set(_texts(lookup.raw(frame, meta, "fields")))
    if excluded or "__all__" in named:
        relations = (name for item in model.lineage() for name in item.relations)
        named.update(name for name in relations if name not in excluded)
    yield from sorted(named)


def _texts(values: Values) -> Iterator[str]:
    return (value.value for value in flattened(values) if isinstance(value, Text))


def _expandable(frame: Frame, owner: Instance) -> Iterator[tuple[str, Value]]:
    """Yield the serializers that a serializer shows in place of keys if it is asked to.

    Source: "Dynamically expand fields" in the documentation of drf-flex-fields 1.0.
    """
    for meta in lookup.raw(frame, owner, "Meta"):
        for entry in lookup.raw(frame, meta, "expandable_fields"):
            if isinstance(entry, DictOf) and entry.key is not None:
                for value in flattened((entry.element,)):
                    named = (
                        lookup.dotted(frame, value.value) if isinstance(value, Text) else (value,)
                    )
                    yield from (
                        (entry.key, Instance(v.cls)) for v in named if isinstance(v, ClassValue)
                    )


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
            listing.invoke(frame, field, "to_internal_value", ((),))
        elif _is_method(field) and rows:
            listing.invoke(frame, owner, f"get_{name}", (rows,))


def _is_method(field: Value) -> bool:
    return getattr(field, "name", "").endswith("SerializerMethodField")


def _is_inner(field: Instance) -> bool:
    return forms.is_serializer(field.cls)


def _show_field(frame: Frame, field: Instance, name: str, rows: Values) -> None:
    values = listing.invoke(frame, field, "get_attribute", (rows,))
    if not values:
        for row in rows:
            values = join(values, lookup.attribute(frame, row, name, frame.line))
    listing.invoke(frame, field, "to_representation", (values,))


def hand_context(frame: Frame, cls: ClassInfo, context: Values, depth: int = _DEEPEST) -> None:
    """Let a serializer, and those inside of it, have what its maker says of the occasion."""
    entries = tuple(value for value in context if isinstance(value, DictOf))
    if not entries or depth == 0:
        return
    frame.engine.write(frame.slot(cls.slots, "context"), entries)
    for _, field in list(_fields(cls)):
        match field:
            case Instance(cls=inner) | ManyRows(serializer=inner) if forms.is_serializer(inner):
                hand_context(frame, inner, entries, depth - 1)


def parameter(frame: Frame, models: Models, owner: Instance, name: str) -> Values:
    """Return the row that a serializer's own method is handed first, whatever it is called."""
    valid = cleaned.parameter(frame, models, owner, name)
    function = frame.unit.function
    if valid or function is None or not forms.is_serializer(owner.cls):
        return valid
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
        field == name and _is_method(value) for field, value in _fields(cls)
    )
