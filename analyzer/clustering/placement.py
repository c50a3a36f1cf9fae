"""Where goes what does not pull: empty packages, admin glue, and each table to its owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from analyzer.model.analysis import Table
from analyzer.model.codebase import Codebase

# Who owns a table: its writers before its readers; the module that defines it counts as two
# writers, but less the greater its share of all tables, for a flat `models.py` says nothing about
# any one of them.
_DEFINITION = 4.0
_LEAST_DEFINITION = 0.5
_OPERATIONS = {"write": 2.0, "read": 0.5}
_CONFIDENCE = {"certain": 1.0, "likely": 0.8, "guess": 0.4}
_REFERENCE = 0.1


def empty_packages(codebase: Codebase) -> frozenset[str]:
    """Return the package modules in which nothing stands but perhaps a docstring."""
    silent = {
        vocabulary.module
        for vocabulary in codebase.vocabulary
        if not vocabulary.identifiers and not vocabulary.definitions
    }
    silent |= {module.name for module in codebase.modules if module.lines == 0}
    silent -= {dependency.source for dependency in codebase.dependencies}
    return frozenset(
        module.name
        for module in codebase.modules
        if module.name in silent and module.path.endswith("__init__.py")
    )


def follow_children(packages: Iterable[str], homes: Mapping[str, int]) -> dict[str, int]:
    """Send each package where most of its direct children go, innermost packages first.

    A tie goes to the lowest number; a package without placed children is left out.
    """
    placed = dict(homes)
    children: dict[str, list[str]] = {}
    pending = sorted(packages, key=lambda name: (-name.count("."), name))
    for name in sorted({*homes, *pending}):
        children.setdefault(name.rpartition(".")[0], []).append(name)
    for package in pending:
        votes: dict[int, int] = {}
        for child in children.get(package, ()):
            if child in placed:
                votes[placed[child]] = votes.get(placed[child], 0) + 1
        if votes:
            placed[package] = min(votes, key=lambda home: (-votes[home], home))
    return {package: placed[package] for package in pending if package in placed}


def follow_neighbours(module: str, homes: Mapping[str, int]) -> int | None:
    """Return where most modules of the nearest package with placed modules are."""
    package = module.rpartition(".")[0]
    while True:
        prefix = package + "." if package else ""
        votes: dict[int, int] = {}
        for name in sorted(homes):
            if name.startswith(prefix) or name == package:
                votes[homes[name]] = votes.get(homes[name], 0) + 1
        if votes:
            return min(votes, key=lambda home: (-votes[home], home))
        if not package:
            return None
        package = package.rpartition(".")[0]


def place_admin(
    codebase: Codebase,
    homes: Mapping[str, int],
    tables: Mapping[str, int],
    settled: Container[str] = frozenset(),
) -> dict[str, int | None]:
    """Map admin modules to the group whose tables they are for, and to None where that is many.

    Those that are `settled` already are passed over. One that touches no placed table follows its
    neighbours; one module for all the staff would be written anew for each service and belongs to
    none.
    """
    placed: dict[str, int | None] = {}
    every = {module.name for module in codebase.modules if module.role == "admin"}
    admin = {name for name in every if name not in settled}
    served: dict[str, dict[int, set[str]]] = {}
    for access in codebase.accesses:
        if access.module in admin and access.table in tables:
            owners = served.setdefault(access.module, {})
            owners.setdefault(tables[access.table], set()).add(access.table)
    for module in sorted(admin):
        sizes = {home: len(found) for home, found in served.get(module, {}).items()}
        if not sizes:
            home = follow_neighbours(module, homes)
            if home is not None:
                placed[module] = home
            continue
        best = min(sizes, key=lambda home: (-sizes[home], home))
        placed[module] = best if 2 * sizes[best] >= sum(sizes.values()) else None
    return placed


def place_tables(
    codebase: Codebase,
    homes: Mapping[str, int],
    held: Mapping[str, int] | None = None,
    ignored: Container[str] = frozenset(),
) -> dict[str, int]:
    """Map table ids to the number of the group that owns each.

    What is `held` has its group already; what only an `ignored` module has to do with gets none. A
    third-party table is placed only if the program uses it, any other always (in the group of
    the tables that it refers to or that refer to it, at last in the largest).
    """
    scores = _claims(codebase, homes)
    placed = {table: _winner(claims) for table, claims in sorted(scores.items())}
    placed |= held or {}
    waiting = [
        table
        for table in codebase.tables
        if table.id not in placed and table.origin != "third_party" and table.module not in ignored
    ]
    while waiting:
        found = _by_reference(waiting, codebase, placed)
        if not found:
            sizes = Counter(homes.values()) or Counter(placed.values())
            if not sizes:
                break
            largest = min(sizes, key=lambda home: (-sizes[home], home))
            found = {table.id: largest for table in waiting}
        placed.update(found)
        waiting = [table for table in waiting if table.id not in placed]
    return placed


def _claims(codebase: Codebase, homes: Mapping[str, int]) -> dict[str, dict[int, float]]:
    known = {table.id for table in codebase.tables}
    claims: dict[str, dict[int, float]] = {}
    for table, home, weight in sorted(
        [*_by_definition(codebase, homes), *_by_use(codebase, homes)]
    ):
        if table in known:
            found = claims.setdefault(table, {})
            found[home] = found.get(home, 0.0) + weight
    return claims


def _by_definition(
    codebase: Codebase, homes: Mapping[str, int]
) -> Iterator[tuple[str, int, float]]:
    definers = [(t.id, t.module) for t in codebase.tables if t.module]
    defined = Counter(module for _, module in definers)
    for table, module in definers:
        if module in homes:
            share = defined[module] / len(definers)
            yield table, homes[module], max(_LEAST_DEFINITION, _DEFINITION * (1 - share))


def _by_use(codebase: Codebase, homes: Mapping[str, int]) -> Iterator[tuple[str, int, float]]:
    places: Counter[tuple[str, str, str, str]] = Counter()
    for access in codebase.accesses:
        user = access.for_module or access.module
        if user in homes:
            key = (access.table, user, access.operation, access.confidence)
            places[key] += max(1, len(access.evidence))
    for (table, user, operation, confidence), count in places.items():
        weight = _OPERATIONS.get(operation, 0.5) * _CONFIDENCE.get(confidence, 0.4)
        # Bounded, so that one busy module does not outvote several and the definition.
        yield table, homes[user], weight * 2 * count / (count + 1)


def _winner(claims: Mapping[int, float]) -> int:
    return min(claims, key=lambda home: (-round(claims[home], 9), home))


def _by_reference(
    waiting: Iterable[Table], codebase: Codebase, placed: Mapping[str, int]
) -> dict[str, int]:
    votes: dict[str, dict[int, float]] = {table.id: {} for table in waiting}
    for table in codebase.tables:
        for key in table.foreign_keys:
            for one, other in ((table.id, key.to_table), (key.to_table, table.id)):
                if one in votes and other in placed:
                    home = placed[other]
                    votes[one][home] = votes[one].get(home, 0.0) + _REFERENCE
    return {table: _winner(found) for table, found in votes.items() if found}
