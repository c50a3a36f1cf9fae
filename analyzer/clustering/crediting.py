"""Who wanted an access: the code that runs a statement is not always the code that asked for it.

An access made on another module's behalf (`for_module`) is that module's. A data-access layer, or a
library, runs everybody's statements: its accesses are those of whoever calls the function that
makes them, directly or by other functions of layers; where no call of the layer was seen at all, of
the modules that use it and come to the table; and its own otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from analyzer.model.analysis import Access
from analyzer.model.codebase import Codebase, Place


class Crediting:
    """Finds the modules that an access is credited to, where a `layer` runs others' statements."""

    def __init__(self, codebase: Codebase, layer: Collection[str]) -> None:
        self._layer = frozenset(layer)
        self._asleep = codebase.dormant()
        self._reached: dict[tuple[str, str], set[str]] = defaultdict(set)
        for reach in codebase.reach:
            self._reached[reach.table, reach.operation].add(reach.module)
        self._users: dict[str, set[str]] = defaultdict(set)
        for dependency in codebase.dependencies:
            if dependency.target in self._layer and dependency.kind != "type_import":
                self._users[dependency.target].add(dependency.source)
        self._outside: dict[str, frozenset[str]] = {}
        self._callers: dict[Place, list[Place]] = defaultdict(list)
        for call in codebase.calls:
            self._callers[call.target_module, call.target].append((call.source_module, call.source))
        self._wholes = codebase.parts()
        targets = {call.target_module for call in codebase.calls}
        self._called = {self._wholes.get(module, module) for module in targets}
        self._found: dict[Place, tuple[str, ...]] = {}

    def users(self, access: Access) -> Collection[str]:
        """Return the modules, sorted, that wanted what the access does; never none."""
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
