"""What the unit of work sends for others: a commit writes what functions before it have changed.

Whoever changes a row has a session note it; whoever commits or flushes that session next sends the
statement, perhaps in another module. The change counts where it is made; here is told, beside it,
who sends it. Source: "Session Basics" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analyzer.frameworks.courses import Course, End
from analyzer.model.analysis import COMMIT, Access, EntryPoint
from analyzer.model.place import Location
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import FunctionInfo, ModuleInfo
from analyzer.resolution.units import Transaction, Unit

# The decorators of the program that stand on each function.
Decorators = Mapping[FunctionInfo, Iterable[FunctionInfo]]


@dataclass(frozen=True)
class Answers:
    """Who answers requests, by module and function, and what runs when an answer is there."""

    routes: frozenset[tuple[str, str]] = frozenset()
    closers: frozenset[FunctionInfo] = frozenset()

    @classmethod
    def of(cls, points: Iterable[EntryPoint], closers: Iterable[FunctionInfo]) -> Answers:
        """Return those among a program's entry points."""
        routes = ((p.module, p.function) for p in points if p.kind == "route")
        return cls(frozenset(routes), frozenset(closers))


class Sending:
    """Which tables each unit leaves to be written by others, and which it writes for others."""

    def __init__(
        self, units: Iterable[Unit], decorators: Decorators, answers: Answers | None = None
    ) -> None:
        self._units = list(units)
        self._answers = answers or Answers()
        self._courses = {unit: Course(unit) for unit in self._units}
        self._wrappers = self._sending_wrappers(decorators)
        self._closing = self._closing_units()
        self._left = {unit: self._changed(unit) for unit in self._units}
        self._hand_up()

    def accesses(self, ids: Mapping[str, str]) -> list[Access]:
        """Return what is sent for others, sorted; not what the function writes of its own."""
        rows: dict[tuple[ModuleInfo, str, str, str], set[Location]] = {}
        own = self._written()
        for unit in self._units:
            for end, tables in self._sent(unit):
                sender, place = self._sender(unit, end)
                location = Location(sender.module.path, place.line)
                for table in tables if place.by is None else ():
                    if (sender.module, sender.name, table) not in own:
                        key = (sender.module, sender.name, ids[table], place.how)
                        rows.setdefault(key, set()).add(location)
        found = [
            Access(module.name, name, table, "write", how, "likely", None, tuple(sorted(places)))
            for (module, name, table, how), places in rows.items()
        ]
        return sorted(found, key=lambda a: (a.module, a.function, a.table, a.how))

    def _written(self) -> set[tuple[ModuleInfo, str, str]]:
        return {
            (unit.module, unit.name, touch.table)
            for unit in self._units
            for touch in unit.effects.touches
            if touch.operation == "write"
        }

    def _sending_wrappers(self, decorators: Decorators) -> dict[FunctionInfo, Unit]:
        """Map functions to the wrapper of a decorator that commits when they are done."""
        inner: dict[FunctionInfo, Unit] = {}
        for unit in self._units:
            if unit.outer is not None and unit.outer.function and self._courses[unit].first():
                inner.setdefault(unit.outer.function, unit)
        return {
            function: inner[decorator]
            for function, around in decorators.items()
            for decorator in around
            if decorator in inner
        }

    def _closing_units(self) -> list[Unit]:
        """Return those that commit when a request is over, or are called for it."""
        found: dict[FunctionInfo, Unit] = {}
        pending = [unit for unit in self._units if unit.function in self._answers.closers]
        seen = set(pending)
        while pending:
            unit = pending.pop()
            end = self._courses[unit].first()
            if end is not None and end.by is None and unit.function is not None:
                found.setdefault(unit.function, unit)
                continue
            called = [callee for callee, _ in unit.effects.calls if callee not in seen]
            seen.update(called)
            pending += called
        return list(found.values())

    def _changed(self, unit: Unit) -> dict[str, None]:
        """Return the tables of the rows that a unit itself changes and leaves."""
        inside = {touch for block in _blocks(unit) for touch in block.touches}
        leaves = self._courses[unit].leaves
        return {
            touch.table: None
            for touch in unit.effects.touches
            if touch.waits and touch not in inside and leaves(touch.line)
        }

    def _hand_up(self) -> None:
        """Have callers leave what those leave whom they call after they have sent anything."""
        callers: dict[Unit, list[tuple[Unit, int]]] = {}
        for unit in self._units:
            inside = {callee for block in _blocks(unit) for callee in block.calls}
            for callee, line in unit.effects.calls:
                if callee not in inside and not self._is_settled(callee):
                    callers.setdefault(callee, []).append((unit, line))
        pending = [unit for unit in self._units if self._left[unit]]
        while pending:
            callee = pending.pop()
            for caller, line in callers.get(callee, ()):
                more = self._left[callee].keys() - self._left[caller].keys()
                if more and self._courses[caller].leaves(line):
                    self._left[caller].update(self._left[callee])
                    pending.append(caller)

    def _sent(self, unit: Unit) -> Iterator[tuple[End, Iterable[str]]]:
        """Yield where a unit has sent what others that it calls have changed, and which tables."""
        course = self._courses[unit]
        for callee, line in unit.effects.calls:
            end = course.after(line)
            if end is not None and end.by is not callee:
                yield end, self._left_to(callee)
        for block, end in course.blocks:
            for callee in block.calls:
                yield end, self._left_to(callee)
        if (wrapper := self._wrapper(unit)) is not None:
            yield End(wrapper.line, COMMIT, wrapper), self._left[unit]
        if self._closing and self._answers_requests(unit):
            for closing in self._closing:
                yield End(closing.line, COMMIT, closing), self._left_to(unit)

    def _answers_requests(self, unit: Unit) -> bool:
        """Tell whether a unit is a route's, or a method of a class that is one."""
        cls = class_of(unit.receiver) if unit.receiver is not None else None
        places = [unit.name] if cls is None else [unit.name, cls.qualname]
        modules = [unit.module.name] if cls is None else [unit.module.name, cls.module.name]
        routes = self._answers.routes
        return any((module, place) in routes for module in modules for place in places)

    def _left_to(self, callee: Unit) -> Iterable[str]:
        """Return what a unit leaves to who calls it."""
        return () if self._is_settled(callee) else self._left.get(callee, ())

    def _wrapper(self, unit: Unit) -> Unit | None:
        return self._wrappers.get(unit.function) if unit.function is not None else None

    def _is_settled(self, unit: Unit) -> bool:
        """Tell whether a wrapper commits what a unit leaves, whichever branch it takes."""
        wrapper = self._wrapper(unit)
        return wrapper is not None and wrapper.effects.is_over

    def _sender(self, unit: Unit, end: End) -> tuple[Unit, End]:
        """Return the unit whose own code sends it, and where: a helper that commits, perhaps.

        Where no code of the program does, the end is still one `by` another.
        """
        seen = {unit}
        while end.by in self._courses and end.by not in seen:
            within = self._courses[end.by].first()
            if within is None:
                break
            unit, end = end.by, within
            seen.add(unit)
        return unit, end


def _blocks(unit: Unit) -> Iterator[Transaction]:
    """Yield the stretches of a unit after which nothing waits any more."""
    for line, transaction in unit.effects.transactions.items():
        if line not in unit.effects.commits:
            yield transaction
    yield from unit.effects.closing.values()
