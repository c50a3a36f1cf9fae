"""Tables that are declared twice: by the program's models, and by a copy of how they once were."""

from __future__ import annotations

from collections import Counter

from analyzer.frameworks.base import serves_migrations
from analyzer.model.analysis import Table
from analyzer.resolution.imports import import_dependencies
from analyzer.resolution.program import Program


class Rivals:
    """Which of two declarations of one table counts."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._importers: Counter[str] | None = None

    def prefers(self, table: Table, known: Table) -> bool:
        """Tell whether a declaration takes the place of the one that came first.

        The program uses its models from more modules than a copy, which only the making of a first
        database or a migration needs. Where both stand in one module, the shorter one is how the
        table once was, or a part of it.
        """
        homes = [table.module, known.module]
        if None in homes or serves_migrations(table.module):
            return False
        if homes[0] == homes[1]:
            return len(table.columns) > len(known.columns)
        if self._importers is None:
            self._importers = Counter(
                found.target
                for found in import_dependencies(self._program)
                if not serves_migrations(found.source)
            )
        return self._importers[table.module or ""] > self._importers[known.module or ""]
