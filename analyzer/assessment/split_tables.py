"""Tables whose columns belong to several services: each writes columns that no other does.

Remedy: split table (Newman, *Monolith to Microservices*, chapter 4). Only what sets a column of a
row by its name is seen; a table of which two services are seen to write one column is not split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from analyzer.assessment.uses import WRITE
from analyzer.model.codebase import Codebase
from analyzer.model.sharing import ColumnShare

Columns = dict[str, dict[str, set[str]]]


def column_shares(
    codebase: Codebase, module_service: Mapping[str, str]
) -> dict[str, tuple[ColumnShare, ...]]:
    """By table: the columns that each service writes, and those that it only reads."""
    asleep = codebase.dormant()
    written: Columns = defaultdict(lambda: defaultdict(set))
    touched: Columns = defaultdict(lambda: defaultdict(set))
    for use in codebase.columns:
        service = module_service.get(use.module)
        if service is None or use.module in asleep:
            continue
        touched[use.table][service].add(use.column)
        if use.operation == WRITE:
            written[use.table][service].add(use.column)
    return {
        table: tuple(
            ColumnShare(
                service=service,
                written=tuple(sorted(written[table][service])),
                read=tuple(sorted(columns - written[table][service])),
            )
            for service, columns in sorted(services.items())
        )
        for table, services in sorted(touched.items())
    }


def splits(shares: tuple[ColumnShare, ...]) -> bool:
    """Tell whether several services write columns, each its own."""
    sets = [set(share.written) for share in shares if share.written]
    return len(sets) > 1 and sum(map(len, sets)) == len(set().union(*sets))
