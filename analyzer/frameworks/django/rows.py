"""Rows: what attributes and methods of a model's instance give and touch."""

from __future__ import annotations

from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.querysets import Toucher
from analyzer.frameworks.django.values import ForeignRow, QueryValue, row_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import ExternalMethod, Value, Values

SAVES = frozenset(["save", "asave", "save_base"])
DELETES = frozenset(["delete", "adelete"])
READS = frozenset(["refresh_from_db", "arefresh_from_db", "full_clean", "validate_unique"])

# Methods that programs override; calling one writes all the same.
OVERRIDABLE = SAVES | DELETES


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
    return (ExternalMethod(row, name),) if isinstance(row, ForeignRow) else None


def backward(frame: Frame, relation: Relation, line: int) -> Values:
    """Return what the other side of a relation gives."""
    if relation.is_many:
        return (_related(relation.source, relation.through),)
    if relation.spec.kind == "one_to_one":
        return _single(frame, relation.source, line)
    return (_related(relation.source, None),)


def _related(model: ModelInfo, through: str | None) -> QueryValue:
    manager = default_manager(model)
    return QueryValue(model, manager.cls, True, through, True)


def _single(frame: Frame, model: ModelInfo, line: int) -> Values:
    Toucher(frame, line, "likely").read_rows(model, "relation")
    return (row_of(model),)


def call(frame: Frame, model: ModelInfo, name: str, line: int) -> Values:
    """Record what a method that Django gives every row does."""
    toucher = Toucher(frame, line, "likely")
    if name in SAVES:
        toucher.write(model, "save")
    elif name in DELETES:
        toucher.delete(model)
    elif name in READS:
        toucher.read_rows(model, "refresh")
    return ()
