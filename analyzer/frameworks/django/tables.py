"""From models to tables: columns, keys and the tables of automatic many-to-many fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.frameworks.base import table_key
from analyzer.frameworks.django.contrib import KNOWN_MODELS, KnownModel
from analyzer.frameworks.django.fields import FieldSpec
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.model import facts
from analyzer.model.analysis import Column, ForeignKey, Table
from analyzer.model.place import Location
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import CallSite

if TYPE_CHECKING:
    from analyzer.frameworks.django.models import Models


def key_of(name: str) -> str:
    """Return the key of a table; `schema"."table`, Django's quoting trick, is taken apart."""
    schema, _, bare = name.replace('"', "").rpartition(".")
    return table_key(bare, schema or None)


def name_of(key: str) -> str:
    """Return the bare name in a table's key."""
    return _name_of(key)[1]


def _name_of(key: str) -> tuple[str | None, str]:
    schema, _, name = key.partition(":")[2].partition(".")
    return schema or None, name


def many_to_many_key(models: Models, model: ModelInfo, relation: Relation) -> str:
    """Return the key of the table that Django makes for a many-to-many field."""
    named = relation.spec.text(99, "db_table")
    if named is not None:
        return key_of(named)
    schema, name = _name_of(model.table)
    return table_key(models.cut(f"{name}_{relation.name}"), schema)


def add_tables(models: Models, model: ModelInfo) -> None:
    """Add a model's table, and those of its automatic many-to-many fields, to the schema."""
    cls = model.cls
    if cls is None:
        return
    columns = _columns(model)
    references = [
        _reference(relation, relation.target)
        for relation in model.relations.values()
        if not relation.is_many and relation.target is not None
    ]
    place = _place_of(cls)
    references += _known_references(models, model, {r.column for r in references}, columns)
    for parent in model.parents:
        link = _parent_link(model, parent)
        if link not in (column.name for column in columns):
            columns.insert(0, Column(link, "OneToOneField", False, True))
            references.append(
                ForeignKey(link, parent.table, primary_key(parent), "CASCADE", False, place)
            )
    schema, name = _name_of(model.table)
    _add(
        models,
        Table(
            id=name,
            name=name,
            database=None,
            schema=schema,
            module=cls.module.name,
            class_=cls.qualname,
            origin=_origin(cls),
            columns=tuple(columns),
            foreign_keys=tuple(sorted(references, key=lambda r: (r.column, r.to_table))),
            evidence=place,
        ),
    )
    for relation in model.relations.values():
        if relation.is_many and relation.through and not relation.spec.has("through"):
            add_many_to_many(models, model, relation)
    _add_inherited_many(models, model)


def add_beside(
    models: Models,
    model: ModelInfo,
    name: str,
    class_name: str,
    columns: list[Column],
    keys: list[ForeignKey],
) -> str | None:
    """Add a table that a package makes beside a model's own, and return its key.

    None is returned for a model without a class, which gets none.
    """
    if model.cls is None:
        return None
    schema, name = _name_of(key_of(name))
    table = Table(
        id=name,
        name=name,
        database=None,
        schema=schema or _name_of(model.table)[0],
        module=model.cls.module.name,
        class_=class_name,
        origin=_origin(model.cls),
        columns=tuple(columns),
        foreign_keys=tuple(sorted(keys, key=lambda k: (k.column, k.to_table))),
        evidence=_place_of(model.cls),
    )
    return _add(models, table)


def _add(models: Models, table: Table) -> str:
    """Add a table; that of another package stays only if the program refers to it."""
    if table.origin == "third_party":
        return models.schema.offer(table)
    return models.schema.add(table)


def _origin(cls: ClassInfo | None) -> str:
    return "third_party" if cls is not None and cls.module.is_outside else "orm"


def _place_of(cls: ClassInfo) -> tuple[Location, ...]:
    """Return where a class stands in the program: nowhere, if another package has it."""
    return () if cls.module.is_outside else (Location(cls.module.path, cls.node.line),)


def _declared_at(relation: Relation) -> tuple[Location, ...]:
    """Return where the program declares a relation: with the class, if its base is another's."""
    site = relation.spec.site
    if not site.module.is_outside:
        return (Location(site.module.path, site.line),)
    cls = relation.source.cls
    return _place_of(cls) if cls is not None else ()


def _columns(model: ModelInfo) -> list[Column]:
    columns = [column_of(spec) for _, spec in sorted(model.fields.items()) if spec.has_column]
    known = {column.name for column in columns} | model.removed | model.hidden
    for base in _known_bases(model):
        columns += [Column(name) for name in base.columns if name not in known]
        known.update(base.columns)
    has_key = any(column.primary_key for column in columns) or _has_composite_key(model)
    if not model.parents and not has_key:
        columns.insert(0, Column("id", "AutoField", False, True))
    return columns


def _known_references(
    models: Models, model: ModelInfo, known: set[str], columns: list[Column]
) -> Iterator[ForeignKey]:
    """Yield the foreign keys that abstract bases of other packages bring along."""
    place = _place_of(model.cls) if model.cls is not None else ()
    names = {column.name for column in columns}
    for base in _known_bases(model):
        for column, label in base.keys:
            target = models.labelled(label, model)
            if column in names - known and target is not None:
                yield ForeignKey(column, target.table, primary_key(target), None, None, place)


def column_of(spec: FieldSpec) -> Column:
    """Return the column of a field that has one."""
    return Column(
        _column_name(spec),
        spec.class_name,
        spec.option("null") is True,
        spec.option("primary_key") is True,
    )


def _has_composite_key(model: ModelInfo) -> bool:
    slots = (
        [a.slots.get("pk") for a in mro(model.cls) if not isinstance(a, str)] if model.cls else []
    )
    values = [value for slot in slots if slot is not None for value in slot.values]
    return any(getattr(value, "name", "").endswith("CompositePrimaryKey") for value in values)


def _known_bases(model: ModelInfo) -> list[KnownModel]:
    """Return the abstract bases of other packages whose columns no parent's table has already."""
    ancestors = mro(model.cls) if model.cls is not None else ()
    above = {b for p in model.parents if p.cls is not None for b in mro(p.cls)}
    known = [
        KNOWN_MODELS[base]
        for base in ancestors
        if isinstance(base, str) and base in KNOWN_MODELS and base not in above
    ]
    return [base for base in known if base.abstract]


def _column_name(spec: FieldSpec) -> str:
    named = spec.text(99, "db_column")
    return named or (f"{spec.name}_id" if spec.is_relation else spec.name)


def _parent_link(model: ModelInfo, parent: ModelInfo) -> str:
    for relation in model.relations.values():
        if relation.spec.option("parent_link") is True and relation.target is parent:
            return relation.column
    return f"{parent.name.lower()}_ptr_id"


def primary_key(model: ModelInfo) -> str:
    """Return the column that references to a model point at."""
    for spec in model.fields.values():
        if spec.option("primary_key") is True:
            return _column_name(spec)
    return _parent_link(model, model.parents[0]) if model.parents else "id"


def _reference(relation: Relation, target: ModelInfo) -> ForeignKey:
    return reference(relation.column, relation.spec, target, _declared_at(relation))


def reference(
    column: str, spec: FieldSpec, target: ModelInfo, place: tuple[Location, ...]
) -> ForeignKey:
    """Return the foreign key that a field makes of its column."""
    return ForeignKey(
        column=column,
        to_table=target.table,
        to_column=spec.text(99, "to_field") or primary_key(target),
        on_delete=spec.on_delete,
        nullable=spec.option("null") is True,
        evidence=place,
        constraint=spec.option("db_constraint") is not False,
    )


def add_many_to_many(models: Models, model: ModelInfo, relation: Relation) -> None:
    """Add the table that Django makes for a many-to-many field."""
    target = relation.target
    if target is None or relation.through is None or model.cls is None:
        return
    place = _declared_at(relation)
    constraint = relation.spec.option("db_constraint") is not False
    _add_association(
        models,
        model,
        target,
        relation.through,
        f"{model.cls.qualname}_{relation.name}",
        place,
        constraint,
    )


def _add_association(
    models: Models,
    model: ModelInfo,
    target: ModelInfo,
    key: str,
    class_name: str,
    place: tuple[Location, ...],
    constraint: bool = True,
) -> None:
    left, right = f"{model.name.lower()}_id", f"{target.name.lower()}_id"
    if left == right:
        left, right = f"from_{left}", f"to_{right}"
    schema, name = _name_of(key)

    def end(column: str, to: ModelInfo) -> ForeignKey:
        return ForeignKey(column, to.table, primary_key(to), "CASCADE", False, place, constraint)

    _add(
        models,
        Table(
            id=name,
            name=name,
            database=None,
            schema=schema,
            module=model.cls.module.name if model.cls is not None else None,
            class_=class_name,
            origin=_origin(model.cls),
            columns=(Column("id", "AutoField", False, True), Column(left), Column(right)),
            foreign_keys=(end(left, model), end(right, target)),
            kind="association",
            evidence=place,
        ),
    )


def _add_inherited_many(models: Models, model: ModelInfo) -> None:
    """Add the many-to-many tables that Django's own abstract bases bring (groups, permissions)."""
    cls = model.cls
    if cls is None:
        return
    place = _place_of(cls)
    for base in _known_bases(model):
        for name, label in base.many:
            target = models.labelled(label, model)
            if target is not None and name not in model.fields and name not in model.removed:
                schema, table = _name_of(model.table)
                key = table_key(f"{table}_{name}", schema)
                _add_association(models, model, target, key, f"{cls.qualname}_{name}", place)
                model.relations[name] = _inherited(name, model, target, key)


def _inherited(name: str, model: ModelInfo, target: ModelInfo, key: str) -> Relation:
    """Return a many-to-many relation that no code of the program declares."""
    nowhere = CallSite(facts.Call(facts.Opaque(), (), (), 0), None)  # type: ignore[arg-type]
    spec = FieldSpec(name, "many_to_many", "ManyToManyField", nowhere)
    return Relation(name, spec, model, target, f"{name}_id", key)


def add_third_party(models: Models, model: ModelInfo, known: KnownModel) -> None:
    """Offer the table of a model that another package defines; it is kept where it is used."""
    schema, name = _name_of(model.table)
    models.schema.offer(
        Table(
            id=name,
            name=name,
            database=None,
            schema=schema,
            module=None,
            class_=known.name,
            origin="third_party",
            columns=tuple(Column(column) for column in known.columns),
        )
    )
