"""How well the best of some groups fits what left."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from analyzer.clustering.placement import empty_packages
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Partition
from tests.seams.labelled import Labelled

# Modules that can leave with a service; tests and migrations follow without being asked.
JUDGED_ROLES = frozenset({"app", "data_access", "admin"})

Members = frozenset[str]


def judged_modules(codebase: Codebase) -> Members:
    """The modules that count: of the running program, and not empty `__init__` files."""
    present = {module.name for module in codebase.modules if module.role in JUDGED_ROLES}
    return frozenset(present - empty_packages(codebase))


def departed(codebase: Codebase, case: Labelled) -> Members:
    """The modules that left, of those that count."""
    files = case.files()
    left = {module.name for module in codebase.modules if module.path in files}
    return judged_modules(codebase) & left


def f1(found: Collection[str], wanted: Collection[str]) -> float:
    """The harmonic mean of precision and recall, 0 where nothing is common."""
    common = len(set(found) & set(wanted))
    return 2 * common / (len(found) + len(wanted)) if common else 0.0


def groups_of(partition: Partition, among: Members) -> list[tuple[Members, Members]]:
    """The modules (of those that count) and the tables of each group."""
    return [
        (
            frozenset(node.name for node in group.members if node.kind == MODULE) & among,
            frozenset(node.name for node in group.members if node.kind == TABLE),
        )
        for group in partition.groups
    ]


def best_fit(
    groups: Iterable[tuple[Members, Members]], wanted: Members
) -> tuple[float, Members, Members]:
    """The F1 of the group whose modules fit best, with its modules and tables."""
    scored = [(f1(modules, wanted), modules, tables) for modules, tables in groups]
    return max(
        scored, key=lambda each: (each[0], sorted(each[1])), default=(0.0, *2 * (frozenset(),))
    )
