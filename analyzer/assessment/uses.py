"""Who uses which table, after every access has been credited to the module that wanted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec

from analyzer.clustering.crediting import Crediting
from analyzer.model.analysis import Access, Evidence
from analyzer.model.codebase import Codebase
from analyzer.model.place import Location

READ = "read"
WRITE = "write"


class Use(msgspec.Struct, frozen=True, order=True):
    """`module` reads or writes `table`, in all the places of `evidence`.

    `functions` are the qualified names that do it; `through` the modules whose code runs the
    statements where that is not `module` itself.
    """

    module: str
    table: str
    operation: str
    functions: tuple[str, ...]
    through: tuple[str, ...]
    evidence: Evidence


def credited_uses(codebase: Codebase, layer: Collection[str]) -> tuple[Use, ...]:
    """The uses of all tables by the running code, one for each module, table and operation.

    Args:
        layer: the modules whose accesses are their callers' (data-access layers and libraries).
    """
    asleep = codebase.dormant()
    crediting = Crediting(codebase, layer)
    found: dict[tuple[str, str, str], list[tuple[str, Access]]] = defaultdict(list)
    for access in _as_made(codebase, layer):
        for user in crediting.users(access):
            if user not in asleep:
                found[user, access.table, access.operation].append((access.module, access))
    return tuple(_use(key, found[key]) for key in sorted(found))


def _as_made(codebase: Codebase, layer: Collection[str]) -> Iterable[Access]:
    """All accesses; those of layers as the code makes them, not as clustering handed them on."""
    if codebase.whole is None:
        return codebase.accesses
    held = {module.name for module in codebase.whole.modules}.intersection(layer)
    other = [access for access in codebase.accesses if access.module not in held]
    return [*other, *(access for access in codebase.whole.accesses if access.module in held)]


def by_table(uses: Iterable[Use]) -> Mapping[str, tuple[Use, ...]]:
    """The uses of each table, in their order."""
    tables: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        tables[use.table].append(use)
    return {table: tuple(found) for table, found in tables.items()}


def _use(key: tuple[str, str, str], accesses: list[tuple[str, Access]]) -> Use:
    module, table, operation = key
    places: set[Location] = set()
    for _, access in accesses:
        places.update(access.evidence)
    return Use(
        module=module,
        table=table,
        operation=operation,
        functions=tuple(sorted({a.function for _, a in accesses if a.function})),
        through=tuple(sorted({runner for runner, _ in accesses if runner != module})),
        evidence=tuple(sorted(places)),
    )
