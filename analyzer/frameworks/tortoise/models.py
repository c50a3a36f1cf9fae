"""Tortoise's models: tables, columns, keys and relations, as `Tortoise.init` makes them.

Source: tortoise-orm 0.20 and 1.1 (`models.ModelMeta`, `apps.Apps._init_relations`,
`fields/relational.py`).
"""

from __future__ import annotations

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.records.declarations import (
    Declared,
    fields,
    last_name,
    one_text,
    own_constant,
    own_option,
    program_classes,
)
from analyzer.frameworks.records.model import Record, Relation, between
from analyzer.model.analysis import Column, ForeignKey
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import ClassValue, External, Text

_ROOTS = ("tortoise.models.Model", "tortoise.Model")


def is_model(cls: ClassInfo) -> bool:
    """Tell whether a class derives from Tortoise's model class."""
    return any(root in mro(cls) for root in _ROOTS)


def is_field(class_name: str) -> bool:
    """Tell whether instances of a class are fields when they stand in a model."""
    return class_name.endswith(("Field", "FieldInstance"))


class Models:
    """The concrete models of a program, with what their tables and relations are."""

    def __init__(self, engine: Engine, schema: Schema) -> None:
        self._engine = engine
        self._schema = schema
        self._names: dict[Record, str] = {}
        self._by_name: dict[str, list[Record]] = {}
        models = [cls for cls in engine.program.classes() if is_model(cls)]
        self.records = {
            cls: self._record(cls) for cls in models if own_constant(cls, "abstract") is not True
        }
        keys = {record: self._keys(record) for record in self.records.values()}
        targets = {key.to_table for found in keys.values() for key in found}
        for record, found in keys.items():
            self._add(record, found, record.table in targets)
        for record in self.records.values():
            self._relate_many(record)

    def _add(self, record: Record, keys: list[ForeignKey], is_target: bool) -> None:
        name = self._names[record]
        table = record.as_table(name, tuple(_columns(record)), tuple(keys), _schema_of(record))
        # A base class that nobody registers as a model has no table, and need not say so.
        if record.cls.subclasses and not is_target and not own_option(record.cls, "table"):
            record.dormant = table
        else:
            self._schema.add(table)

    def _record(self, cls: ClassInfo) -> Record:
        record = Record(cls)
        record.fields = fields(self._engine, program_classes(cls), is_field)
        name = one_text(own_option(cls, "table")) or cls.name.lower()
        self._names[record] = name
        record.table = table_key(name, _schema_of(record))
        self._by_name.setdefault(cls.name, []).append(record)
        return record

    # --- relations ---------------------------------------------------------------------------

    def _keys(self, record: Record) -> list[ForeignKey]:
        result = []
        for name, spec in record.fields.items():
            target = self._target(record, spec) if _is_key(spec) else None
            if target is None:
                continue
            result.append(
                ForeignKey(
                    column=column_name(spec),
                    to_table=target.table,
                    to_column=_to_column(spec, target),
                    on_delete=_rule(spec, 2),
                    nullable=spec.option("null") is True,
                    evidence=(spec.place,),
                    constraint=spec.option("db_constraint") is not False,
                )
            )
            record.relations[name] = Relation(name, record, target)
            back = self._backwards(record, spec, 1)
            if back is not None:
                many = "OneToOne" not in spec.type
                target.relations.setdefault(back, Relation(back, target, record, is_many=many))
        return result

    def _backwards(self, record: Record, spec: Declared, position: int) -> str | None:
        """Return the name of the other side, None where the declaration wants none."""
        if spec.option("related_name") is False:
            return None
        return spec.text(position, "related_name") or f"{self._names[record]}s"

    def _target(self, record: Record, spec: Declared) -> Record | None:
        for keyword in ("to", "model_name"):
            for value in spec.argument(0, keyword):
                match value:
                    case ClassValue(cls=cls):
                        return self.records.get(cls)
                    case Text(value=text, exact=True):
                        return self._named(record, text)
        return None

    def _named(self, record: Record, reference: str) -> Record | None:
        """Return the model of `app.Model`; the app is a label that modules were registered under.

        Where several models have the name, the label tells by `Meta.app` or the module's path.
        """
        label, _, name = reference.rpartition(".")
        found = self._by_name.get(name, [])
        for candidate in found:
            if one_text(own_option(candidate.cls, "app")) == label:
                return candidate
        for candidate in found:
            if label in candidate.cls.module.name.split(".")[:-1]:
                return candidate
        for candidate in found:
            if candidate.cls.module is record.cls.module:
                return candidate
        return found[0] if found else None

    def _relate_many(self, record: Record) -> None:
        for name, spec in record.fields.items():
            target = self._target(record, spec) if "ManyToMany" in spec.type else None
            if target is None:
                continue
            relation = Relation(name, record, target, is_many=True)
            key = self._add_between(relation, spec)
            relation.tables = (key,)
            record.relations[name] = relation
            back = self._backwards(record, spec, 4)
            if back is not None:
                other = Relation(back, target, record, is_many=True, tables=(key,))
                target.relations.setdefault(back, other)

    def _add_between(self, relation: Relation, spec: Declared) -> str:
        source, target = relation.source, relation.target
        name = spec.text(1, "through") or f"{self._names[source]}_{self._names[target]}"
        forward = spec.text(2, "forward_key") or f"{target.name.lower()}_id"
        backward = spec.text(3, "backward_key") or f"{self._names[source]}_id"
        if backward == forward:
            backward = f"{self._names[source]}_rel_id"

        def end(column: str, to: Record) -> ForeignKey:
            constraint = spec.option("db_constraint") is not False
            rule = _rule(spec, 5)
            key = primary_column(to)
            return ForeignKey(column, to.table, key, rule, False, (spec.place,), constraint)

        ends = (end(backward, source), end(forward, target))
        return self._schema.add(
            between(relation, name, ends, schema=_schema_of(source), is_key=False)
        )


# --- columns -----------------------------------------------------------------------------------


def column_name(spec: Declared) -> str:
    """Return the name that a field's column has in the database."""
    named = spec.text(99, "source_field")
    return named or (f"{spec.name}_id" if _is_key(spec) else spec.name)


def _is_key(spec: Declared) -> bool:
    return "ForeignKey" in spec.type or "OneToOne" in spec.type


def _is_primary(spec: Declared) -> bool:
    return spec.option("primary_key") is True or spec.option("pk") is True


def _columns(record: Record) -> list[Column]:
    columns = [
        Column(column_name(spec), spec.type, spec.option("null") is True, _is_primary(spec))
        for _, spec in sorted(record.fields.items())
        if "ManyToMany" not in spec.type
    ]
    if not any(column.primary_key for column in columns):
        columns.insert(0, Column("id", "IntField", False, True))
    return columns


def primary_column(record: Record) -> str:
    """Return the column that references to a model point at."""
    return next((column_name(s) for s in record.fields.values() if _is_primary(s)), "id")


def _to_column(spec: Declared, target: Record) -> str:
    other = target.fields.get(spec.text(99, "to_field") or "")
    return column_name(other) if other is not None else primary_column(target)


def _rule(spec: Declared, position: int) -> str:
    for value in spec.site.argument(position, "on_delete"):
        match value:
            case External(name=name):
                return name.rpartition(".")[2]
            case Text(value=text):
                return text.upper().replace(" ", "_")
    return last_name(spec.expression("on_delete")) or "CASCADE"


def _schema_of(record: Record) -> str | None:
    return one_text(own_option(record.cls, "schema"))
