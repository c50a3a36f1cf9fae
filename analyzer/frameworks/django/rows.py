"""Rows: what attributes and methods of a model's instance give and touch."""

from __future__ import annotations

from analyzer.frameworks.django import content_types, trees
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import ForeignRow, QueryValue, row_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.telling import Kind
from analyzer.resolution.values import CallSite, ExternalMethod, Value, Values

SAVES = frozenset(["save", "asave", "save_base"])
DELETES = frozenset(["delete", "adelete"])
READS = frozenset(["refresh_from_db", "arefresh_from_db", "full_clean", "validate_unique"])

# What asks Django's `PermissionsMixin` for the permissions of a user and of its groups.
PERMISSIONS = frozenset(
    {
        *("get_all_permissions", "get_group_permissions", "get_user_permissions"),
        *("has_module_perms", "has_perm", "has_perms"),
    }
)

METHODS = SAVES | DELETES | READS | PERMISSIONS
# What Django gives each date of a model: the row before and after.
_NEIGHBOURS = ("get_next_by_", "get_previous_by_")

# Methods that programs override; calling one writes all the same.
OVERRIDABLE = SAVES | DELETES


_COMMON = (SAVES | DELETES | READS) | {
    *("DoesNotExist", "MultipleObjectsReturned", "_meta", "_state", "clean", "clean_fields"),
    *("get_deferred_fields", "id", "objects", "pk", "serializable_value"),
    "validate_constraints",
}
# Bases of which it is known what they bring.
_CLOSED = ("django.db.models.", "builtins.", "abc.", "typing.")


def kind(model: ModelInfo) -> Kind:
    """Return what tells rows of a model: fields, relations and methods that the program gives."""
    own: set[str] = set()
    for item in model.lineage():
        own.update(item.reverse)
        for name in item.fields:
            own.update((name, f"{name}_id", f"get_{name}_display"))
    lineage = mro(model.cls) if model.cls is not None else ()
    for ancestor in lineage:
        if not isinstance(ancestor, str):
            own.update(name for name, slot in ancestor.slots.items() if slot.values)
            own.update(ancestor.methods)
    if trees.is_tree(model):
        own.update(trees.METHODS)
    outside = (base for base in lineage if isinstance(base, str) and "." in base)
    is_open = any(not base.startswith(_CLOSED) for base in outside)
    return Kind(row_of(model), model.name, frozenset(own - _COMMON), _COMMON, is_open)


def column(frame: Frame, model: ModelInfo, name: str, operation: str, line: int) -> None:
    """Record that a field of a row is read or set, where it is a column."""
    found = model.column(name)
    if found is not None:
        frame.column(*found, operation, line)


def stored(frame: Frame, model: ModelInfo, name: str, line: int) -> bool:
    """Record that an attribute of a row is set; tell whether it is a field."""
    column(frame, model, name, "write", line)
    return any(name in item.fields for item in model.lineage())


def filled(frame: Frame, model: ModelInfo, site: CallSite) -> None:
    """Record the fields that a new row, or an update, is given by name."""
    for keyword in site.call.keywords:
        if keyword.name is not None:
            column(frame, model, keyword.name, "write", site.line)


def forward(frame: Frame, relation: Relation, line: int) -> Values:
    """Return what a relation's attribute gives, and record the query that fetches a single row."""
    target = relation.target
    if target is None:
        return ()
    if relation.is_many:
        return (_related(target, relation.through),)
    return _single(frame, target, line)


def attribute(frame: Frame, model: ModelInfo, row: Value, name: str, line: int) -> Values | None:
    """Return what an attribute that no class of the program defines gives on a row."""
    relation = model.reverse_relation(name)
    if relation is not None:
        return backward(frame, relation, line)
    keyed = model.relation(name.removesuffix("_id")) if name.endswith("_id") else None
    types = content_types.typed(frame, keyed, model) if keyed is not None else ()
    if types:
        return types
    inherited = model.relation(name)  # the class does not show it: another package's base has it
    if inherited is not None:
        return forward(frame, inherited, line)
    return (ExternalMethod(row, name),) if isinstance(row, ForeignRow) else None


def announced(frame: Frame, model: ModelInfo, name: str, line: int) -> Values | None:
    """Return what a row gives under a name that its class only annotates, for type checkers.

    `profile: "Profile"` in a model says what the other side of a relation is; it is no attribute.
    """
    relation = model.reverse_relation(name)
    return backward(frame, relation, line) if relation is not None else None


def backward(frame: Frame, relation: Relation, line: int) -> Values:
    """Return what the other side of a relation gives."""
    if relation.is_many:
        return (_related(relation.source, relation.through),)
    if relation.spec.kind == "one_to_one":
        return _single(frame, relation.source, line)
    return (_related(relation.source, None),)


def _related(model: ModelInfo, through: str | None) -> QueryValue:
    manager = default_manager(model)
    return QueryValue(model, manager.cls, True, through, True, manager.joins)


def _single(frame: Frame, model: ModelInfo, line: int) -> Values:
    Toucher(frame, line, "likely").read_rows(model, "relation")
    return (row_of(model),)


def overridden(frame: Frame, model: ModelInfo | None, name: str, line: int) -> None:
    """Record that rows are written through a method that the program has put before Django's.

    There is nothing to record where they are rows of no model.
    What a deletion takes along is the affair of that method, which calls Django's in the end.
    """
    if model is not None:
        Toucher(frame, line, "likely").write(model, "save" if name in SAVES else "delete")


def is_method(name: str) -> bool:
    """Tell whether Django gives rows a method of that name."""
    return name in METHODS or name.startswith(_NEIGHBOURS)


def call(frame: Frame, model: ModelInfo, name: str, line: int) -> Values:
    """Record what a method that Django gives every row does."""
    toucher = Toucher(frame, line, "likely")
    if name.startswith(_NEIGHBOURS):
        toucher.read_rows(model, "queryset")
        return (row_of(model),)
    if name in SAVES:
        toucher.save(model, "save")
    elif name in DELETES:
        toucher.delete(model, fetched=True)
    elif name in READS:
        toucher.read_rows(model, "refresh")
        if name == "full_clean":
            _validate(toucher, model)
    elif name in PERMISSIONS:
        for relation in (model.relation("groups"), model.relation("user_permissions")):
            if relation is not None and relation.through is not None:
                toucher.touch(relation.through, "read", "permission")
    return ()


def _validate(toucher: Toucher, model: ModelInfo) -> None:
    """Record that the rows which a row's foreign keys name are looked up.

    Source: `ForeignKey.validate` in django/db/models/fields/related.py.
    """
    for item in model.lineage():
        for _, relation in sorted(item.relations.items()):
            is_link = relation.spec.option("parent_link") is True
            if relation.target is not None and not relation.is_many and not is_link:
                toucher.read_rows(relation.target, "relation")
