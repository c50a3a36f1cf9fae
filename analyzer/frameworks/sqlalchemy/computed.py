"""Attributes that are expressions of SQL: read with each row, or when they are asked for.

Source: "SQL Expressions as Mapped Attributes" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.sqlalchemy.declarations import last_name
from analyzer.frameworks.sqlalchemy.mapped import Computed, Mapped
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.values import ExpressionValue
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, ExternalInstance

_NAME = "column_property"


class ComputedAttributes:
    """The computed attributes of all mapped classes, by the calls that declare them."""

    def __init__(self, mappings: Mappings) -> None:
        self._by_site: dict[CallSite, Computed] = {}
        for mapped in mappings.by_class.values():
            if mapped is not None:
                self._find(mappings, mapped)

    def _find(self, mappings: Mappings, mapped: Mapped) -> None:
        for name, value in mappings.own_attributes(mapped.cls):
            if not isinstance(value, ExternalInstance) or last_name(value) != _NAME:
                continue
            if value.site is not None:
                found = self._by_site.setdefault(value.site, Computed(_is_deferred(value.site)))
                mapped.computed.setdefault(name, found)

    def learn(self, frame: Frame, site: CallSite, tables: tuple[str, ...]) -> None:
        """Take note of the tables that the expression in such a call mentions."""
        if tables and site in self._by_site:
            frame.engine.write(self._by_site[site].slot, (ExpressionValue(tables),))


def _is_deferred(site: CallSite) -> bool:
    return any(
        keyword.name == "deferred" and keyword.value == facts.Constant(True)
        for keyword in site.call.keywords
    )


def tables_of(frame: Frame, computed: Computed) -> tuple[str, ...]:
    """Return the tables that a computed attribute reads."""
    values = frame.engine.read(computed.slot, frame.unit)
    found = (value.tables for value in values if isinstance(value, ExpressionValue))
    return tuple(dict.fromkeys(table for tables in found for table in tables))


def read_with(frame: Frame, mapped: Mapped) -> Iterator[str]:
    """Yield the tables that are read with each row for attributes that are computed of them."""
    for computed in mapped.every_computed().values():
        if not computed.deferred:
            yield from (t for t in tables_of(frame, computed) if t not in mapped.tables())
