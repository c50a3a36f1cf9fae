"""Who uses which table, after every access has been credited to the module that wanted it.

The code that runs a statement is not always the code that asked for it. An access made on another
module's behalf (`for_module`) is that module's. A data-access layer, or a library, runs everybody's
statements: its accesses are those of whoever calls the function that makes them, directly or by
other functions of layers; where no call of the layer was seen at all, of the modules that use it
and come to the table; and its own otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec

from analyzer.assessment.touching import Place
from analyzer.model.analysis import Access, Evidence
from analyzer.model.codebase import Codebase
from analyzer.model.place import Location

READ = "read"
WRITE = "write"

# Not part of the running system: what they touch says nothing about who needs a table.
DORMANT_ROLES = frozenset({"test", "migration"})


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
    asleep = dormant(codebase)
    callers = _Callers(codebase, frozenset(layer), asleep)
    found: dict[tuple[str, str, str], list[tuple[str, Access]]] = defaultdict(list)
    for access in _as_made(codebase, layer):
        for user in callers.of(access):
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


def dormant(codebase: Codebase) -> frozenset[str]:
    """The modules that are no part of the running system: tests and migrations."""
    return frozenset(module.name for module in codebase.modules if module.role in DORMANT_ROLES)


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


class _Callers:
    """Finds the modules that an access of a layer is credited to."""

    def __init__(self, codebase: Codebase, layer: frozenset[str], asleep: frozenset[str]) -> None:
        self._layer = layer
        self._asleep = asleep
        self._reached: dict[tuple[str, str], set[str]] = defaultdict(set)
        for reach in codebase.reach:
            self._reached[reach.table, reach.operation].add(reach.module)
        self._users: dict[str, set[str]] = defaultdict(set)
        for dependency in codebase.dependencies:
            if dependency.target in layer and dependency.kind != "type_import":
                self._users[dependency.target].add(dependency.source)
        self._outside: dict[str, frozenset[str]] = {}
        self._callers: dict[Place, list[Place]] = defaultdict(list)
        for call in codebase.calls:
            self._callers[call.target_module, call.target].append((call.source_module, call.source))
        self._wholes = codebase.parts()
        targets = {call.target_module for call in codebase.calls}
        self._called = {self._wholes.get(module, module) for module in targets}
        self._found: dict[Place, tuple[str, ...]] = {}

    def of(self, access: Access) -> Collection[str]:
        if access.for_module is not None:
            return (access.for_module,)
        if access.module not in self._layer:
            return (access.module,)
        if callers := self._calling((access.module, access.function)):
            return callers
        if self._wholes.get(access.module, access.module) in self._called:
            return (access.module,)
        reached = self._reached.get((access.table, access.operation), set())
        return sorted(self._clients(access.module) & reached) or (access.module,)

    def _calling(self, function: Place) -> tuple[str, ...]:
        """The modules outside of layers that call a function, directly or through layers."""
        if function not in self._found:
            seen, pending, found = {function}, [function], set()
            while pending:
                for caller in self._callers.get(pending.pop(), ()):
                    if caller[0] not in self._layer:
                        found.add(caller[0])
                    elif caller not in seen:
                        seen.add(caller)
                        pending.append(caller)
            self._found[function] = tuple(sorted(found - self._asleep))
        return self._found[function]

    def _clients(self, module: str) -> frozenset[str]:
        """The modules outside the layer that use it, directly or through the layer itself."""
        if module not in self._outside:
            seen, pending = {module}, [module]
            while pending:
                for user in self._users.get(pending.pop(), ()):
                    if user not in seen:
                        seen.add(user)
                        if user in self._layer:
                            pending.append(user)
            self._outside[module] = frozenset(seen - self._layer - self._asleep)
        return self._outside[module]
