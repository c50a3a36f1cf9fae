"""What the attributes of mapped classes and of their rows are, and what asking for them reads."""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades, computed
from analyzer.frameworks.sqlalchemy.declarations import last_name, text_in
from analyzer.frameworks.sqlalchemy.mapped import Computed, Mapped, Relationship
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.values import (
    ExpressionValue,
    NamedTable,
    QueryProperty,
    RelatedValue,
    StatementValue,
)
from analyzer.resolution import lookup
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
            return _query(mapped, value)
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
        if isinstance(found, QueryProperty) and isinstance(receiver, ClassValue):
            return _query(mapped, receiver)
        if not isinstance(found, ExternalInstance):
            return None
        if last_name(found) == "association_proxy":
            return self._through(frame, found, mapped, receiver, line)
        if (expression := mapped.every_computed().get(name)) is not None:
            return self._computed(frame, mapped, receiver, expression, line)
        if isinstance(receiver, ClassValue):
            if mapped.relationship(name) is not None:
                return _related(mapped, name)
            owned = found.site in self._mappings.column_owner
            return (ExpressionValue((mapped.table,)),) if owned else None
        relationship = mapped.relationship(name)
        if relationship is not None:
            return self._load(frame, relationship, line)
        return self._column(frame, mapped, name, line)

    @staticmethod
    def _computed(
        frame: Frame, mapped: Mapped, receiver: Value, expression: Computed, line: int
    ) -> Values:
        """Return a computed attribute: of a class, the expression; of a row, what it reads."""
        tables = computed.tables_of(frame, expression)
        if isinstance(receiver, ClassValue):
            return (ExpressionValue(tuple(dict.fromkeys((mapped.table, *tables)))),)
        if expression.deferred:
            for table in tables:
                frame.touch(table, "read", "relation", "likely", line)
        return ()

    def _column(self, frame: Frame, mapped: Mapped, name: str, line: int) -> Values | None:
        column = mapped.column(name)
        if column is None:
            return None
        frame.column(*column, "read", line)
        return ()

    def ask_again(self, frame: Frame, mapped: Mapped, name: str, line: int) -> bool:
        """Record that a row is read again, of which a column is asked first after a commit."""
        if not self._expires or mapped.column(name) is None:
            return False
        cascades.refresh(frame, self._mappings, mapped, line)
        return True

    def _through(
        self, frame: Frame, proxy: ExternalInstance, mapped: Mapped, receiver: Value, line: int
    ) -> Values | None:
        """Return what a proxy gives: of a row, an attribute of those behind a relationship."""
        given = proxy.site.argument(0, "target_collection") if proxy.site is not None else ()
        name = text_in(given)
        relationship = mapped.relationship(name) if name is not None else None
        if name is None or relationship is None:
            return None
        if isinstance(receiver, ClassValue):
            return _related(mapped, name)
        wanted = text_in(proxy.site.argument(1, "attr")) if proxy.site is not None else None
        self._load(frame, relationship, line)
        row = Instance(relationship.target.cls)
        found = lookup.attribute(frame, row, wanted, line) if wanted else ()
        return tuple(map(ListOf, found)) if relationship.is_many else found

    def _load(self, frame: Frame, relationship: Relationship, line: int) -> Values:
        for table in relationship.target.tables():
            frame.touch(table, "read", "relation", "likely", line)
        if relationship.secondary is not None:
            frame.touch(relationship.secondary, "read", "relation", "likely", line)
        row = Instance(relationship.target.cls)
        if relationship.is_query:
            return (StatementValue("read", relationship.target.tables(), (row,), True),)
        cascades.load(frame, self._mappings, (row,), line)
        return (ListOf(row),) if relationship.is_many else (row,)


def _query(mapped: Mapped, value: ClassValue) -> Values:
    return (StatementValue("read", mapped.tables(), (Instance(value.cls),), True),)


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
