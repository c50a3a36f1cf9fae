"""Tables that are written in one transaction: cut apart, they need a saga."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion
from analyzer.coupling.together import tied_together
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling


class Transactions:
    """Tables are tied by the transactions that write both."""

    name = "transactions"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield table-table ties; a transaction of n written tables weighs 1/(n - 1) a pair."""
        known = {table.id for table in codebase.tables}
        written = (
            (known.intersection(transaction.tables_written), transaction.evidence)
            for transaction in codebase.transactions
        )
        return tied_together(self.name, written).couplings()


CRITERION: Criterion = Transactions()
