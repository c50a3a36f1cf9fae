"""Whose an inherited method is while it runs: that of the class that it runs for."""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.model.analysis import Table
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.units import Unit


class Heirs:
    """Finds the module of the class that a method runs for; `tables` are the schema's by key."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._classes = {(table.module, table.class_) for table in tables.values()}

    def of(self, unit: Unit, running: Unit) -> tuple[str, ...]:
        """Return the module of the class that an inherited method runs for, if another's.

        `running` is the unit itself, or the method that it stands in.
        """
        cls = class_of(running.receiver) if running.receiver is not None else None
        stated = self._stated(cls) if cls is not None else None
        if cls is None or stated is None or stated.module is unit.module:
            return ()
        owner = running.function.owner if running.function is not None else None
        is_known = not stated.module.is_outside and (owner is None or owner in mro(cls))
        return (stated.module.name,) if is_known else ()

    def module_of(self, unit: Unit) -> str:
        """Return the module that a unit runs for: the heir's, or its own."""
        running: Unit | None = unit
        while running is not None and running.receiver is None:
            running = running.outer
        found = self.of(unit, running) if running is not None else ()
        return found[0] if found else unit.module.name

    def _stated(self, cls: ClassInfo) -> ClassInfo | None:
        """Return the class, or what it stands on where a function makes it: that chooses nothing.

        A function that makes tables does.
        """
        for item in mro(cls):
            if isinstance(item, ClassInfo) and not (item.is_made and not self._has_table(item)):
                return item
        return None

    def _has_table(self, cls: ClassInfo) -> bool:
        return (cls.module.name, cls.qualname) in self._classes
