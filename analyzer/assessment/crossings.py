"""Ties between single modules and tables that lie in two services: the raw material of cuts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.uses import Use
from analyzer.model.analysis import Cut, Dependency, Evidence
from analyzer.model.place import Location

# Ties that say more than the import that makes them possible.
FINER_THAN_IMPORT = frozenset({"call", "inherit", "signal", "task"})


@dataclass(frozen=True)
class Crossing:
    """A tie from `source` in one service to `target` in another, with its kinds and places."""

    from_service: str
    to_service: str
    source: str
    target: str
    kinds: frozenset[str]
    evidence: Evidence

    def cut(self, kind: str, remedy: str, weight: int, advice: str) -> Cut:
        """The cut that this tie asks for."""
        return Cut(
            kind=kind,
            from_service=self.from_service,
            to_service=self.to_service,
            source=self.source,
            target=self.target,
            remedy=remedy,
            weight=weight,
            evidence=self.evidence,
            advice=advice,
        )


def dependency_crossings(
    decomposition: Decomposition, kinds: Collection[str]
) -> Iterator[Crossing]:
    """The dependencies of these kinds between modules of two services, one for each two modules."""
    where = decomposition.module_service
    found: dict[tuple[str, str], list[Dependency]] = defaultdict(list)
    for dependency in decomposition.crossing_dependencies:
        if dependency.kind in kinds and dependency.evidence:
            found[dependency.source, dependency.target].append(dependency)
    for (source, target), dependencies in sorted(found.items()):
        yield Crossing(
            from_service=where[source],
            to_service=where[target],
            source=source,
            target=target,
            kinds=frozenset(dependency.kind for dependency in dependencies),
            evidence=places(dependency.evidence for dependency in dependencies),
        )


def use_crossings(decomposition: Decomposition, operation: str) -> Iterator[tuple[Crossing, Use]]:
    """The reads or writes of tables that another service owns."""
    for use in decomposition.uses:
        user = decomposition.module_service.get(use.module)
        owner = decomposition.table_service.get(use.table)
        if use.operation != operation or not use.evidence:
            continue
        if user is not None and owner is not None and user != owner:
            kinds = frozenset({operation})
            yield Crossing(user, owner, use.module, use.table, kinds, use.evidence), use


def places(evidence: Iterable[Evidence]) -> Evidence:
    """All the places, each once, sorted."""
    found: set[Location] = set()
    for locations in evidence:
        found.update(locations)
    return tuple(sorted(found))
