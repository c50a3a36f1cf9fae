"""Tables that refer to each other."""

from __future__ import annotations

import math
from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion, Ties, table_node
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling

# A row that dies with its parent belongs to it; a reference that may be empty is a looser one.
_CASCADE = 1.5
_NULLABLE = 0.5


class ForeignKeys:
    """Two tables are tied by the foreign keys between them."""

    name = "foreign_keys"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield table-table ties, damped by the number of tables that refer to the target."""
        known = {table.id for table in codebase.tables}
        referring: dict[str, set[str]] = {}
        for table in codebase.tables:
            for key in table.foreign_keys:
                referring.setdefault(key.to_table, set()).add(table.id)
        ties = Ties(self.name)
        for table in codebase.tables:
            for key in table.foreign_keys:
                if key.to_table not in known:
                    continue
                weight = _CASCADE if key.on_delete == "CASCADE" else 1.0
                weight *= _NULLABLE if key.nullable else 1.0
                weight /= math.log2(1 + len(referring[key.to_table]))
                ties.add(table_node(table.id), table_node(key.to_table), weight, key.evidence)
        return ties.couplings()


CRITERION: Criterion = ForeignKeys()
