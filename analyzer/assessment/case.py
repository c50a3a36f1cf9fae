"""What the verdict is reached from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.nature import SUBJECT
from analyzer.assessment.sharing import PRIVATE, SHARED_READ
from analyzer.model.analysis import Cut, Metric, Service
from analyzer.model.interfaces import Chain, Interface
from analyzer.model.settings import Context
from analyzer.model.settled import UNSETTLED
from analyzer.model.sharing import SharedTable

READY_WORDS = frozenset({"easy", "moderate"})


@dataclass(frozen=True)
class Case:
    """All that the verdict is reached from."""

    decomposition: Decomposition
    services: Sequence[Service]
    cuts: Sequence[Cut]
    sharing: Sequence[SharedTable]
    metrics: Mapping[str, Metric]
    roles: Mapping[str, str]
    context: Context
    notes: Sequence[str] = ()
    interfaces: Sequence[Interface] = ()
    chains: Sequence[Chain] = ()

    def ready(self) -> list[Service]:
        """The candidates that could go first: not hard, and the only writers of a table of theirs.

        In their extraction order, without machinery and what was left over. What writes a third
        party's table was not all seen.
        """
        foreign = self.decomposition.foreign_tables()
        own = [row for row in self.sharing if row.table not in foreign]
        owners = {row.owner for row in own if row.kind in (PRIVATE, SHARED_READ)}
        ready = [s for s in self.subjects() if s.id in owners and s.difficulty.word in READY_WORDS]
        return sorted(ready, key=lambda service: service.extraction_rank)

    def subjects(self) -> list[Service]:
        """The candidates that are no artefacts."""
        return [service for service in self.services if service.nature == SUBJECT]

    def unsettled(self) -> list[Service]:
        """The candidates that came back in less than half of the runs."""
        return [s for s in self.services if s.settled == UNSETTLED]

    def resolution_rate(self) -> float | None:
        """The share of the places that touch data which were understood; None where none does."""
        resolved = self.decomposition.codebase.resolved_sites
        sites = resolved + len(self.decomposition.codebase.unresolved)
        return resolved / sites if sites else None
