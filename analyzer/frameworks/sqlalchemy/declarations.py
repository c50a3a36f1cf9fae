"""Which class attributes and calls declare columns, keys, relationships and tables."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import facts
from analyzer.resolution.program import mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Text,
    TupleOf,
    Value,
)

COLUMNS = frozenset({"Column", "mapped_column", "Field", "MappedColumn"})
DELETE, ORPHANS = "delete", "delete-orphan"
_EAGER = frozenset({"joined", "subquery", "selectin", "immediate"})
RELATIONSHIPS = frozenset({"relationship", "relation", "Relationship", "dynamic_loader"})


def last_name(value: Value) -> str:
    """Return the last part of an external instance's name."""
    return value.name.rpartition(".")[2] if isinstance(value, ExternalInstance) else ""


def is_extension(value: Value) -> bool:
    """Tell whether a value is Flask-SQLAlchemy's object, or one of a class that extends it."""
    match value:
        case Instance(cls=cls):
            return any(isinstance(base, str) and base.endswith(".SQLAlchemy") for base in mro(cls))
    return last_name(value) == "SQLAlchemy"


def model_class(extension: Value) -> tuple[Value, ...]:
    """Return the program's class that `SQLAlchemy(model_class=...)` makes the base of all."""
    match extension:
        case Instance(site=CallSite() as site) | ExternalInstance(site=CallSite() as site):
            given = site.keywords.get("model_class", ())
            return tuple(value for value in given if isinstance(value, ClassValue))
    return ()


def is_metadata(value: Value) -> bool:
    """Tell whether a value is a `MetaData`, or the `metadata` of a base or of an extension."""
    match value:
        case External(name=name):
            return name.endswith(".metadata")
        case ExternalMethod(name=name):
            return name == "metadata"
    return last_name(value) == "MetaData"


def is_column(value: Value) -> bool:
    """Tell whether a value is a column declaration."""
    return _site(value) is not None and last_name(value) in COLUMNS


def is_relationship(value: Value) -> bool:
    """Tell whether a value is a relationship declaration."""
    return _site(value) is not None and last_name(value) in RELATIONSHIPS


def is_composite(value: Value) -> bool:
    """Tell whether a value is an attribute that several columns make up, and no column itself."""
    return _site(value) is not None and last_name(value) == "composite"


def stands_for_others(value: Value) -> bool:
    """Tell whether an attribute is no column, but has rows or other columns behind it."""
    return is_relationship(value) or is_composite(value)


def _site(value: Value) -> CallSite | None:
    return value.site if isinstance(value, ExternalInstance) else None


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A declared column: the name that the database has, and what it refers to, as written."""

    name: str
    site: CallSite | None
    references: tuple[ExternalInstance, ...] = ()
    foreign: str | None = None

    def option(self, keyword: str) -> str | int | float | bool | None:
        """Return a constant keyword argument."""
        for argument in self.site.call.keywords if self.site is not None else ():
            if argument.name == keyword and isinstance(argument.value, facts.Constant):
                return argument.value.value
        return None


def column_spec(attribute: str | None, value: Value) -> ColumnSpec | None:
    """Return the column that a call declares under an attribute (None in a bare table)."""
    site = _site(value)
    if site is None:
        return None
    name = attribute
    first = text_in(site.args[0]) if site.args else None
    first = first or text_in(site.keywords.get("name", ()))
    if first is not None and last_name(value) != "Field":
        name = first
    if name is None:
        return None
    for inner in site.keywords.get("sa_column", ()):  # SQLModel's: the column as Core has it
        if is_column(inner):
            return column_spec(name, inner)
    references = tuple(
        item
        for values in (*site.args, *site.keywords.values())
        for item in values
        if last_name(item) == "ForeignKey" and isinstance(item, ExternalInstance)
    )
    return ColumnSpec(name, site, references, text_in(site.keywords.get("foreign_key", ())))


def composed(value: Value) -> list[ColumnSpec]:
    """Return the columns that `composite(Point, mapped_column("x"), mapped_column("y"))` has."""
    site = _site(value) if is_composite(value) else None
    given = [inner for values in site.args for inner in values] if site is not None else []
    found = [column_spec(None, inner) for inner in given if is_column(inner)]
    return [spec for spec in found if spec is not None]


def clearer(known: ColumnSpec | None, other: ColumnSpec) -> ColumnSpec:
    """Return the first of two readings of a column, the other where that alone knows its target.

    A function that makes columns may have been called before its arguments were all known.
    """
    if known is None or (not _is_settled(known) and _is_settled(other)):
        return other
    return known


def _is_settled(spec: ColumnSpec) -> bool:
    targets = [item.site.argument(0, "column") for item in spec.references if item.site is not None]
    return all(any(getattr(value, "exact", True) for value in target) for target in targets)


def wrapped_column(site: CallSite) -> tuple[Value, ...] | None:
    """Return the column that `deferred(...)` is given; an expression of columns is none itself."""
    if any(isinstance(argument, facts.Operation) for argument in site.call.args[:1]):
        return None
    return tuple(v for values in site.args[:1] for v in values if is_column(v)) or None


def text_in(values: tuple[Value, ...]) -> str | None:
    """Return the first known string among values."""
    for value in values:
        if isinstance(value, Text) and value.exact:
            return value.value
    return None


def items_in(values: tuple[Value, ...]) -> list[Value]:
    """Return what tuples and lists among the values hold, one level deep."""
    result: list[Value] = []
    for value in values:
        match value:
            case TupleOf(items=items):
                result.extend(item for inner in items for item in inner)
            case ListOf(element=element):
                result.append(element)
    return result


def is_eager(lazy: object) -> bool:
    """Tell whether a relationship's `lazy=` loads its rows together with the parent's."""
    return lazy is False or lazy in _EAGER


def cascades_of(text: object) -> frozenset[str]:
    """Return the cascades that `cascade=` names; `all` is all of them but for orphans."""
    names = {part.strip() for part in text.split(",")} if isinstance(text, str) else set()
    return frozenset(names | {DELETE} if "all" in names else names)
