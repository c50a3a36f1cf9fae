"""Ties between single modules and tables, found before a line is drawn: the raw material of cuts.

A tie is there whatever the services are. It is cut where a line runs between its ends, so that what
a plan costs can be counted again from the ties alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.uses import Use
from analyzer.model.analysis import Dependency, Evidence
from analyzer.model.codebase import Codebase
from analyzer.model.place import Location

# Ties that say more than the import that makes them possible.
FINER_THAN_IMPORT = frozenset({"call", "inherit", "signal", "task"})


@dataclass(frozen=True)
class Remedy:
    """What to do about a tie that is cut: an established name, and how it applies here."""

    name: str
    advice: str


@dataclass(frozen=True)
class Ends:
    """The services that a cut goes from and to."""

    origin: str
    home: str


@dataclass(frozen=True)
class Tie:
    """`source` needs `target`; `kind` is what cutting it costs (a `TieKind`'s name).

    `target` is one member, or the tables of a transaction, in which case `runner` is the module
    that runs it. A tie has at least one place. `remedying` says what to do about it, once it is
    known which services lie at its ends.
    """

    kind: str
    source: str
    target: str | tuple[str, ...]
    evidence: Evidence
    remedying: Callable[[Tie, Decomposition, Ends], Remedy]
    runner: str | None = None

    def remedy(self, decomposition: Decomposition, ends: Ends) -> Remedy:
        """What to do about the tie where it is cut between these services."""
        return self.remedying(self, decomposition, ends)


def dependency_pairs(
    codebase: Codebase, kinds: Collection[str]
) -> Iterator[tuple[str, str, frozenset[str], Evidence]]:
    """Each two modules that dependencies of these kinds tie, the kinds, and all their places."""
    found: dict[tuple[str, str], list[Dependency]] = defaultdict(list)
    for dependency in codebase.dependencies:
        if dependency.kind in kinds and dependency.evidence:
            found[dependency.source, dependency.target].append(dependency)
    for (source, target), same in sorted(found.items()):
        if source != target:
            found_kinds = frozenset(dependency.kind for dependency in same)
            yield source, target, found_kinds, places(one.evidence for one in same)


def table_uses(uses: Iterable[Use], operation: str) -> Iterator[Use]:
    """The reads, or the writes, that have a place."""
    return (use for use in uses if use.operation == operation and use.evidence)


def places(evidence: Iterable[Evidence]) -> Evidence:
    """All the places, each once, sorted."""
    found: set[Location] = set()
    for locations in evidence:
        found.update(locations)
    return tuple(sorted(found))
