"""Data-access layers: modules that run everybody's statements and know nothing of the business.

A repository for one subject is a part of that subject. A layer touches a great share of all tables,
defines none, is called from everywhere and calls next to nobody; what its callers need of a table
is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from analyzer.clustering.crediting import Crediting
from analyzer.model.analysis import Access
from analyzer.model.codebase import Codebase

_RUNNING_ROLES = frozenset({"app", "data_access"})

# Tables that one subject hardly has, and the share of all used ones.
_FEWEST_TABLES = 6
_SHARE_OF_TABLES = 0.25
# Who only reads many tables draws up reports.
_SHARE_WRITTEN = 1 / 3
# Whom it serves, and how many it may call for each that calls it.
_FEWEST_CALLERS = 3
_CALLEES_TO_CALLERS = 0.5


def data_layers(codebase: Codebase) -> frozenset[str]:
    """Return the modules that are data-access layers."""
    touched: dict[str, set[str]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)
    for access in codebase.accesses:
        touched[access.module].add(access.table)
        if access.operation == "write":
            written[access.module].add(access.table)
    used = {table for tables in touched.values() for table in tables}
    callers, callees = _calls(codebase)
    defining = {table.module for table in codebase.tables}
    outside = {point.module for point in codebase.entry_points}
    enough = max(_FEWEST_TABLES, _SHARE_OF_TABLES * len(used))
    return frozenset(
        module.name
        for module in codebase.modules
        if module.role in _RUNNING_ROLES
        and len(touched.get(module.name, ())) >= enough
        and len(written[module.name]) >= _SHARE_WRITTEN * len(touched[module.name])
        and module.name not in defining
        and module.name not in outside
        and len(callers[module.name]) >= _FEWEST_CALLERS
        and len(callees[module.name] - defining) <= _CALLEES_TO_CALLERS * len(callers[module.name])
    )


def divisible(codebase: Codebase, layers: frozenset[str]) -> frozenset[str]:
    """Return the layers that fall into functions for single subjects; others are generic."""
    touched: dict[str, dict[str, set[str]]] = {layer: defaultdict(set) for layer in layers}
    for access in codebase.accesses:
        if access.module in layers:
            touched[access.module][access.function.partition(".")[0]].add(access.table)
    known = {definition.module for definition in codebase.definitions}
    found = set()
    for layer in sorted(layers & known):
        sizes = [len(tables) for tables in touched[layer].values()]
        special = sum(size for size in sizes if size < _FEWEST_TABLES)
        if 2 * special >= sum(sizes):
            found.add(layer)
    return frozenset(found)


def credited(codebase: Codebase, layers: frozenset[str]) -> Iterator[Access]:
    """Yield all accesses; those of layers once for each module that wanted them."""
    crediting = Crediting(codebase, layers)
    for access in codebase.accesses:
        for user in crediting.users(access):
            own = user in (access.module, access.for_module)
            yield access if own else msgspec.structs.replace(access, for_module=user)


def _calls(codebase: Codebase) -> tuple[defaultdict[str, set[str]], defaultdict[str, set[str]]]:
    running = {module.name for module in codebase.modules if module.role in _RUNNING_ROLES}
    callers: defaultdict[str, set[str]] = defaultdict(set)
    callees: defaultdict[str, set[str]] = defaultdict(set)
    for dependency in codebase.dependencies:
        if dependency.kind == "call" and {dependency.source, dependency.target} <= running:
            callers[dependency.target].add(dependency.source)
            callees[dependency.source].add(dependency.target)
    return callers, callees
