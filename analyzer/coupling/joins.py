"""Tables that one query reads together: cut apart, the join moves into code."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion
from analyzer.coupling.together import Together, tied_together
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling
from analyzer.model.place import Location

# How an access came about that stands in one query with the others of its place.
_JOINING = frozenset({"join", "sql", "eager"})


class Joins:
    """Tables are tied by the queries that join them."""

    name = "joins"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield table-table ties; a place that joins n tables weighs 1/(n - 1) a pair."""
        return tied_together(self.name, _joined(codebase)).couplings()


def _joined(codebase: Codebase) -> Iterable[Together]:
    """Yield the tables that are read at one place, of which at least one is joined."""
    known = {table.id for table in codebase.tables}
    read: dict[Location, set[str]] = {}
    joined: set[Location] = set()
    for access in codebase.accesses:
        if access.operation != "read" or access.table not in known:
            continue
        for place in access.evidence:
            read.setdefault(place, set()).add(access.table)
            if access.how in _JOINING:
                joined.add(place)
    for place in sorted(joined):
        yield read[place], (place,)


CRITERION: Criterion = Joins()
