"""MongoEngine's documents: collections, fields by their names in the database, and references.

Source: mongoengine 0.29 (`base/metaclasses.py`, `fields.py`). What refers inside of an embedded
document refers from the collection that holds it, under a dotted name as MongoDB has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.constants import assignments
from analyzer.frameworks.records.declarations import (
    Declared,
    calls_in,
    declared,
    fields,
    last_name,
    meant,
    one_text,
    program_classes,
)
from analyzer.frameworks.records.model import Record, Relation
from analyzer.model import facts
from analyzer.model.analysis import Column, ForeignKey
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import ClassValue, DictOf, External, Text, Values

_REFERENCES = ("ReferenceField", "LazyReferenceField", "CachedReferenceField")
_LISTS = ("ListField", "SortedListField", "MapField", "EmbeddedDocumentListField")
_RULES = {"0": "DO_NOTHING", "1": "NULLIFY", "2": "CASCADE", "3": "DENY", "4": "PULL"}
# How deep embedded documents are looked into.
_DEPTH = 3


def is_library(name: str) -> bool:
    """Tell whether a dotted name is MongoEngine's, or that of Flask's wrapper of it."""
    return "mongoengine" in name.partition(".")[0]


def _is_known(class_name: str) -> bool:
    return is_library(class_name) and is_field(class_name)


def _derives(cls: ClassInfo, embedded: bool) -> bool:
    bases = [base for base in mro(cls) if isinstance(base, str) and is_library(base)]
    return any(b.endswith("Document") and ("Embedded" in b) is embedded for b in bases)


def is_field(class_name: str) -> bool:
    """Tell whether instances of a class are fields when they stand in a document."""
    return class_name.endswith("Field")


@dataclass(frozen=True, slots=True)
class Inner:
    """What a field holds at last, lists unwrapped: a document that it refers to, or embeds."""

    spec: Declared
    target: Record
    refers: bool
    is_list: bool


class Documents:
    """The documents of a program by class; `embedded` are those without a collection."""

    def __init__(self, engine: Engine, schema: Schema) -> None:
        self._engine = engine
        self._schema = schema
        self.records: dict[ClassInfo, Record] = {}
        self.embedded: dict[ClassInfo, Record] = {}
        self._named: dict[str, Record] = {}
        self._collections: dict[Record, str] = {}
        for cls in engine.program.classes():
            if _derives(cls, False) and _setting(cls, "abstract") is not True:
                self._record(cls)
            elif _derives(cls, True):
                self.embedded[cls] = Record(cls)
        for record in (*self.records.values(), *self.embedded.values()):
            record.fields = fields(engine, program_classes(record.cls), is_field)
            self._named.setdefault(record.name, record)
        for record in (*self.records.values(), *self.embedded.values()):
            self._relate(record)
        self._add_collections()

    def _record(self, cls: ClassInfo) -> Record:
        known = self.records.get(cls)
        if known is not None:
            return known
        record = self.records[cls] = Record(cls)
        for base in program_classes(cls)[1:]:
            if _derives(base, False) and _setting(base, "abstract") is not True:
                record.parent = self._record(base)
                record.parent.children.append(record)
                self._collections[record] = self._collections[record.parent]
                break
        else:
            self._collections[record] = _collection(cls)
        record.table = table_key(self._collections[record])
        for value in _meta(cls, "queryset_class"):
            if isinstance(value, ClassValue):
                record.query_class = value.cls
        return record

    # --- references --------------------------------------------------------------------------

    def inner(self, record: Record, name: str) -> Inner | None:
        """Return what a field of a document refers to or embeds."""
        spec = record.fields.get(name)
        return self._unwrap(record, spec, False) if spec is not None else None

    def _unwrap(self, record: Record, spec: Declared, is_list: bool) -> Inner | None:
        if spec.type in _LISTS and spec.type != "EmbeddedDocumentListField":
            inside = self._inside(spec)
            return self._unwrap(record, inside, True) if inside is not None else None
        many = is_list or spec.type in _LISTS
        if spec.type in _REFERENCES or "EmbeddedDocument" in spec.type:
            for value in spec.argument(0, "document_type"):
                target = self._target(record, value)
                if target is not None:
                    return Inner(spec, target, spec.type in _REFERENCES, many)
        return None

    def _inside(self, spec: Declared) -> Declared | None:
        """Return the field that a list field is made of."""
        values = spec.site.argument(0, "field")
        found = [d for v in values if (d := declared(self._engine, spec.name, v, _is_known))]
        calls = calls_in(spec.site)
        return meant(self._engine, spec.site.unit, spec.name, calls, found, _is_known)

    def _target(self, record: Record, value: object) -> Record | None:
        match value:
            case ClassValue(cls=cls):
                return self.records.get(cls) or self.embedded.get(cls)
            case Text(value="self"):
                return record
            case Text(value=name, exact=True):
                return self._named.get(name)
        return None

    def _relate(self, record: Record) -> None:
        for name in record.fields:
            inner = self.inner(record, name)
            if inner is None or not inner.refers:
                continue
            relation = Relation(name, record, inner.target, is_list=inner.is_list)
            relation.on_delete = _rule(inner.spec)
            record.relations[name] = relation
            if record.cls in self.records and relation.on_delete != "DO_NOTHING":
                inner.target.referrers.append(relation)

    # --- collections -------------------------------------------------------------------------

    def _add_collections(self) -> None:
        sharing: dict[str, list[Record]] = {}
        for record in self.records.values():
            sharing.setdefault(record.table, []).append(record)
        for records in sharing.values():
            columns: dict[str, Column] = {"_id": Column("_id", "ObjectIdField", False, True)}
            keys: dict[tuple[str, str], ForeignKey] = {}
            for record in records:
                for column in _columns(record):
                    columns.setdefault(column.name, column)
                for key in self._keys(record, "", _DEPTH):
                    keys.setdefault((key.column, key.to_table), key)
            name = self._collections[records[0]]
            found, references = tuple(columns.values()), tuple(keys.values())
            self._schema.add(records[0].as_table(name, found, references))

    def _keys(self, record: Record, prefix: str, depth: int) -> Iterator[ForeignKey]:
        for name, spec in sorted(record.fields.items()):
            inner = self.inner(record, name)
            if inner is None:
                continue
            column = f"{prefix}{field_name(spec)}"
            if inner.refers and inner.target.cls in self.records:
                yield ForeignKey(
                    column=column,
                    to_table=inner.target.table,
                    to_column="_id",
                    on_delete=_rule(inner.spec),
                    nullable=spec.option("required") is not True,
                    evidence=(spec.place,),
                    constraint=False,
                )
            elif not inner.refers and depth:
                yield from self._keys(inner.target, f"{column}.", depth - 1)


def field_name(spec: Declared) -> str:
    """Return the name that a field has in the database."""
    if spec.option("primary_key") is True:
        return "_id"
    return spec.text(99, "db_field", "name") or spec.name


def _columns(record: Record) -> Iterator[Column]:
    for _, spec in sorted(record.fields.items()):
        name = field_name(spec)
        if name != "_id":
            yield Column(name, spec.type, spec.option("required") is not True)
    root = list(record.lineage())[-1]
    if root.children or _setting(root.cls, "allow_inheritance") is True:
        yield Column("_cls", "StringField", False)


def _rule(spec: Declared) -> str:
    for value in spec.site.argument(99, "reverse_delete_rule"):
        if isinstance(value, External):
            return value.name.rpartition(".")[2]
    written = spec.option("reverse_delete_rule")
    if written is not None:
        return _RULES.get(str(written), "DO_NOTHING")
    return last_name(spec.expression("reverse_delete_rule")) or "DO_NOTHING"


# --- meta --------------------------------------------------------------------------------------


def _collection(cls: ClassInfo) -> str:
    """Return the collection's name: given here or by an abstract base, else made of the class's."""
    for ancestor in program_classes(cls):
        named = one_text(_meta(ancestor, "collection"))
        if named:
            return named
    return "".join(f"_{c}" if c.isupper() else c for c in cls.name).strip("_").lower()


def _meta(cls: ClassInfo, name: str) -> Values:
    slot = cls.slots.get("meta")
    entries = slot.values if slot is not None else ()
    return tuple(v.element for v in entries if isinstance(v, DictOf) and v.key == name)


def _setting(cls: ClassInfo, name: str) -> object:
    """Return a truth value that the class's own `meta` gives."""
    for written in assignments(cls.node.body, "meta"):
        match written:
            case facts.Mapping(items=items):
                for key, value in items:
                    if isinstance(key, facts.Constant) and key.value == name:
                        return value.value if isinstance(value, facts.Constant) else None
            case facts.Call(keywords=keywords):
                for keyword in keywords:
                    if keyword.name == name and isinstance(keyword.value, facts.Constant):
                        return keyword.value.value
    return None
