"""Tables that the same routes, tasks and commands reach."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.coupling.criterion import Criterion
from analyzer.coupling.together import Together, tied_together
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling
from analyzer.model.place import Location


class EntryPoints:
    """Tables are tied by the entry points that reach both."""

    name = "entry_points"

    def couplings(self, codebase: Codebase) -> Iterable[Coupling]:
        """Yield table-table ties; an entry point that reaches n tables weighs 1/(n - 1) a pair."""
        return tied_together(self.name, _reached(codebase)).couplings()


def _reached(codebase: Codebase) -> Iterable[Together]:
    """Yield what each function reaches that the outside can call, once however often it can."""
    known = {table.id for table in codebase.tables}
    paths = {module.name: module.path for module in codebase.modules}
    reached: dict[tuple[str, str], set[str]] = {}
    for entry in codebase.entry_points:
        found = reached.setdefault((entry.module, entry.function), set())
        found |= known.intersection(entry.tables)
    for (module, _), tables in sorted(reached.items()):
        yield tables, (Location(paths[module], 1),) if module in paths else ()


CRITERION: Criterion = EntryPoints()
