"""Pony's entities: their tables, which heirs share, and the tables between many-to-many sides.

Source: pony/orm/core.py (`Database.generate_mapping`) and pony/orm/dbapiprovider.py of 0.7.
"""

from __future__ import annotations

from collections.abc import Callable

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.pony.attributes import Attr, composite_key, link, table_name, texts
from analyzer.frameworks.records.declarations import fields
from analyzer.frameworks.records.model import Record, Relation, between
from analyzer.model import facts
from analyzer.model.analysis import Column, ForeignKey, Table
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import CallSite, ClassValue, ListOf, Text

ROOT = "pony.orm.core.Entity"
_KINDS = ("Required", "Optional", "Set", "PrimaryKey", "Discriminator")


def is_attribute(class_name: str) -> bool:
    """Tell whether a class is one of those that attributes are made with."""
    return class_name.startswith("pony.") and class_name.rpartition(".")[2] in _KINDS


def is_entity(cls: ClassInfo) -> bool:
    """Tell whether a class is an entity of a database, be it one that a function is handed."""
    ancestors = mro(cls)
    return ROOT in ancestors or any(
        isinstance(base, facts.Attribute) and base.attr == "Entity"
        for each in ancestors
        if isinstance(each, ClassInfo)
        for base in each.node.bases
    )


class Entities:
    """The entities of a program; `normalise` is what the database's provider does with names."""

    def __init__(self, engine: Engine, schema: Schema, normalise: Callable[[str], str]) -> None:
        self._engine = engine
        self._schema = schema
        self._normalise = normalise
        self.records: dict[ClassInfo, Record] = {}
        self._named: dict[str, Record] = {}
        self._tables: dict[Record, tuple[str | None, str]] = {}
        self._attrs: dict[Record, dict[str, Attr]] = {}
        for cls in engine.program.classes():
            if is_entity(cls):
                self._record(cls)
        self._collect()
        link(self._attrs)
        for record in self.records.values():
            if record.parent is None:
                self._add(record)
        for record in self.records.values():
            for attr in self._attrs[record].values():
                self._relate(attr)

    def _record(self, cls: ClassInfo) -> Record:
        """Return an entity; one with an entity among its bases shares that one's table."""
        known = self.records.get(cls)
        if known is not None:
            return known
        record = self.records[cls] = Record(cls)
        self._named.setdefault(cls.name, record)
        for base in cls.bases:
            if not isinstance(base, str) and is_entity(base) and base is not cls:
                record.parent = self._record(base)
                record.parent.children.append(record)
                break
        if record.parent is None:
            slot = cls.slots.get("_table_")
            given = table_name(slot.values) if slot is not None else None
            self._tables[record] = given or (None, self._normalise(cls.name))
        schema, name = self._tables[_root(record)]
        record.table = table_key(name, schema)
        return record

    def _collect(self) -> None:
        for record in self.records.values():
            record.fields = fields(self._engine, [record.cls], is_attribute)
            self._attrs[record] = {name: Attr(record, spec) for name, spec in record.fields.items()}
        for own in self._attrs.values():
            for attr in own.values():
                attr.target = self._target(attr.spec.site)

    def _target(self, site: CallSite) -> Record | None:
        for value in site.argument(0, "py_type"):
            match value:
                case ClassValue(cls=cls) | ListOf(element=ClassValue(cls=cls)):
                    return self.records.get(cls)
                case Text(value=name, exact=True):
                    return self._named.get(name)
        return None

    # --- tables ------------------------------------------------------------------------------

    def _add(self, root: Record) -> None:
        attrs = [attr for record in _family(root) for attr in self._attrs[record].values()]
        keys = self._key_columns(root)
        columns: list[Column] = []
        if keys == ("id",) and "id" not in root.fields:
            columns.append(Column("id", "PrimaryKey", False, True))
        if root.children and not any(attr.spec.type == "Discriminator" for attr in attrs):
            columns.append(Column("classtype", "Discriminator", False, False))
        references: list[ForeignKey] = []
        for attr in attrs:
            names = self._columns(attr)
            for name in names:
                if name not in (column.name for column in columns):
                    is_key = name in keys
                    columns.append(Column(name, attr.spec.type, attr.is_nullable, is_key))
            if attr.target is not None:
                references += self._references(attr, names)
        schema, name = self._tables[root]
        self._schema.add(root.as_table(name, tuple(columns), tuple(references), schema))

    def _references(self, attr: Attr, names: tuple[str, ...]) -> list[ForeignKey]:
        if attr.target is None:
            return []
        rule = "SET_NULL" if attr.spec.type == "Optional" and attr.is_nullable else None
        if attr.reverse is not None and attr.reverse.cascades:
            rule = "CASCADE"
        return [
            ForeignKey(name, attr.target.table, key, rule, attr.is_nullable, (attr.spec.place,))
            for name, key in zip(names, self._key_columns(attr.target), strict=False)
        ]

    def _columns(self, attr: Attr) -> tuple[str, ...]:
        """Return the columns that an attribute makes in its entity's own table."""
        if attr.is_set or (attr.target is not None and not attr.is_owner):
            return ()
        if attr.columns():
            return attr.columns()
        keys = self._key_columns(attr.target) if attr.target is not None else ("",)
        if len(keys) == 1:
            return (self._normalise(attr.name),)
        return tuple(self._normalise(f"{attr.name}_{key}") for key in keys)

    def _key_columns(self, record: Record) -> tuple[str, ...]:
        attrs = self._attrs[_root(record)]
        composite = composite_key(_root(record))
        names = composite or [n for n, attr in attrs.items() if attr.spec.type == "PrimaryKey"][:1]
        found = [column for name in names if name in attrs for column in self._columns(attrs[name])]
        return tuple(found) or ("id",)

    # --- relations ---------------------------------------------------------------------------

    def _relate(self, attr: Attr) -> None:
        if attr.target is None:
            return
        relation = Relation(attr.name, attr.record, attr.target, is_many=attr.is_set)
        attr.record.relations[attr.name] = relation
        if not attr.is_set and attr.reverse is not None:
            relation.on_delete = "CASCADE" if attr.reverse.cascades else "SET_NULL"
            attr.target.referrers.append(relation)
        if not attr.is_set or attr.reverse is None or not attr.reverse.is_set:
            return
        key = self._between_key(attr)
        relation.tables = (key,)
        if attr.is_owner and key not in self._schema.tables:
            self._schema.add(self._between(attr, relation))

    def _between_name(self, attr: Attr) -> tuple[str | None, str]:
        owner = attr if attr.is_owner or attr.reverse is None else attr.reverse
        other = owner.reverse or owner
        given = owner.table() or other.table()
        last = owner.name if other is owner else other.record.name
        return given or (None, self._normalise(f"{owner.record.name}_{last}"))

    def _between_key(self, attr: Attr) -> str:
        schema, name = self._between_name(attr)
        return table_key(name, schema)

    def _between(self, attr: Attr, relation: Relation) -> Table:
        other = attr.reverse or attr
        schema, name = self._between_name(attr)
        mine, others = self._side(attr.record, other), self._side(other.record, attr)
        if attr.record is other.record:
            mine = attr.columns() or self._default_side(attr.record)
            second = texts(attr.spec.site.argument(99, "reverse_column"))
            others = tuple(second) if other is attr else other.columns()
            others = others or tuple(f"{column}_2" for column in mine)
        ends = [
            ForeignKey(column, to.table, key, "CASCADE", False, (attr.spec.place,))
            for to, columns in ((attr.record, mine), (other.record, others))
            for column, key in zip(columns, self._key_columns(to), strict=False)
        ]
        return between(relation, name, tuple(ends), schema=schema)

    def _side(self, record: Record, other: Attr) -> tuple[str, ...]:
        """Return the columns that point at an entity: the other side's attribute names them."""
        return other.columns() or self._default_side(record)

    def _default_side(self, record: Record) -> tuple[str, ...]:
        keys, prefix = self._key_columns(record), record.name.lower()
        names = [prefix] if len(keys) == 1 else [f"{prefix}_{key}" for key in keys]
        return tuple(map(self._normalise, names))


def _root(record: Record) -> Record:
    return list(record.lineage())[-1]


def _family(root: Record) -> list[Record]:
    """Return an entity and all that inherit from it, whose attributes share one table."""
    return [root, *(heir for child in root.children for heir in _family(child))]
