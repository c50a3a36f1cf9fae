"""What metrics are computed on: the services' modules, tables and ties as arrays of integers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.uses import WRITE
from analyzer.model.analysis import Dependency

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Dependencies by which one module makes another act.
INVOCATIONS = frozenset({"call", "task", "signal"})
TYPE_ONLY = "type_import"


@dataclass(frozen=True)
class Labels:
    """A partition: the service of each module and table as 0..services-1, -1 for none."""

    modules: Integers
    tables: Integers
    services: int


@dataclass(frozen=True)
class Ties:
    """Directed ties between modules, one row each: their ends and their weight."""

    source: Integers
    target: Integers
    weight: Floats

    def crossing(self, labels: Labels) -> npt.NDArray[np.bool_]:
        """Which of the ties lead from one service to another."""
        crossing: npt.NDArray[np.bool_] = labels.modules[self.source] != labels.modules[self.target]
        return crossing


@dataclass(frozen=True)
class Measured:
    """The modules that are in services, their tables, and what ties them; partitions aside.

    `lines` has one item a module. `calls` holds what makes another module act, `ties` every
    run-time dependency with weight 1. A use is a row of module, table, places read and places
    written. A visit is a use case (a module that holds entry points, `case_module`) with a table
    that one of its entry points reaches.
    """

    lines: Integers
    tables: int
    calls: Ties
    ties: Ties
    use_module: Integers
    use_table: Integers
    reads: Integers
    writes: Integers
    visit_case: Integers
    visit_table: Integers
    case_module: Integers

    @property
    def modules(self) -> int:
        """How many modules there are."""
        return len(self.lines)


def module_names(decomposition: Decomposition) -> list[str]:
    """The modules that are measured, in the order of their numbers."""
    return sorted(decomposition.module_service)


def table_ids(decomposition: Decomposition) -> list[str]:
    """The tables that are measured, in the order of their numbers."""
    return sorted(table.id for table in decomposition.codebase.tables)


def measure(decomposition: Decomposition) -> Measured:
    """The arrays of a decomposition; dormant and homeless modules are left out."""
    codebase = decomposition.codebase
    modules = {name: index for index, name in enumerate(module_names(decomposition))}
    tables = {table: index for index, table in enumerate(table_ids(decomposition))}
    lines = {module.name: module.lines for module in codebase.modules}
    uses = _uses(decomposition, modules, tables)
    cases, visits = _visits(decomposition, modules, tables)
    return Measured(
        lines=_integers([lines.get(name, 0) for name in modules]),
        tables=len(tables),
        calls=_ties(codebase.dependencies, modules, weighted=True),
        ties=_ties(codebase.dependencies, modules, weighted=False),
        use_module=_integers([use[0] for use in uses]),
        use_table=_integers([use[1] for use in uses]),
        reads=_integers([use[2] for use in uses]),
        writes=_integers([use[3] for use in uses]),
        visit_case=_integers([visit[0] for visit in visits]),
        visit_table=_integers([visit[1] for visit in visits]),
        case_module=_integers(cases),
    )


def labelled(decomposition: Decomposition) -> Labels:
    """The decomposition itself as labels."""
    ids = {service: index for index, service in enumerate(decomposition.service_ids())}
    modules = decomposition.module_service
    tables = decomposition.table_service
    return Labels(
        modules=_integers([ids[modules[name]] for name in module_names(decomposition)]),
        tables=_integers([ids[tables[t]] if t in tables else -1 for t in table_ids(decomposition)]),
        services=len(ids),
    )


def _ties(dependencies: Sequence[Dependency], modules: dict[str, int], *, weighted: bool) -> Ties:
    weights: dict[tuple[int, int], list[float]] = defaultdict(list)
    for dependency in dependencies:
        wanted = dependency.kind in INVOCATIONS if weighted else dependency.kind != TYPE_ONLY
        source, target = modules.get(dependency.source), modules.get(dependency.target)
        if wanted and source is not None and target is not None and source != target:
            weights[source, target].append(dependency.weight)
    rows = sorted(weights)
    # Exact sums: the same for any order of the dependencies.
    totals = [math.fsum(weights[ends]) if weighted else 1.0 for ends in rows]
    return Ties(
        source=_integers([source for source, _ in rows]),
        target=_integers([target for _, target in rows]),
        weight=np.array(totals, dtype=np.float64),
    )


def _uses(
    decomposition: Decomposition, modules: dict[str, int], tables: dict[str, int]
) -> list[tuple[int, int, int, int]]:
    counts: Counter[tuple[int, int, bool]] = Counter()
    for use in decomposition.uses:
        if use.module in modules and use.table in tables:
            key = (modules[use.module], tables[use.table], use.operation == WRITE)
            counts[key] += max(1, len(use.evidence))
    rows = sorted({(module, table) for module, table, _ in counts})
    return [(m, t, counts[m, t, False], counts[m, t, True]) for m, t in rows]


def _visits(
    decomposition: Decomposition, modules: dict[str, int], tables: dict[str, int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """The modules that hold entry points, and each entry point's tables with its module's place."""
    entries = [e for e in decomposition.codebase.entry_points if e.module in modules]
    cases = sorted({modules[entry.module] for entry in entries})
    number = {module: index for index, module in enumerate(cases)}
    visits = [
        (number[modules[entry.module]], tables[table])
        for entry in entries
        for table in entry.tables
        if table in tables
    ]
    return cases, sorted(visits)


def _integers(values: Sequence[int]) -> Integers:
    return np.array(values, dtype=np.int64)
