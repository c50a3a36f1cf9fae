"""What Peewee's fields and `Meta` say of a table: its columns, its key, and options.

Source: peewee.py of 3.17 and 4.5 (`Field`, `ForeignKeyField`, `ModelBase`, `Metadata`).
"""

from __future__ import annotations

from analyzer.frameworks.constants import class_constant, inner_class
from analyzer.frameworks.records.declarations import Declared, one_text, program_classes
from analyzer.frameworks.records.model import Record
from analyzer.model.analysis import Column
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import ExternalInstance, Values

MANY = "ManyToManyField"
_AUTO = ("AutoField", "BigAutoField", "IdentityField", "PrimaryKeyField", "RowIDField")
_NO_COLUMN = (MANY, "GFKField", "ReverseGFK")


def column_name(spec: Declared) -> str:
    """Return the name that a field's column has in the database."""
    named = spec.text(99, "column_name", "db_column")
    if named:
        return named
    return spec.name if not is_key(spec) or spec.name.endswith("_id") else f"{spec.name}_id"


def is_key(spec: Declared) -> bool:
    """Tell whether a field refers to another model."""
    return "ForeignKey" in spec.type


def is_primary(spec: Declared) -> bool:
    """Tell whether a field is its model's key."""
    return spec.option("primary_key") is True or spec.type in _AUTO


def columns_of(record: Record) -> list[Column]:
    """Return the columns that the fields of a model make, with the key that Peewee adds."""
    composite = _composite_key(record.cls)
    columns = [
        Column(
            column_name(spec),
            spec.type,
            spec.option("null") is True,
            is_primary(spec) or name in composite,
        )
        for name, spec in sorted(record.fields.items())
        if spec.type not in _NO_COLUMN
    ]
    if _makes_key(record):
        columns.insert(0, Column("id", "AutoField", False, True))
    return columns


def _makes_key(record: Record) -> bool:
    """Tell whether Peewee adds `id`: no field is the key, and `Meta` does not say otherwise."""
    if any(is_primary(spec) for spec in record.fields.values()):
        return False
    if _composite_key(record.cls) or inherited_constant(record.cls, "primary_key") is False:
        return False
    bases = [base for base in mro(record.cls) if isinstance(base, str)]
    return not any(base.endswith((".FTSModel", ".FTS5Model", ".VirtualModel")) for base in bases)


def _composite_key(cls: ClassInfo) -> tuple[str, ...]:
    for value in inherited(cls, "primary_key"):
        if isinstance(value, ExternalInstance) and value.site is not None:
            names = (one_text(values) for values in value.site.args)
            return tuple(name for name in names if name)
    return ()


def primary_column(record: Record) -> str:
    """Return the column that references to a model point at."""
    for spec in record.fields.values():
        if is_primary(spec):
            return column_name(spec)
    return "id"


def to_column(spec: Declared, target: Record) -> str:
    """Return the column that a key points at."""
    named = spec.text(1, "field", "to_field")
    for name, other in target.fields.items():
        points = [*spec.site.argument(1, "field"), *spec.site.argument(1, "to_field")]
        if name == named or any(getattr(v, "site", None) is other.site for v in points):
            return column_name(other)
    return primary_column(target)


def null_rule(spec: Declared) -> str:
    """Return what `delete_instance(recursive=True)` does with the rows that refer to one."""
    return "SET_NULL" if spec.option("null") is True else "CASCADE"


# --- Meta --------------------------------------------------------------------------------------


def own(cls: ClassInfo, option: str) -> Values:
    """Return an option of the class's own `Meta`, whose base classes Peewee does not look at."""
    meta = inner_class(cls, "Meta")
    slot = meta.slots.get(option) if meta is not None else None
    return slot.values if slot is not None else ()


def inherited(cls: ClassInfo, option: str) -> Values:
    """Return an option that subclasses take over, from the nearest class that gives it."""
    for ancestor in program_classes(cls):
        values = own(ancestor, option)
        if values:
            return values
    return ()


def inherited_constant(cls: ClassInfo, option: str) -> object:
    """Return such an option where it is a number or a truth value."""
    for ancestor in program_classes(cls):
        meta = inner_class(ancestor, "Meta")
        found = class_constant(meta, option) if meta is not None else None
        if found is not None:
            return found
    return None
