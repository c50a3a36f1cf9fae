"""How far a request travels: from its entry point along calls, across the lines between services.

Each call into another service, and each use of a table that another service owns, would be a hop
over the network; pure code, behind which no table was seen, would be a library. What counts is the
way with the fewest hops to each service: inference knows more ways than a request takes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.touching import touching
from analyzer.assessment.uses import WRITE
from analyzer.model.analysis import EntryPoint
from analyzer.model.codebase import Call, Place

Way = tuple[str, ...]

# So many functions are followed from one entry point, the nearest first.
MOST_FUNCTIONS = 1000


@dataclass(frozen=True)
class Travel:
    """Where a request gets to: the fewest hops to each service, and the calls that cross lines."""

    ways: Mapping[str, Way]
    crossings: int

    def longest(self) -> Way:
        """The services on the longest of the shortest ways; the first by name of equals."""
        return min(self.ways.values(), key=lambda way: (-len(way), way))


@dataclass(frozen=True)
class Errand:
    """What a function does: the tables of its service that it comes to, and the other services.

    It is `pure` where no table was seen behind it, anywhere.
    """

    data: Mapping[str, Collection[str]]
    others: frozenset[str]
    pure: bool

    def tables(self) -> list[str]:
        """The tables of its own service, sorted."""
        return sorted(self.data)

    def written(self) -> list[str]:
        """Those of them that it writes, sorted."""
        return sorted(table for table, operations in self.data.items() if WRITE in operations)


@dataclass
class CallGraph:
    """The running program's functions: whom they call, which tables they touch."""

    decomposition: Decomposition
    calls: dict[Place, list[Call]] = field(default_factory=lambda: defaultdict(list))
    touches: dict[Place, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _with_data: frozenset[Place] = frozenset()
    _wholes: Mapping[str, str] = field(default_factory=dict)
    _within: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        codebase = self.decomposition.codebase
        asleep = codebase.dormant()
        self._with_data = touching(codebase)
        self._wholes = codebase.parts()
        for call in sorted(codebase.calls):
            if call.source_module not in asleep and call.target_module not in asleep:
                self.calls[call.source_module, call.source].append(call)
        for access in codebase.accesses:
            if access.module not in asleep:
                use = (access.table, access.operation)
                self.touches[access.module, access.function].add(use)
        for place in sorted({*self.calls, *self.touches}):
            self._within[place[0]].append(place)

    def service(self, place: Place) -> str | None:
        """The service that a function is in, if any."""
        return self.decomposition.module_service.get(place[0])

    def whole(self, module: str) -> str:
        """The module that a part is of; the module itself where it is none."""
        return self._wholes.get(module, module)

    def started(self, entry: EntryPoint) -> list[Place]:
        """The functions that an entry point runs: a function, or the methods of a class."""
        inside = f"{entry.function}."
        return [
            place
            for place in self._within[entry.module]
            if place[1] == entry.function or place[1].startswith(inside)
        ]

    def errand(self, start: Place, service: str) -> Errand:
        """What a function comes to within its service, and whether it goes on to others."""
        data: dict[str, set[str]] = defaultdict(set)
        others: set[str] = set()
        seen, waiting = {start}, [start]
        while waiting:
            place = waiting.pop()
            for table, operation in self.touches.get(place, ()):
                owner = self.decomposition.table_service.get(table)
                if owner == service:
                    data[table].add(operation)
                elif owner is not None:
                    others.add(owner)
            for call in self.calls.get(place, ()):
                target = (call.target_module, call.target)
                home = self.service(target)
                if home is not None and home != service:
                    others.add(home)
                elif target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return Errand(data, frozenset(others), start not in self._with_data)

    def travel(self, entry: EntryPoint) -> Travel:
        """Follow the calls from an entry point, across as few lines as can be.

        What it is known to come to, on ways that are not, is taken to be one hop away.
        """
        home = self.decomposition.module_service.get(entry.module)
        found = self._follow(self.started(entry), home)
        owners = {self.decomposition.table_service.get(table) for table in entry.tables}
        beyond = {o: (home, o) if home else (o,) for o in owners if o is not None and o != home}
        return Travel(beyond | dict(found.ways), found.crossings)

    def _follow(self, starts: Iterable[Place], home: str | None) -> Travel:
        first: Way = () if home is None else (home,)
        ways: dict[str, Way] = {} if home is None else {home: first}
        queue = deque((place, first) for place in starts)
        seen: set[Place] = set()
        crossed: set[tuple[Place, str]] = set()
        while queue and len(seen) < MOST_FUNCTIONS:
            place, way = queue.popleft()
            if place in seen:
                continue
            seen.add(place)
            for table, _ in sorted(self.touches.get(place, ())):
                owner = self.decomposition.table_service.get(table)
                if owner is not None and owner not in way[-1:]:
                    crossed.add((place, table))
                    ways.setdefault(owner, (*way, owner))
            for call in self.calls.get(place, ()):
                target = (call.target_module, call.target)
                service = self.service(target)
                if target not in self._with_data:
                    continue
                if service is None or service in way[-1:]:
                    queue.appendleft((target, way))
                    continue
                if way:
                    crossed.add((place, f"{target[0]}.{target[1]}"))
                ways.setdefault(service, (*way, service))
                queue.append((target, (*way, service)))
        return Travel(ways, len(crossed))
