"""Peewee's models: table names, columns, keys and relations, as `ModelBase` makes them.

Source: peewee.py of 3.17 and 4.5 (`Metadata`, `ModelBase`, `ForeignKeyField`, `ManyToManyField`).
"""

from __future__ import annotations

import re

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.peewee.columns import (
    MANY,
    column_name,
    columns_of,
    inherited,
    inherited_constant,
    is_key,
    is_primary,
    null_rule,
    own,
    primary_column,
    to_column,
)
from analyzer.frameworks.records.declarations import (
    Declared,
    fields,
    one_text,
    program_classes,
)
from analyzer.frameworks.records.evaluation import result_of
from analyzer.frameworks.records.model import Record, Relation, between
from analyzer.model.analysis import Column, ForeignKey
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    ClassValue,
    ExternalInstance,
    FunctionValue,
    Text,
    Value,
)

PACKAGES = ("peewee", "playhouse", "peewee_async", "peewee_aio", "peewee_moves", "flask_peewee")
_STEP_1, _STEP_2 = re.compile(r"(.)_*([A-Z][a-z]+)"), re.compile(r"([a-z0-9])_*([A-Z])")


def is_model(cls: ClassInfo) -> bool:
    """Tell whether a class derives from one of Peewee's own model classes."""
    return any(
        isinstance(base, str) and base.endswith("Model") and base.partition(".")[0] in PACKAGES
        for base in mro(cls)
    )


def is_field(class_name: str) -> bool:
    """Tell whether instances of a class are fields when they stand in a model."""
    return class_name.endswith("Field") or class_name.endswith(".DeferredForeignKey")


def table_name(engine: Engine, cls: ClassInfo) -> str:
    """Return the name that a model's table has: as given, as a function makes it, or as usual."""
    for option in () if _given(cls) else ("table_function", "db_table_func"):
        for value in inherited(cls, option):
            if isinstance(value, FunctionValue):
                found = one_text(result_of(engine, value, ClassValue(cls)))
                if found:
                    return found
    return plain_name(cls)


def _given(cls: ClassInfo) -> str | None:
    return one_text(own(cls, "table_name")) or one_text(own(cls, "db_table"))


def plain_name(cls: ClassInfo) -> str:
    """Return the name of a model's table as far as no function makes it."""
    named = _given(cls)
    if named:
        return named
    if inherited_constant(cls, "legacy_table_names") is False:
        return _STEP_2.sub(r"\1_\2", _STEP_1.sub(r"\1_\2", cls.name)).lower()
    return re.sub(r"[^\w]+", "_", cls.name.lower())


class Models:
    """The models of a program, with what their tables and relations are."""

    def __init__(self, engine: Engine, schema: Schema) -> None:
        self._engine = engine
        self._schema = schema
        self._schemas: dict[Record, str | None] = {}
        self._names: dict[Record, str] = {}
        self.records = {cls: self._record(cls) for cls in engine.program.classes() if is_model(cls)}
        self._by_name: dict[str, Record] = {}
        for record in self.records.values():
            self._by_name.setdefault(record.name.lower(), record)
        keys = {record: self._keys(record) for record in self.records.values()}
        targets = {key.to_table for found in keys.values() for key in found}
        for record, found in keys.items():
            self._add(record, found, record.table in targets)
        for record in self.records.values():
            self._relate_many(record)

    # --- tables ------------------------------------------------------------------------------

    def _record(self, cls: ClassInfo) -> Record:
        record = Record(cls)
        lineage = [ancestor for ancestor in program_classes(cls) if is_model(ancestor)]
        record.fields = fields(self._engine, lineage, is_field)
        primary = [name for name, spec in record.fields.items() if is_primary(spec)]
        for name in primary[1:]:
            del record.fields[name]
        self._schemas[record] = one_text(inherited(cls, "schema"))
        self._names[record] = table_name(self._engine, cls)
        record.table = table_key(self._names[record], self._schemas[record])
        return record

    def _add(self, record: Record, keys: list[ForeignKey], is_target: bool) -> None:
        columns = columns_of(record)
        table = record.as_table(
            self._names[record], tuple(columns), tuple(keys), self._schemas[record]
        )
        own_name = own(record.cls, "table_name") or own(record.cls, "db_table")
        is_base = bool(record.cls.subclasses) or not record.fields
        if is_base and not is_target and not own_name:
            record.dormant = table
        else:
            self._schema.add(table)

    # --- relations ---------------------------------------------------------------------------

    def _keys(self, record: Record) -> list[ForeignKey]:
        result = []
        for name, spec in record.fields.items():
            target = self._target(record, spec) if is_key(spec) else None
            if target is None:
                continue
            rule = spec.text(3, "on_delete")
            result.append(
                ForeignKey(
                    column=column_name(spec),
                    to_table=target.table,
                    to_column=to_column(spec, target),
                    on_delete=rule.upper().replace(" ", "_") if rule else None,
                    nullable=spec.option("null") is True,
                    evidence=(spec.place,),
                )
            )
            self._relate(record, name, spec, target)
        return result

    def _relate(self, record: Record, name: str, spec: Declared, target: Record) -> None:
        forward = Relation(name, record, target, on_delete=null_rule(spec))
        record.relations[name] = forward
        target.referrers.append(forward)
        backref = spec.text(2, "backref", "related_name") or f"{record.name.lower()}_set"
        if backref not in ("+", "!"):
            back = Relation(backref, target, record, is_many=True)
            target.relations.setdefault(backref, back)

    def _target(self, record: Record, spec: Declared) -> Record | None:
        for keyword in ("model", "rel_model", "rel_model_name"):
            for value in spec.argument(0, keyword):
                found = self._named(record, value)
                if found is not None:
                    return found
        return None

    def _named(self, record: Record, value: Value) -> Record | None:
        match value:
            case ClassValue(cls=cls):
                return self.records.get(cls)
            case Text(value="self"):
                return record
            case Text(value=name):
                return self._by_name.get(name.lower())
            case ExternalInstance(name=made, site=site) if made.endswith(".DeferredRelation"):
                names = site.argument(0, "rel_model_name") if site is not None else ()
                return self._by_name.get((one_text(names) or "").lower())
        return None

    def _relate_many(self, record: Record) -> None:
        for name, spec in record.fields.items():
            target = self._target(record, spec) if spec.type == MANY else None
            if target is None:
                continue
            relation = Relation(name, record, target, is_many=True)
            key = self._through(spec) or self._add_through(relation, spec)
            relation.tables = (key, record.table)
            record.relations[name] = relation
            backref = spec.text(1, "backref", "related_name") or f"{record.name.lower()}s"
            if backref not in ("+", "!"):
                back = Relation(backref, target, record, is_many=True, tables=(key, target.table))
                target.relations.setdefault(backref, back)

    def _through(self, spec: Declared) -> str | None:
        for value in spec.site.argument(2, "through_model"):
            match value:
                case ClassValue(cls=cls) if cls in self.records:
                    return self.records[cls].table
                case ExternalInstance(name=name) if name.endswith(".DeferredThroughModel"):
                    return self._deferred_through(spec)
        return None

    def _deferred_through(self, spec: Declared) -> str | None:
        """Return the model between whose keys point at both sides: `set_model` comes later."""
        ends = {r.cls for r in self.records.values() if spec in r.fields.values()}
        ends.update(v.cls for v in spec.site.argument(0, "model") if isinstance(v, ClassValue))
        for record in self.records.values():
            pointed = {relation.target.cls for relation in record.relations.values()}
            if ends <= pointed and record.cls not in ends:
                return record.table
        return None

    def _add_through(self, relation: Relation, spec: Declared) -> str:
        source, target = relation.source, relation.target
        name = f"{self._names[source]}_{self._names[target]}_through"
        rule = spec.text(3, "on_delete")

        def end(to: Record) -> ForeignKey:
            key = primary_column(to)
            action = rule.upper().replace(" ", "_") if rule else None
            return ForeignKey(f"{to.name.lower()}_id", to.table, key, action, False, (spec.place,))

        auto = Column("id", "AutoField", False, True)
        schema = self._schemas[source]
        return self._schema.add(
            between(relation, name, (end(source), end(target)), (auto,), schema)
        )
