"""How strongly a part of a service is tied to it and to the others, in places of the code."""

from __future__ import annotations

from collections import Counter

from analyzer.model.analysis import Analysis
from reports.digest import names
from reports.packages import Entry
from reports.text import plural


class Ties:
    """Counts the places where modules need each other and tables of each other's."""

    def __init__(self, analysis: Analysis) -> None:
        self._called = names(analysis)
        self._services = {module.name: module.service for module in analysis.modules}
        self._shared = {row.table: row for row in analysis.sharing}
        self._around: dict[str, Counter[str]] = {}
        for dependency in analysis.dependencies:
            places = max(1, len(dependency.evidence))
            self._tie(dependency.source, dependency.target, places)
            self._tie(dependency.target, dependency.source, places)
        owners = {table.id: table.service for table in analysis.tables}
        self._uses: dict[str, Counter[str]] = {}
        for access in analysis.accesses:
            owner = owners.get(access.table)
            if owner is not None and not access.is_sent:
                uses = self._uses.setdefault(access.for_module or access.module, Counter())
                uses[owner] += max(1, len(access.evidence))

    def of_modules(self, entry: Entry, service: str) -> str:
        """What ties modules to their service and to the one that comes next."""
        counts: Counter[str] = Counter()
        inside = set(entry.modules)
        for module in entry.modules:
            counts.update(self._uses.get(module, {}))
            for other, places in self._around.get(module, {}).items():
                home = self._services.get(other)
                if other not in inside and home is not None:
                    counts[home] += places
        told = f"{plural(len(inside), 'module')}; " if len(inside) > 1 else ""
        told += f"tied to {self._name(service)} in {plural(counts.pop(service, 0), 'place')}"
        if counts:
            other = min(counts, key=lambda home: (-counts[home], home))
            told += f", to {self._name(other)} in {counts[other]:,}"
        return told

    def of_table(self, table: str) -> str:
        """Why a contested table has its owner, and who is next; nothing of any other."""
        row = self._shared.get(table)
        if row is None or row.owner is None or row.runner_up is None:
            return ""
        why = f"{self._name(row.owner)} {row.reasons[0]}; " if row.reasons else ""
        return f"{why}runner-up {self._name(row.runner_up)}"

    def _tie(self, one: str, other: str, places: int) -> None:
        self._around.setdefault(one, Counter())[other] += places

    def _name(self, service: str) -> str:
        return self._called.get(service, service)
