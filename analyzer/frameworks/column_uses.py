"""Which columns of rows are read and set, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.model.codebase import ColumnUse
from analyzer.model.place import Location
from analyzer.resolution.units import Unit


def column_uses(units: Iterable[Unit], ids: Mapping[str, str]) -> tuple[ColumnUse, ...]:
    """Return one row for each function, column and operation, sorted."""
    places: dict[tuple[str, str, str, str, str], set[Location]] = {}
    for unit in units:
        for table, column, operation, line in unit.effects.columns:
            if table in ids:
                key = (unit.module.name, unit.name, ids[table], column, operation)
                places.setdefault(key, set()).add(Location(unit.module.path, line))
    return tuple(ColumnUse(*key, tuple(sorted(places[key]))) for key in sorted(places))
