"""What is known of one model class."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.frameworks.django.fields import FieldSpec
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.slots import Slot


@dataclass(eq=False, slots=True)
class Relation:
    """A resolved relation from `source` to `target`; `through` is the table between, if any."""

    name: str
    spec: FieldSpec
    source: ModelInfo
    target: ModelInfo | None
    column: str
    through: str | None = None
    through_model: ModelInfo | None = None
    declared_in: ClassInfo | None = None

    @property
    def is_many(self) -> bool:
        """Whether the field itself holds many rows."""
        return self.spec.kind in ("many_to_many", "generic")


@dataclass(eq=False, slots=True)
class ModelInfo:
    """A concrete model, or one of a third party of which only the table is known.

    `table` is the table's key; `parents` are the models whose tables a row spans as well
    (multi-table inheritance); `reverse` maps the name by which the other side is reached;
    `hidden` are attributes that are no fields, and so take an inherited field's place;
    `ordering` are the lookup paths that its rows are sorted by where nobody says otherwise;
    `history` is the table that a package adds a row to whenever one is saved or deleted, `past` the
    model of its rows; `is_heard` says that the program listens to their deletion, and
    `is_all_heard` to whatever is deleted, be it rows of a table between;
    `scope` are the keys of the tables that every query of its default manager joins;
    `read_on_save` are those of the tables that saving a row has others read;
    `pointed_at_by` are the models that its generic foreign keys are known to point at, `kept` is
    what the program was seen to put into such keys.
    """

    label: str
    name: str
    table: str
    cls: ClassInfo | None
    is_proxy: bool = False
    parents: list[ModelInfo] = field(default_factory=list)
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    reverse: dict[str, Relation] = field(default_factory=dict)
    reverse_queries: dict[str, Relation] = field(default_factory=dict)
    children: list[ModelInfo] = field(default_factory=list)
    ordering: tuple[str, ...] = ()
    history: str | None = None
    past: ModelInfo | None = None
    is_heard: bool = False
    is_all_heard: bool = False
    scope: tuple[str, ...] = ()
    read_on_save: tuple[str, ...] = ()
    removed: set[str] = field(default_factory=set)
    hidden: frozenset[str] = frozenset()
    pointed_at_by: list[ModelInfo] = field(default_factory=list)
    kept: dict[str, Slot] = field(default_factory=dict)

    def lineage(self) -> list[ModelInfo]:
        """Return the model and all models whose tables its rows span."""
        result = [self]
        for parent in self.parents:
            result.extend(model for model in parent.lineage() if model not in result)
        return result

    def tables(self) -> list[str]:
        """Return the keys of all tables that a row spans."""
        return list(dict.fromkeys(model.table for model in self.lineage()))

    def column(self, name: str) -> tuple[str, str] | None:
        """Return the table and the column in which a row keeps the field of that name."""
        for model in self.lineage():
            if name in model.relations and not model.relations[name].is_many:
                return model.table, model.relations[name].column
            if name in model.fields and model.fields[name].has_column:
                return model.table, model.fields[name].text(99, "db_column") or name
        return None

    def relation(self, name: str) -> Relation | None:
        """Return the relation of that name, of the model or of one that it extends."""
        for model in self.lineage():
            if name in model.relations:
                return model.relations[name]
        return None

    def reverse_relation(self, name: str) -> Relation | None:
        """Return the relation that is reached backwards by that attribute."""
        for model in self.lineage():
            if name in model.reverse:
                return model.reverse[name]
        return None

    def has(self, name: str) -> bool:
        """Tell whether rows have a column or relation that queries may name so."""
        keyed = name.removesuffix("_id")
        return (
            name in ("id", "pk")
            or self.query_relation(name) is not None
            or any(name in model.fields or keyed in model.relations for model in self.lineage())
        )

    def query_relation(self, name: str) -> tuple[Relation, bool] | None:
        """Return the relation that a lookup names, and whether it goes backwards."""
        for model in self.lineage():
            if name in model.relations:
                return model.relations[name], False
            if name in model.reverse_queries:
                return model.reverse_queries[name], True
        return None
