"""Tables, the module that defines each, and the modules that read and write it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from analyzer.coupling.criterion import (
    Criterion,
    Ties,
    module_node,
    pulling_modules,
    table_node,
)
from analyzer.model.analysis import Access
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling
from analyzer.model.place import Location

# Who writes a table must change with it; who reads it could as well ask for the rows.
_OPERATIONS = {"write": 2.0, "read": 1.0}
_CONFIDENCE = {"certain": 1.0, "likely": 0.8, "guess": 0.4}
_DEFINITION = 1.0


class Tables:
    """A table is tied to the module that defines it and to those that use it."""

    name = "tables"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield module-table ties.

        An operation in u places weighs strength * (1 + ln u) / log2(1 + d), d the number of
        modules that use the table: a table that everybody reads ties nobody. An access counts for
        the module that chose the table, where generic code runs the statement for it.
        """
        modules = pulling_modules(codebase)
        tables = {table.id for table in codebase.tables}
        places: dict[tuple[str, str, str], dict[Location, float]] = {}
        for access in codebase.accesses:
            user = access.for_module or access.module
            if user in modules and access.table in tables:
                found = places.setdefault((user, access.table, access.operation), {})
                _keep_surest(found, access)
        users: dict[str, set[str]] = {}
        for user, used, _ in places:
            users.setdefault(used, set()).add(user)
        ties = Ties(self.name)
        for (user, used, operation), found in sorted(places.items()):
            sure = sum(sorted(found.values()))
            weight = _OPERATIONS.get(operation, 1.0) * math.log(1 + sure)
            weight /= math.log2(1 + len(users[used]))
            ties.add(module_node(user), table_node(used), weight, found)
        for table in codebase.tables:
            if table.module in modules:
                ends = module_node(table.module), table_node(table.id)
                ties.add(*ends, _DEFINITION, table.evidence or [modules[table.module]])
        return ties.couplings()


def _keep_surest(found: dict[Location, float], access: Access) -> None:
    confidence = _CONFIDENCE.get(access.confidence, 0.4)
    for place in access.evidence:
        found[place] = max(found.get(place, 0.0), confidence)


CRITERION: Criterion = Tables()
