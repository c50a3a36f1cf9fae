"""For whom rows run what they inherit: `order.save()` is a method that names no table itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.model.analysis import Table
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.units import Touch, Unit

# A method with the class of the row that it runs for.
_Method = tuple[FunctionInfo, ClassInfo]


class RowCallers:
    """Finds who has a row run a method that the row's class inherits from one without a table.

    `tables` are those of the schema by key.
    """

    def __init__(self, units: Iterable[Unit], tables: Mapping[str, Table]) -> None:
        self._defined = {key: (table.module, table.class_) for key, table in tables.items()}
        self._rows = frozenset(self._defined.values())
        self._callers: dict[_Method, dict[Unit, None]] = {}
        self._found: dict[_Method, frozenset[str]] = {}
        self._names: dict[ClassInfo, frozenset[tuple[str, str]]] = {}
        for unit in units:
            for callee, _ in unit.effects.calls:
                method = _method(callee)
                if method is not None:
                    self._callers.setdefault(method, {})[unit] = None
        self._called = frozenset(m[0] for m in self._callers if self._modules(m))

    def of(self, unit: Unit, touch: Touch) -> tuple[str, ...]:
        """Return the modules, sorted, that had a row touch its own table; "" for the unit's own."""
        method = self._lent(unit)
        if method is None or not self._is_its_own(touch.table, method[1]):
            return ()
        own = unit.module.name
        return tuple(sorted("" if name == own else name for name in self._modules(method)))

    def is_idle(self, unit: Unit, touch: Touch) -> bool:
        """Tell whether a method is called, but for rows of other classes alone.

        A method that something from outside may know of can be called from there.
        """
        method = self._lent(unit)
        if method is None or not self._is_its_own(touch.table, method[1]):
            return False
        function, cls = method
        if function not in self._called or function.name.startswith("__"):
            return False
        if function.owner is None or any(isinstance(base, str) for base in mro(function.owner)):
            return False
        return not any(self._modules((function, each)) for each in _classes(cls))

    def _lent(self, unit: Unit) -> _Method | None:
        """Return the method that a unit is of, where it stands in a class that is no table's."""
        method = _method(unit)
        owner = method[0].owner if method is not None else None
        if method is None or owner is None or owner not in mro(method[1]):
            return None
        return None if (owner.module.name, owner.qualname) in self._rows else method

    def _is_its_own(self, table: str, cls: ClassInfo) -> bool:
        if cls not in self._names:
            names = ((each.module.name, each.qualname) for each in _classes(cls))
            self._names[cls] = frozenset(names)
        return self._defined.get(table) in self._names[cls]

    def _modules(self, method: _Method) -> frozenset[str]:
        """Return the modules that call a method, directly or by others that the row is lent."""
        if method not in self._found:
            seen, pending, found = {method}, [method], set()
            while pending:
                for caller in self._callers.get(pending.pop(), ()):
                    through = self._lent(caller)
                    if through is None or method[1] not in mro(through[1]):
                        found.add(caller.module.name)
                    elif through not in seen:
                        seen.add(through)
                        pending.append(through)
            self._found[method] = frozenset(found)
        return self._found[method]


def _classes(cls: ClassInfo) -> list[ClassInfo]:
    return [each for each in mro(cls) if isinstance(each, ClassInfo)]


def _method(unit: Unit) -> _Method | None:
    """Return the method that a unit is of, or stands in, with the class that it runs for."""
    running: Unit | None = unit
    while running is not None:
        if running.receiver is not None:
            cls = class_of(running.receiver)
            function = running.function
            return (function, cls) if function is not None and cls is not None else None
        running = running.outer
    return None
