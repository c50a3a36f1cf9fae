"""What the attributes of mapped classes and of their rows are, and what asking for them reads."""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.mapped import Mapped, Relationship
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.values import (
    ExpressionValue,
    NamedTable,
    RelatedValue,
    StatementValue,
)
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import (
    ClassValue,
    ExternalInstance,
    Instance,
    ListOf,
    Value,
    Values,
)


class Attributes:
    """Answers for the attributes of mapped classes; `expires` where a commit expires rows."""

    def __init__(self, mappings: Mappings, expires: bool) -> None:
        self._mappings = mappings
        self._expires = expires

    def undeclared(
        self, frame: Frame, mapped: Mapped, value: Value, name: str, line: int
    ) -> Values | None:
        """Return an attribute that no class body of the program binds to anything."""
        if isinstance(value, Instance):
            relationship = mapped.relationship(name)
            return self._load(frame, relationship, line) if relationship is not None else None
        if not isinstance(value, ClassValue):
            return None
        if name == "query":
            return (StatementValue("read", mapped.tables(), (Instance(value.cls),), True),)
        if name == "__table__":
            return (NamedTable(mapped.table),)
        if mapped.has_column(name):
            return (ExpressionValue((mapped.table,)),)
        return _related(mapped, name)

    def declared(
        self, frame: Frame, found: Value, mapped: Mapped, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return what a mapped attribute gives through a row or through its class."""
        if isinstance(receiver, ClassValue) and mapped.has_column(name):
            return (ExpressionValue((mapped.table,)),)
        if not isinstance(found, ExternalInstance):
            return None
        if isinstance(receiver, ClassValue):
            if mapped.relationship(name) is not None:
                return _related(mapped, name)
            owned = found.site in self._mappings.column_owner
            return (ExpressionValue((mapped.table,)),) if owned else None
        relationship = mapped.relationship(name)
        if relationship is not None:
            return self._load(frame, relationship, line)
        return self._column(frame, mapped, name, line)

    def _column(self, frame: Frame, mapped: Mapped, name: str, line: int) -> Values | None:
        column = mapped.column(name)
        if column is None:
            return None
        frame.column(*column, "read", line)
        if self._expires:
            cascades.refresh(frame, self._mappings, mapped, line)
        return ()

    @staticmethod
    def _load(frame: Frame, relationship: Relationship, line: int) -> Values:
        for table in relationship.target.tables():
            frame.touch(table, "read", "relation", "likely", line)
        if relationship.secondary is not None:
            frame.touch(relationship.secondary, "read", "relation", "likely", line)
        row = Instance(relationship.target.cls)
        return (ListOf(row),) if relationship.is_many else (row,)


def _related(mapped: Mapped, name: str) -> Values | None:
    """Return a relationship as an expression: what a query over it joins."""
    relationship = mapped.relationship(name)
    if relationship is None:
        return None
    between = (relationship.secondary,) if relationship.secondary is not None else ()
    tables = (*relationship.target.tables(), *between)
    if relationship.is_many or between:
        return (ExpressionValue(tables),)
    return (RelatedValue(tables, mapped.table),)
