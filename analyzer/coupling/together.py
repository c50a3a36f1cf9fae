"""Tables that are used together turned into ties: shared by transactions, joins, entry points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

from analyzer.coupling.criterion import Ties, table_node
from analyzer.model.place import Location

# Something that uses more tables than this uses the whole program, and tells nothing of a pair.
_MOST_TABLES = 12

Together = tuple[Iterable[str], tuple[Location, ...]]


def tied_together(criterion: str, occasions: Iterable[Together]) -> Ties:
    """Tie the tables of each occasion in pairs, 1/(n - 1) a pair of n tables.

    An occasion is some tables' ids and the places where they are used together. Each table spends
    one unit an occasion, so that what touches much at once does not drown what touches two. Of u
    units a pair gets 1 + ln u: two tables that a hundred queries join are not tied a hundred times
    as much as those that one does.
    """
    spent: dict[tuple[str, str], list[float]] = {}
    where: dict[tuple[str, str], list[Location]] = {}
    for tables, places in occasions:
        ordered = sorted(set(tables))
        if 2 <= len(ordered) <= _MOST_TABLES:
            for pair in combinations(ordered, 2):
                spent.setdefault(pair, []).append(1 / (len(ordered) - 1))
                where.setdefault(pair, []).extend(places)
    ties = Ties(criterion)
    for (one, other), units in spent.items():
        weight = _damped(sum(sorted(units)))
        ties.add(table_node(one), table_node(other), weight, where[one, other])
    return ties


def _damped(units: float) -> float:
    """Return 1 + ln u for u units, and what is less as it is: as of dependencies."""
    return units if units <= 1 else 1 + math.log(units)
