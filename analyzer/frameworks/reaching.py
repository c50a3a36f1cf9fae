"""From what each unit touches to what it comes to through the calls it makes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from analyzer.model.analysis import Reach
from analyzer.resolution.units import Unit

# A table and what is done to it.
Use = tuple[str, str]


class Reachability:
    """The tables that each unit comes to, with the fewest calls to get there (0: by itself)."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = list(units)
        self._callers: dict[Unit, dict[Unit, None]] = {}
        own: dict[Use, dict[Unit, None]] = {}
        for unit in self._units:
            for callee, _ in unit.effects.calls:
                self._callers.setdefault(callee, {})[unit] = None
            for touch in unit.effects.touches:
                own.setdefault((touch.table, touch.operation), {})[unit] = None
        self._uses: dict[Unit, dict[Use, int]] = {}
        for use in sorted(own):
            self._spread(use, own[use])

    def _spread(self, use: Use, sources: Mapping[Unit, None]) -> None:
        distances = dict.fromkeys(sources, 0)
        queue = deque(sources)
        while queue:
            unit = queue.popleft()
            for caller in self._callers.get(unit, ()):
                if caller not in distances:
                    distances[caller] = distances[unit] + 1
                    queue.append(caller)
        for unit, distance in distances.items():
            self._uses.setdefault(unit, {})[use] = distance

    def uses(self, unit: Unit) -> Mapping[Use, int]:
        """Return each use that a unit comes to, with its distance."""
        return self._uses.get(unit, {})

    def nearest(self, unit: Unit, use: Use) -> Unit:
        """Return a unit that makes a use itself, on a shortest way from one that comes to it."""
        while distance := self._uses[unit][use]:
            unit = next(
                callee
                for callee, _ in unit.effects.calls
                if self._uses.get(callee, {}).get(use) == distance - 1
            )
        return unit

    def rows(self) -> list[Reach]:
        """Return what each module comes to through at least one call, sorted."""
        best: dict[tuple[str, Use], int] = {}
        for unit in self._units:
            for use, distance in self.uses(unit).items():
                key = (unit.module.name, use)
                if distance and distance < best.get(key, 1 << 30):
                    best[key] = distance
        return sorted(
            Reach(module, table, operation, distance)
            for (module, (table, operation)), distance in best.items()
        )
