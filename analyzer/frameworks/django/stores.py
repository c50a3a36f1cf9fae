"""Tables of settings that a decorator of django-hierarkey makes beside a class, and their use.

Source: django-hierarkey 2, `models.py` (`Hierarkey.add`, `Hierarkey.set_global`) and `proxy.py`: a
store is read as a whole when one of its values is asked for, those above it as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from analyzer.frameworks.django import tables
from analyzer.frameworks.django.fields import FieldSpec
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.model import facts
from analyzer.model.analysis import Column, ForeignKey
from analyzer.model.place import Location
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    CallSite,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Value,
    Values,
    text_of,
)

_MAKER = "hierarkey.models.Hierarkey"
_WRITES = frozenset({"delete", "set"})
_QUIET = frozenset({"add_default", "add_type", "flush"})
_METHODS = _WRITES | _QUIET | {"freeze", "get"}


class Store(msgspec.Struct, frozen=True):
    """What a class keeps settings in: the attribute, its own table, and the one for all classes."""

    attribute: str
    table: str
    above: str | None


class StoreValue(Value, frozen=True, cache_hash=True):
    """The settings of a row: the table that they are in, and the one that is asked after it."""

    table: str
    above: str | None = None


def find(models: Models) -> dict[ClassInfo, Store]:
    """Add the tables of all stores, and return the stores by their classes."""
    made = [(cls, how) for cls in models.program.classes() for how in _decorated(cls)]
    common: dict[str, str] = {}
    found: dict[ClassInfo, Store] = {}
    for cls, how in sorted(made, key=lambda item: not item[1].is_common):
        table = _add(models, cls, how)
        if table is not None:
            found[cls] = Store(how.attribute, table, common.get(how.attribute))
            if how.is_common:
                common[how.attribute] = table
    return found


@dataclass(frozen=True)
class _Declared:
    attribute: str
    is_common: bool
    site: CallSite


def _decorated(cls: ClassInfo) -> Iterator[_Declared]:
    """Yield how a class's decorators give it stores; the site is that of the decorator."""
    for decorator in cls.node.decorators:
        match decorator:
            case facts.Call(
                func=facts.Attribute(value=facts.Name(id=name), attr="add" | "set_global" as how)
            ):
                slot = cls.module.slots.get(name)
                for value in slot.values if slot is not None else ():
                    if isinstance(value, ExternalInstance) and value.name == _MAKER and value.site:
                        given = text_of(value.site.argument(0, "attribute_name"))
                        site = CallSite(decorator, value.site.unit)
                        text = given.value if given else "settings"
                        yield _Declared(text, how == "set_global", site)


def _add(models: Models, cls: ClassInfo, how: _Declared) -> str | None:
    model = models.by_class.get(cls)
    if model is None and not how.is_common:
        return None
    label = model.label if model is not None else models.apps.label(cls.module.name)
    name = f"{cls.name}_{how.attribute.title()}Store"
    columns = [Column("id", primary_key=True), Column("key"), Column("value")]
    keys = []
    if model is not None:
        place = (Location(cls.module.path, how.site.line),)
        primary = tables.primary_key(model)
        columns.append(Column("object_id", "ForeignKey"))
        keys.append(ForeignKey("object_id", model.table, primary, "CASCADE", False, place))
    holder = model or ModelInfo(label, cls.name, "", cls)
    table = tables.add_beside(models, holder, f"{label}_{name.lower()}", name, columns, keys)
    if model is not None and table is not None:
        _relate(model, ModelInfo(label, name, table, None), how)
    return table


def _relate(model: ModelInfo, store: ModelInfo, how: _Declared) -> None:
    """Let a model know the rows of its store, which go with its own."""
    rule = facts.Keyword("on_delete", facts.Name("CASCADE"))
    call = facts.Call(facts.Name("ForeignKey"), (), (rule,), how.site.line)
    spec = FieldSpec("object", "foreign_key", "ForeignKey", CallSite(call, how.site.unit))
    relation = Relation("object", spec, store, model, "object_id")
    store.relations["object"] = relation
    model.reverse.setdefault(f"_{how.attribute}_objects", relation)


# --- their use ---------------------------------------------------------------------------------


def attribute(
    frame: Frame, stores: dict[ClassInfo, Store], value: Value, name: str, line: int
) -> Values | None:
    """Return the store that a row or the common settings give, or what it holds; None of others.

    A value that is asked for is read; a method only reads when it is called.
    """
    match value:
        case StoreValue():
            if name not in _METHODS:
                read(frame, value, line)
            return (ExternalMethod(value, name),)
        case Instance(cls=cls) if stores:
            for ancestor in mro(cls):
                store = stores.get(ancestor) if isinstance(ancestor, ClassInfo) else None
                if store is not None and store.attribute == name:
                    return (StoreValue(store.table, store.above),)
    return None


def read(frame: Frame, store: StoreValue, line: int) -> None:
    """Record that a store is read, and the one above it."""
    toucher = Toucher(frame, line, "likely")
    for table in (store.table, store.above):
        if table is not None:
            toucher.touch(table, "read", "relation")


def write(frame: Frame, store: StoreValue, line: int) -> None:
    """Record that a value of a store is set, for which it is read first."""
    toucher = Toucher(frame, line, "likely")
    toucher.touch(store.table, "read", "relation")
    toucher.touch(store.table, "write", "save")


def call(frame: Frame, store: StoreValue, name: str, line: int) -> Values:
    """Record what a method of a store does."""
    if name in _WRITES:
        write(frame, store, line)
    elif name not in _QUIET:
        read(frame, store, line)
    return ()
