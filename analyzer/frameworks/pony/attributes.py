"""Pony's attributes: which two belong together, and which columns each makes.

Source: pony/orm/core.py of 0.7 (`Attribute`, `Set`, `EntityMeta._link_reverse_attrs_`).
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.frameworks.records.declarations import Declared
from analyzer.frameworks.records.model import Record
from analyzer.model import facts
from analyzer.resolution.values import External, Text, Values, flattened


@dataclass(eq=False, slots=True)
class Attr:
    """An attribute of an entity; `target` and `reverse` are there where it is a relation."""

    record: Record
    spec: Declared
    target: Record | None = None
    reverse: Attr | None = None

    @property
    def name(self) -> str:
        """The attribute's name."""
        return self.spec.name

    @property
    def is_set(self) -> bool:
        """Whether it holds many rows."""
        return self.spec.type == "Set"

    @property
    def is_required(self) -> bool:
        """Whether every row has a value."""
        return self.spec.type in ("Required", "PrimaryKey", "Discriminator")

    @property
    def is_nullable(self) -> bool:
        """Whether its columns may be NULL: optional strings are empty instead."""
        if self.spec.option("nullable") is True or self.record.parent is not None:
            return True
        return not self.is_required and (self.reverse is not None or not self._is_string)

    @property
    def _is_string(self) -> bool:
        given = self.spec.site.argument(0, "py_type")
        return any(isinstance(v, External) and v.name.endswith((".str", "Str")) for v in given)

    @property
    def cascades(self) -> bool:
        """Whether deleting a row deletes those behind this attribute."""
        option = self.spec.option("cascade_delete")
        if option is not None:
            return option is True
        return self.is_set and self.reverse is not None and self.reverse.is_required

    @property
    def is_owner(self) -> bool:
        """Whether a relation's columns are on this side, or its table is named by this side."""
        other = self.reverse
        if other is None or other is self:
            return True
        if self.is_set != other.is_set:
            return not self.is_set
        if not self.is_set and self.is_required != other.is_required:
            return self.is_required
        if not self.is_set and bool(self.columns()) != bool(other.columns()):
            return bool(self.columns())
        mine, others = (self.record.name, self.name), (other.record.name, other.name)
        return mine <= others

    def columns(self) -> tuple[str, ...]:
        """Return the columns' names as they are given."""
        named = self.spec.text(99, "column")
        if named:
            return (named,)
        return tuple(texts(self.spec.site.argument(99, "columns")))

    def table(self) -> tuple[str | None, str] | None:
        """Return the schema and name that are given for the table of a many-to-many relation."""
        return table_name(self.spec.site.argument(99, "table"))


def texts(values: Values) -> list[str]:
    """Return the strings in a list or tuple, or a string alone."""
    return [value.value for value in flattened(values) if isinstance(value, Text) and value.exact]


def table_name(values: Values) -> tuple[str | None, str] | None:
    """Return the schema and the name that `_table_` or `table=` gives: a string, or both."""
    match texts(values):
        case [name]:
            return None, name
        case [schema, name]:
            return schema, name
    return None


def link(attrs: dict[Record, dict[str, Attr]]) -> None:
    """Find for each relation the attribute on its other side, as Pony does."""
    for own in attrs.values():
        for attr in own.values():
            if attr.target is not None and attr.reverse is None:
                attr.reverse = _reverse(attr, attrs[attr.target])
                if attr.reverse is not None:
                    attr.reverse.reverse = attr


def _reverse(attr: Attr, others: dict[str, Attr]) -> Attr | None:
    named = attr.spec.text(99, "reverse")
    if named is not None:
        return others.get(named)
    back = [other for other in others.values() if other.target is attr.record]
    pointing = [other for other in back if other.spec.text(99, "reverse") == attr.name]
    free = [o for o in back if o.reverse is None and not o.spec.has("reverse") and o is not attr]
    return next(iter(pointing or free), None)


def composite_key(record: Record) -> tuple[str, ...]:
    """Return the attributes that a bare `PrimaryKey(a, b)` in the class body names."""
    for statement in record.cls.node.body:
        match statement:
            case facts.Evaluate(value=facts.Call(func=func, args=args)):
                if _last(func) == "PrimaryKey":
                    return tuple(arg.id for arg in args if isinstance(arg, facts.Name))
    return ()


def _last(expression: facts.Expr) -> str:
    match expression:
        case facts.Name(id=name) | facts.Attribute(attr=name):
            return name
    return ""
