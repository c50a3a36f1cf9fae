"""On whose behalf generic code runs: the modules that chose the table which it works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.frameworks.generic_callers import GenericCallers
from analyzer.frameworks.heirs import Heirs
from analyzer.frameworks.row_callers import RowCallers
from analyzer.model.analysis import Table
from analyzer.resolution.lookup import class_of
from analyzer.resolution.units import Touch, Unit
from analyzer.resolution.values import is_worded


class Choosers:
    """Finds whose module it is that an inherited method, or one that runs strings, serves."""

    def __init__(self, units: Sequence[Unit], tables: Mapping[str, Table]) -> None:
        self._rows = RowCallers(units, tables)
        self._heirs = Heirs(tables)
        self._callers: dict[Unit, dict[Unit, None]] = {}
        for unit in units:
            for callee, _ in unit.effects.calls:
                self._callers.setdefault(callee, {})[unit] = None
        self._generic = GenericCallers(units, self._callers, tables, self._heirs)
        self._known: dict[Unit, tuple[str, ...]] = {}

    def of(self, unit: Unit, touch: Touch) -> tuple[str, ...]:
        """Return the names of the modules, sorted; none where the unit runs for its own.

        Where it does so for others too, there is an empty name among them.
        """
        callers = self._rows.of(unit, touch) or self._generic.of(unit, touch)
        if callers:
            return callers
        if unit not in self._known:
            self._known[unit] = self._find(unit)
        return self._known[unit]

    def has_none(self, unit: Unit, touch: Touch) -> bool:
        """Tell whether a unit stands for what the program has no row do."""
        return self._rows.is_idle(unit, touch) or self._generic.is_nobodys(unit, touch)

    def _find(self, unit: Unit) -> tuple[str, ...]:
        running: Unit | None = unit
        while running is not None:
            cls = class_of(running.receiver) if running.receiver is not None else None
            if _is_handed(running):
                return self._handing(running) or self._heirs.of(unit, running)
            if cls is not None:
                return self._heirs.of(unit, running)
            running = running.outer
        return ()

    def _handing(self, unit: Unit) -> tuple[str, ...]:
        """Return the modules of those that a string or query comes from which a unit was handed."""
        seen, pending, found = {unit}, [unit], set()
        while pending:
            for caller in self._callers.get(pending.pop(), ()):
                if caller in seen:
                    continue
                seen.add(caller)
                if _is_handed(caller):
                    pending.append(caller)
                else:
                    found.add(caller.module.name)
        return tuple(sorted(found - {unit.module.name}))


def _is_handed(unit: Unit) -> bool:
    """Tell whether a unit runs for a string, or is a method of a query that another began."""
    if unit.receiver is not None and class_of(unit.receiver) is None:
        return True
    return any(is_worded(value) for _, value in unit.context)
