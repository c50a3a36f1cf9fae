"""What commits as one: the tables that a transaction reads, and its writes in the order of code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from analyzer.frameworks.reaching import Reachability, Use
from analyzer.model.analysis import Transaction, Write
from analyzer.model.place import Location
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.units import Touch, Unit
from analyzer.resolution.units import Transaction as Stretch

WRITE = "write"

# Where a transaction begins, in which function of which module.
Start = tuple[str, str, Location]


def transactions(
    units: Iterable[Unit], reachability: Reachability, ids: Mapping[str, str]
) -> list[Transaction]:
    """The transactions of all units, sorted.

    A method that its class hands on runs for each heir by itself: what it writes for one of them
    does not commit with what it writes for another.
    """
    found: dict[tuple[Start, ClassInfo | None], _Gathered] = {}
    for unit in units:
        for line, stretch in unit.effects.transactions.items():
            start = (unit.module.name, unit.name, Location(unit.module.path, line))
            key = (start, class_of(unit.receiver) if unit.receiver is not None else None)
            found.setdefault(key, _Gathered()).add(unit, stretch, reachability)
    rows = {_row(start, gathered, ids) for (start, _), gathered in found.items()}
    return sorted(rows, key=msgspec.structs.astuple)


def _row(start: Start, gathered: _Gathered, ids: Mapping[str, str]) -> Transaction:
    module, function, place = start
    return Transaction(
        module=module,
        function=function,
        tables_written=tuple(sorted({ids[table] for table in gathered.writes})),
        tables_read=tuple(sorted({ids[table] for table in gathered.read})),
        evidence=(place,),
        writes=tuple(gathered.ordered(ids)),
    )


class _Gathered:
    """The tables that a transaction reads, and for each that it writes where and how."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.writes: dict[str, set[tuple[int, str, Location]]] = {}

    def add(self, unit: Unit, stretch: Stretch, reachability: Reachability) -> None:
        """Take in what a unit does in a stretch of its code, itself and by what it calls."""
        for touch in stretch.touches:
            self._touched(unit, touch, touch.line)
        lines = _lines(unit)
        for callee in stretch.calls:
            for use in reachability.uses(callee):
                self._reached(callee, use, lines.get(callee, stretch.line), reachability)

    def ordered(self, ids: Mapping[str, str]) -> Iterator[Write]:
        """The tables written, in the order in which the transaction's own code comes to them."""
        firsts = sorted((min(found)[0], ids[table], table) for table, found in self.writes.items())
        for _, name, table in firsts:
            found = self.writes[table]
            yield Write(
                table=name,
                how=tuple(sorted({how for _, how, _ in found})),
                evidence=tuple(sorted({place for _, _, place in found})),
            )

    def _touched(self, unit: Unit, touch: Touch, line: int) -> None:
        if touch.operation == WRITE:
            place = Location(unit.module.path, touch.line)
            self.writes.setdefault(touch.table, set()).add((line, touch.how, place))
        else:
            self.read.add(touch.table)

    def _reached(self, callee: Unit, use: Use, line: int, reachability: Reachability) -> None:
        if use[1] != WRITE:
            self.read.add(use[0])
            return
        unit = reachability.nearest(callee, use)
        for touch in unit.effects.touches:
            if (touch.table, touch.operation) == use:
                self._touched(unit, touch, line)


def _lines(unit: Unit) -> dict[Unit, int]:
    """The first line at which a unit calls each other."""
    lines: dict[Unit, int] = {}
    for callee, line in unit.effects.calls:
        lines[callee] = min(line, lines.get(callee, line))
    return lines
