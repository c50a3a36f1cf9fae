"""Calls that declare: bare tables, classes that are mapped by a call, what is added to a table.

Source: "Describing Databases with MetaData" and "Imperative Mapping" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.frameworks.sqlalchemy.appending import Appended, appended
from analyzer.frameworks.sqlalchemy.declarations import is_column, wrapped_column
from analyzer.frameworks.sqlalchemy.derived import constructor, made
from analyzer.frameworks.sqlalchemy.values import QueryProperty, TableValue
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalMethod,
    Value,
    Values,
)

# Functions, and methods of a registry, that map a class to a table.
MAPPERS = frozenset({"map_imperatively", "mapper"})
_WRAPPERS = frozenset({"column_property", "deferred"})


@dataclass(frozen=True, slots=True)
class Imperative:
    """A call that maps a class (`map_imperatively`), and that of the table that it is mapped to."""

    call: CallSite
    table: CallSite


@dataclass(slots=True)
class Declared:
    """What the calls of a program declare.

    `tables` are the calls of `Table(...)`; `imperative` has the classes that a call maps;
    `appended` what is added to a table later, by the call that does.
    """

    tables: list[CallSite] = field(default_factory=list)
    imperative: dict[ClassInfo, Imperative] = field(default_factory=dict)
    appended: dict[CallSite, Appended] = field(default_factory=dict)

    def call(self, callee: Value, site: CallSite) -> Values | None:
        """Take note of what a call declares, and return what it gives; None if it declares not."""
        match callee:
            case ClassValue(cls=cls):
                kind = constructor(cls)
                return (self.call(kind, site) or made(kind, site)) if kind is not None else None
            case External(name=name):
                return self._function(name.rpartition(".")[2], name, site)
            case ExternalMethod():
                return self._method(callee, site)
        return None

    def _function(self, last: str, name: str, site: CallSite) -> Values | None:
        if last == "Table" and "sqlalchemy" in name and len(site.args) >= 2:
            if site not in self.tables:
                self.tables.append(site)
            return (TableValue(site),)
        if last in _WRAPPERS:
            return wrapped_column(site)
        return self._map(site) if last in MAPPERS else None

    def _method(self, callee: ExternalMethod, site: CallSite) -> Values | None:
        if (added := appended(callee, site)) is not None:
            self.appended[site] = added
            return None
        match callee:
            case ExternalMethod(name="query_property"):
                return (QueryProperty(),)
            case ExternalMethod(receiver=ExternalMethod(name="c" | "columns"), name="get"):
                # a mixin's `cls.__table__.c.get("data", Column(...))`
                return tuple(filter(is_column, site.argument(1, "default"))) or None
            case ExternalMethod(name=name) if name in MAPPERS:
                return self._map(site)
        return None

    def _map(self, site: CallSite) -> Values | None:
        """Return the class for its mapper: a relationship takes either for its other side."""
        for value in site.argument(0, "class_"):
            for table in site.argument(1, "local_table"):
                if isinstance(value, ClassValue) and isinstance(table, TableValue):
                    self.imperative[value.cls] = Imperative(site, table.site)
        return tuple(v for v in site.argument(0, "class_") if isinstance(v, ClassValue)) or None
