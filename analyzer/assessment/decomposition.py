"""The monolith divided: which service holds each module and table, and who uses what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from analyzer.assessment.split_tables import column_shares
from analyzer.assessment.uses import Use
from analyzer.model.analysis import EntryPoint, Transaction
from analyzer.model.codebase import Codebase
from analyzer.model.settings import UNIT_COSTS
from analyzer.model.sharing import ColumnShare


@dataclass(frozen=True)
class Decomposition:
    """A codebase with services drawn on it; the single source of who owns a table.

    `module_service` and `table_service` hold what is in a service, and nothing else; `names` are
    the services' names by id; `unit_costs` are points, by kind of cut or of work, `person_days` the
    project's own ranges for them.
    """

    codebase: Codebase
    uses: tuple[Use, ...]
    module_service: Mapping[str, str]
    table_service: Mapping[str, str]
    names: Mapping[str, str]
    unit_costs: Mapping[str, int]
    person_days: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def column_shares(self) -> Mapping[str, tuple[ColumnShare, ...]]:
        """Which service writes and reads which columns, by table."""
        return column_shares(self.codebase, self.module_service)

    def service_ids(self) -> tuple[str, ...]:
        """The services that hold anything at all, sorted."""
        return tuple(sorted({*self.module_service.values(), *self.table_service.values()}))

    def transactions(self) -> tuple[Transaction, ...]:
        """The transactions of the running code: those of tests and migrations left out."""
        asleep = self.codebase.dormant()
        return tuple(t for t in self.codebase.transactions if t.module not in asleep)

    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The entry points of the running code, sorted."""
        asleep = self.codebase.dormant()
        return tuple(sorted(e for e in self.codebase.entry_points if e.module not in asleep))

    def foreign_tables(self) -> frozenset[str]:
        """The tables that a third party defines, whose own code was not scanned."""
        tables = self.codebase.tables
        return frozenset(table.id for table in tables if table.origin == "third_party")

    def name(self, service: str) -> str:
        """What people call the service."""
        return self.names.get(service, service)

    def cost(self, kind: str) -> int:
        """The points of one piece of work; the default where the settings leave it out."""
        return self.unit_costs.get(kind, UNIT_COSTS[kind])
