"""Repositories and services of packages, each of which serves one mapped class.

What a method does to the rows is said by its name; the class is that of `model_type`, of the
repository that a service names, or what stands in square brackets. Sources: "Repositories" and
"Services" in the documentation of Advanced Alchemy, which Litestar lends under names of its own;
"CRUD" in that of FastCRUD.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro, outside_bases
from analyzer.resolution.values import (
    ClassValue,
    ExternalInstance,
    Instance,
    ListOf,
    TupleOf,
    Value,
    Values,
)

_PACKAGES = ("advanced_alchemy.", "litestar.")
_FASTCRUD = "fastcrud."
_READS = frozenset({"get", "get_by_slug", "get_one", "get_one_or_none"})
_LISTS = frozenset({"get_multi", "get_multi_by_cursor", "get_multi_joined", "list", "paginate"})
_ASKS = frozenset({"count", "exists"})
_PAIRS = frozenset({"list_and_count"})
# What gives a row, and whether it is new.
_FINDERS = frozenset({"get_and_update", "get_or_create", "get_or_upsert"})
# `async with Orders.new(...) as orders`
_OPENS = "new"
# These look for the row before they change it, or say what it was.
_CHANGES = frozenset({"delete", "update", "upsert"}) | _FINDERS
_WRITES = frozenset({"add", "create"})
_WRITES_MANY = frozenset(
    {"add_many", "create_many", "delete_many", "delete_where", "update_many", "upsert_many"}
)
_METHODS = _READS | _LISTS | _ASKS | _PAIRS | _CHANGES | _WRITES | _WRITES_MANY | {"db_delete"}


def call(frame: Frame, mappings: Mappings, receiver: Value, name: str, line: int) -> Values | None:
    """Return what a method of a repository gives, and record what it does; None for any other."""
    if isinstance(receiver, ClassValue) and name == _OPENS and _is_lent(receiver.cls):
        return (ListOf(Instance(receiver.cls)),)
    mapped = _served(frame, mappings, receiver) if name in _METHODS else None
    if mapped is None:
        return None
    if name not in _WRITES | _WRITES_MANY:
        _touch(frame, mapped, "read", line)
    if name in _CHANGES | _WRITES | _WRITES_MANY or name == "db_delete":
        _touch(frame, mapped, "write", line)
    if "delete" in name:
        cascades.delete(frame, mapped, line)
    return _rows(mapped, name)


def attribute(frame: Frame, value: Value, name: str) -> Values | None:
    """Return the repository that a service keeps."""
    if name != "repository" or not isinstance(value, Instance) or not _is_lent(value.cls):
        return None
    kinds = lookup.in_class(frame, value.cls, "repository_type")
    return tuple(Instance(kind.cls) for kind in kinds if isinstance(kind, ClassValue))


def _rows(mapped: Mapped, name: str) -> Values:
    row = Instance(mapped.cls)
    if name in _ASKS:
        return ()
    if name in _PAIRS:
        return (TupleOf(((ListOf(row),), ())),)
    if name in _FINDERS:
        return (TupleOf(((row,), ())),)
    return (ListOf(row),) if name in _LISTS | _WRITES_MANY else (row,)


def _touch(frame: Frame, mapped: Mapped, operation: str, line: int) -> None:
    for table in mapped.tables():
        frame.touch(table, operation, "session", "likely", line)


def _served(frame: Frame, mappings: Mappings, receiver: Value) -> Mapped | None:
    """Return the mapped class that a repository, or the service around one, is for."""
    match receiver:
        case Instance(cls=cls) if _is_lent(cls):
            classes = _named(frame, cls)
        case ExternalInstance(name=name, site=site) if site and name.startswith(_FASTCRUD):
            classes = [v.cls for v in site.argument(0, "model") if isinstance(v, ClassValue)]
        case _:
            return None
    found = (mappings.by_class.get(cls) for cls in classes)
    return next((mapped for mapped in found if mapped is not None), None)


def _named(frame: Frame, cls: ClassInfo) -> list[ClassInfo]:
    """Return the classes that a repository may be for, the surest first."""
    result = [v.cls for v in lookup.in_class(frame, cls, "model_type") if isinstance(v, ClassValue)]
    for kind in lookup.in_class(frame, cls, "repository_type"):
        if isinstance(kind, ClassValue) and kind.cls is not cls and _is_lent(kind.cls):
            result += _named(frame, kind.cls)
    for ancestor in mro(cls):
        if isinstance(ancestor, ClassInfo):
            for _, slot in sorted(ancestor.arguments.items()):
                given = frame.engine.read(slot, frame.unit)
                result += [v.cls for v in given if isinstance(v, ClassValue)]
    return result


def _is_lent(cls: ClassInfo) -> bool:
    return any(
        base.startswith(_PACKAGES) and "Repository" in base.rpartition(".")[2]
        for base in outside_bases(cls)
    )
