"""What is to be divided, prepared once for the proposal, its alternatives and its stability."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from analyzer.clustering.binding import bind
from analyzer.clustering.bonds import Bonds
from analyzer.clustering.concepts import find_concepts
from analyzer.clustering.constraints import FREE, Constraints
from analyzer.clustering.graph import Adjacency, Terrain, blend, needs_of, scaled, survey
from analyzer.clustering.hub_tables import without_hubs
from analyzer.clustering.judging import Concept, Lexicon, Thresholds
from analyzer.clustering.placement import empty_packages
from analyzer.clustering.problem import Edge
from analyzer.clustering.roles import DIVIDED_ROLES, root_packages, tell_apart
from analyzer.model.codebase import Codebase, Vocabulary
from analyzer.model.partition import MODULE, TABLE, Coupling, Node
from analyzer.model.words import compound_of, stems_of, subject_names, word_counts

# Criteria that read where a module lies: they name concepts and must not also confirm them.
PLACE_CRITERIA = frozenset({"path", "siblings", "concepts"})
_PLACE_OR_PACKAGE = PLACE_CRITERIA | {"containment"}
# A table with more users than this is a hub and tells nothing of any two of them.
_MOST_USERS = 60

# So many definitions make up a module where programs are laid out by subject.
_TO_A_MODULE = 3

_RUNTIME_IMPORTS = frozenset({"import", "lazy_import", "dynamic_import"})


class Ground(msgspec.Struct, frozen=True):
    """The nodes with their ties, and what is known of them before clustering.

    `counted` marks the nodes that make up a group's size: modules with something in them.
    `roles` are the modules set apart; `empty` the packages that follow their children; `bonds` what
    a plan settles of the nodes; `parts` are the nodes that stand for a definition of a flat module;
    `needs` are for each node those that it is tied to by code alone.
    """

    terrain: Terrain
    counted: tuple[bool, ...]
    roles: Mapping[str, str]
    empty: frozenset[str]
    bonds: Bonds | None = None
    parts: frozenset[int] = frozenset()
    needs: Mapping[int, frozenset[int]] = {}

    @property
    def modules(self) -> int:
        """The number of modules in groups, empty packages left out.

        Definitions count as the modules that they would fill if each subject had its own.
        """
        return sum(self.counted) - len(self.parts) + round(len(self.parts) / _TO_A_MODULE)


def prepare(
    codebase: Codebase, couplings: Iterable[Coupling], constraints: Constraints = FREE
) -> Ground:
    """Set library and glue apart and number everything else that takes part in the pull."""
    held = {node.name for node in constraints.nodes if node.kind == MODULE}
    told = {name: role for name, role in tell_apart(codebase).items() if name not in held}
    roles = {**told, **constraints.roles}
    silent = empty_packages(codebase)
    empty = silent - held - constraints.roles.keys()
    apart = frozenset(roles) - empty
    everything = {m.name for m in codebase.modules if m.role in DIVIDED_ROLES} | held
    if everything <= apart | empty:
        # A program of one script is its own service, whatever the script is called.
        apart = frozenset(constraints.roles)
    divided = everything - apart
    tied = tuple(couplings)
    tied = tuple(without_hubs(tied, codebase))
    tables = _tables_of(divided, tied)
    tables |= {node.name for node in constraints.nodes if node.kind == TABLE}
    nodes = [Node(MODULE, name) for name in divided] + [Node(TABLE, name) for name in tables]
    terrain = survey(nodes, tied)
    counted = tuple(n.kind == MODULE and n.name not in silent for n in terrain.nodes)
    found = {name: roles[name] for name in sorted(apart)}
    bonds = bind(terrain.nodes, constraints, codebase)
    definitions = codebase.parts()
    parts = frozenset(n for n, node in enumerate(terrain.nodes) if node.name in definitions)
    return Ground(terrain, counted, found, empty, bonds, parts, needs_of(terrain))


def concepts_of(
    ground: Ground,
    codebase: Codebase,
    weights: Mapping[str, float],
    limits: Thresholds,
) -> tuple[Concept, ...]:
    """Return the concepts among the ground's modules, by their numbers on it."""
    names = module_names(ground.terrain)
    numbers = {name: number for number, name in enumerate(names)}
    spelled = subject_names(codebase)
    return find_concepts(
        [spelled.get(name, name) for name in names],
        _needs(ground, codebase, numbers),
        strength(ground, weights),
        _lexicon(codebase, names, numbers),
        limits,
        root_packages(names),
    )


def _needs(
    ground: Ground, codebase: Codebase, numbers: Mapping[str, int]
) -> dict[int, frozenset[int]]:
    """Map each module to those that it imports or shares a table with, hub tables aside."""
    needs: dict[int, set[int]] = {}
    for dependency in codebase.dependencies:
        ends = numbers.get(dependency.source), numbers.get(dependency.target)
        if dependency.kind in _RUNTIME_IMPORTS and ends[0] is not None and ends[1] is not None:
            needs.setdefault(ends[0], set()).add(ends[1])
    users: dict[int, set[int]] = {}
    for i, j, _ in ground.terrain.views.get("tables", ()):
        users.setdefault(j, set()).add(i)
    for sharing in users.values():
        if len(sharing) <= _MOST_USERS:
            for node in sharing:
                needs.setdefault(node, set()).update(sharing - {node})
    return {node: frozenset(targets) for node, targets in needs.items()}


def strength(ground: Ground, weights: Mapping[str, float]) -> Adjacency:
    """Blend all evidence about modules but where they lie; a shared table ties its users."""
    size = len(module_names(ground.terrain))
    views = {
        name: _among_modules(edges, size)
        for name, edges in ground.terrain.views.items()
        if name not in _PLACE_OR_PACKAGE
    }
    return Adjacency(size, blend(views, weights))


def _among_modules(edges: Iterable[Edge], size: int) -> tuple[Edge, ...]:
    """Keep the ties of modules; two that use one table are tied by w1 * w2 / (sum of its ties)."""
    direct: list[Edge] = []
    users: dict[int, list[tuple[int, float]]] = {}
    for i, j, weight in edges:
        if j < size:
            direct.append((i, j, weight))
        elif i < size:
            users.setdefault(j, []).append((i, weight))
    if not users:
        return tuple(direct)
    for ties in users.values():
        total = sum(weight for _, weight in ties)
        if len(ties) <= _MOST_USERS:
            direct += [(i, j, v * w / total) for (i, v), (j, w) in combinations(sorted(ties), 2)]
    return scaled(direct)


def module_names(terrain: Terrain) -> tuple[str, ...]:
    """Return the modules' names; nodes of modules come before those of tables."""
    return tuple(node.name for node in terrain.nodes if node.kind == MODULE)


def _tables_of(modules: set[str], couplings: Iterable[Coupling]) -> set[str]:
    """Return the tables that are tied to a module that is to be divided."""
    return {
        tie.second.name
        for tie in couplings
        if tie.first.kind == MODULE and tie.second.kind == TABLE and tie.first.name in modules
    }


def _lexicon(codebase: Codebase, names: Sequence[str], numbers: Mapping[str, int]) -> Lexicon:
    parts = {part for name in names for part in name.split(".")}
    wanted = {word for part in parts for word in stems_of(part)}
    compounds = _by_first_word(compound_of(part) for part in parts)
    counts: dict[str, dict[int, float]] = {}
    for vocabulary in codebase.vocabulary:
        number = numbers.get(vocabulary.module)
        if number is None:
            continue
        said = Counter({w: n for w, n in word_counts(vocabulary).items() if w in wanted})
        said.update(_said_compounds(vocabulary, compounds))
        for word, count in said.items():
            counts.setdefault(word, {})[number] = math.log1p(count)
    tables: dict[str, int] = {}
    for table in codebase.tables:
        for word in {*stems_of(table.name), *stems_of(table.class_ or "")}:
            tables[word] = tables.get(word, 0) + 1
    return Lexicon(counts, tables)


def _by_first_word(compounds: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for compound in sorted({c for c in compounds if c}):
        found.setdefault(compound.partition(" ")[0], []).append(compound)
    return found


def _said_compounds(vocabulary: Vocabulary, compounds: Mapping[str, Sequence[str]]) -> Counter[str]:
    """Count the names of several words that a module's identifiers contain."""
    said: Counter[str] = Counter()
    defined = ((name, 3) for name in vocabulary.definitions)
    for identifier, count in (*vocabulary.identifiers, *defined):
        whole = compound_of(identifier)
        for word in set(whole.split()):
            for compound in compounds.get(word, ()):
                if f" {compound} " in f" {whole} ":
                    said[compound] += count
    return said
