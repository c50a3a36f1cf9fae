"""What a coupling criterion is, and what several of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Coupling, Node
from analyzer.model.place import Location

# Roles whose modules pull on others; tests, migrations and admin glue touch everything at once.
PULLING_ROLES = frozenset({"app", "data_access"})

# Evidence shown for one tie: enough to open, few enough to store.
_MOST_EVIDENCE = 10


@runtime_checkable
class Criterion(Protocol):
    """One reason why two modules, a module and a table, or two tables belong together.

    A file of this package (or an entry point in the group `seamline.coupling`) offers one as
    `CRITERION`. `name` is its key in the settings' weights. The answer must not depend on the
    order of the codebase's tuples, and no pair may occur twice.
    """

    name: str

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield the ties that this criterion sees, with positive weights and evidence."""
        ...


class Ties:
    """Weights and evidence of unordered pairs of nodes, summed up while a criterion works."""

    def __init__(self, criterion: str) -> None:
        self._criterion = criterion
        self._weights: dict[tuple[Node, Node], list[float]] = {}
        self._evidence: dict[tuple[Node, Node], set[Location]] = {}

    def add(self, one: Node, other: Node, weight: float, evidence: Iterable[Location] = ()) -> None:
        """Strengthen the tie of two nodes; a node has none to itself."""
        if one == other or weight <= 0:
            return
        pair = (one, other) if one < other else (other, one)
        self._weights.setdefault(pair, []).append(weight)
        self._evidence.setdefault(pair, set()).update(evidence)

    def couplings(self) -> Iterator[Coupling]:
        """Yield one coupling a pair, in order; sums do not depend on the order of `add`."""
        for pair in sorted(self._weights):
            yield Coupling(
                first=pair[0],
                second=pair[1],
                criterion=self._criterion,
                weight=sum(sorted(self._weights[pair])),
                evidence=tuple(sorted(self._evidence[pair])[:_MOST_EVIDENCE]),
            )


def module_node(name: str) -> Node:
    """Return the node of a module."""
    return Node(kind=MODULE, name=name)


def table_node(table: str) -> Node:
    """Return the node of a table, by its id."""
    return Node(kind=TABLE, name=table)


def pulling_modules(codebase: Codebase) -> dict[str, Location]:
    """Map the modules that take part in the pull to their first line, sorted by name."""
    return {
        module.name: Location(path=module.path, line=1)
        for module in sorted(codebase.modules)
        if module.role in PULLING_ROLES
    }


def parent_of(module: str) -> str:
    """Return the dotted name of the package that holds a module, "" for a top-level one."""
    return module.rpartition(".")[0]
