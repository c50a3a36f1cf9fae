"""For whom generic code runs: a repository, or a helper, works on the model that it was given.

What a function touches whatever it is given is its own business. The table of the model or row
that it is given, where others are given others, is the business of whoever gave it: of the nearest
caller to which that was no parameter as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from analyzer.frameworks.heirs import Heirs
from analyzer.model.analysis import Table
from analyzer.resolution.arguments import leaves
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ClassInfo, FunctionInfo
from analyzer.resolution.units import Touch, Unit
from analyzer.resolution.values import Instance, is_worded

# A class of rows by its module and name: what a function was given, or its object was built of.
_Leaf = tuple[str, str]
# A table and what is done to it, in one function.
_Use = tuple[FunctionInfo | None, str, str]
# Stands for callers that have an object of which nobody knows what it was built of.
_NOBODY = ""

# Who calls each unit.
Callers = Mapping[Unit, Collection[Unit]]


class GenericCallers:
    """Finds the callers that gave a function what it works on.

    `callers` are those of each unit, `tables` those of the schema by key; `heirs` tells for whom
    inherited callers run.
    """

    def __init__(
        self, units: Iterable[Unit], callers: Callers, tables: Mapping[str, Table], heirs: Heirs
    ) -> None:
        self._heirs = heirs
        self._callers = callers
        self._classes = {key: (table.module, table.class_) for key, table in tables.items()}
        self._leaves = {u: found for u in units if u.function and (found := _leaves(u))}
        self._constant: dict[FunctionInfo, frozenset[_Leaf]] = {}
        self._held: dict[ClassInfo, set[_Leaf]] = {}
        for unit, found in self._leaves.items():
            self._take(unit, found)
        self._found: dict[Unit, tuple[str, ...]] = {}
        self._lines: dict[Unit, frozenset[int]] = {}
        self._chosen = {
            _use(unit, touch)
            for unit in self._leaves
            for touch in unit.effects.touches
            if self.of(unit, touch)
        }
        self._choosing = frozenset(function for function, _, _ in self._chosen)

    def of(self, unit: Unit, touch: Touch) -> tuple[str, ...]:
        """Return the modules, sorted, whose choice a touch is; "" for the unit's own."""
        if unit not in self._leaves or touch.confidence == "certain":
            return ()
        if touch.line not in self._given_lines(unit):
            return ()
        own = unit.module.name
        found = (name for name in self._modules(unit) if name != _NOBODY)
        return tuple(sorted("" if name == own else name for name in found))

    def _given_lines(self, unit: Unit) -> frozenset[int]:
        """Return the lines that touch the tables that a unit was given, or else might be."""
        lines = self._lines.get(unit)
        if lines is None:
            told = unit in self._leaves
            rows = self._varying(unit) if told else self._anything(unit)
            touches = unit.effects.touches if rows else ()
            lines = frozenset(t.line for t in touches if self._classes.get(t.table) in rows)
            self._lines[unit] = lines
        return lines

    def is_nobodys(self, unit: Unit, touch: Touch) -> bool:
        """Tell whether a touch is of a run for what might be anything, beside others that know.

        A repository that nobody built of a model seems to work on those of all others.
        """
        if unit.function not in self._choosing:
            return False
        if unit in self._leaves:
            return self._modules(unit) == (_NOBODY,)
        return _use(unit, touch) in self._chosen or touch.line in self._given_lines(unit)

    def _take(self, unit: Unit, found: frozenset[_Leaf]) -> None:
        """Take note of a function that runs for something that sets its runs apart."""
        function, receiver = unit.function, unit.receiver
        if function is not None:
            self._constant[function] = self._constant.get(function, found) & found
        if isinstance(receiver, Instance) and receiver.held:
            self._held.setdefault(receiver.cls, set()).update(found)

    def _anything(self, unit: Unit) -> Collection[_Leaf]:
        """Return what others like it hold, if a unit runs for an object of which nobody knows.

        Inference tries methods on an object of their class, whether or not anybody has such a one.
        """
        receiver = unit.receiver
        if not isinstance(receiver, Instance) or receiver.held:
            return ()
        return self._held.get(receiver.cls, ())

    def _varying(self, unit: Unit) -> frozenset[_Leaf]:
        """Return what a unit was given that not all runs of its function are given."""
        found = self._leaves.get(unit)
        if not found or unit.function is None:
            return frozenset()
        return found - self._constant[unit.function]

    def _modules(self, unit: Unit) -> tuple[str, ...]:
        """Return the modules of the nearest callers that were not given the same themselves."""
        if unit not in self._found:
            seen, pending, found = {unit}, [unit], set()
            given = self._varying(unit)
            while pending:
                for caller in self._callers.get(pending.pop(), ()):
                    if not given.isdisjoint(self._anything(caller)):
                        found.add(_NOBODY)
                    elif given.isdisjoint(self._varying(caller)):
                        found.add(self._heirs.module_of(caller))
                    elif caller not in seen:
                        seen.add(caller)
                        pending.append(caller)
            self._found[unit] = tuple(sorted(found))
        return self._found[unit]


def _use(unit: Unit, touch: Touch) -> _Use:
    return unit.function, touch.table, touch.operation


def _leaves(unit: Unit) -> frozenset[_Leaf]:
    """Return what a unit, or the one that it stands in, was given or its receiver was built of."""
    running: Unit | None = unit
    while running is not None:
        given = [value for _, value in running.context if not is_worded(value)]
        if isinstance(running.receiver, Instance) and running.receiver.held:
            given.append(running.receiver)
        if given:
            classes = [class_of(leaf) for value in given for leaf in leaves(value)]
            return frozenset((c.module.name, c.qualname) for c in classes if c is not None)
        running = running.outer
    return frozenset()
