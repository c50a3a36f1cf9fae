"""Tables that are used together turned into ties: shared by transactions, joins, entry points."""

from __future__ import annotations

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
    one unit an occasion, so that what touches much at once does not drown what touches two.
    """
    ties = Ties(criterion)
    for tables, places in occasions:
        ordered = sorted(set(tables))
        if 2 <= len(ordered) <= _MOST_TABLES:
            for one, other in combinations(ordered, 2):
                ties.add(table_node(one), table_node(other), 1 / (len(ordered) - 1), places)
    return ties
