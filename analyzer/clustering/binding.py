"""From a plan's constraints to bonds between the nodes of a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from analyzer.clustering.bonds import Bonds, most_of
from analyzer.clustering.constraints import Constraints
from analyzer.clustering.problem import canonical_labels
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Node

# What a module has to do with a table, when it follows the tables that are pinned.
_DEFINES = 2.0
_WRITES = 1.0


def bind(nodes: Sequence[Node], constraints: Constraints, codebase: Codebase) -> Bonds | None:
    """Return the bonds among numbered nodes; None where all are free.

    Besides what the plan says, a module that it leaves free goes with a service if most of what it
    defines and writes are tables that the plan gives to that service.
    """
    if not constraints.nodes:
        return None
    numbers = {node: number for number, node in enumerate(nodes)}
    links = list(_links(constraints, numbers))
    shares = {
        numbers[Node(MODULE, module)]: share
        for module, share in _shares(codebase, constraints.pins).items()
        if Node(MODULE, module) in numbers
    }
    bonds = _bonds(len(nodes), links, constraints, numbers)
    blocks = {service: block for block, service in bonds.services.items()}
    firsts = {block: number for number, block in reversed(list(enumerate(bonds.blocks)))}
    taken = bonds.services.keys() | bonds.enemies.keys()
    for number, share in sorted(shares.items()):
        service = most_of(share)
        if service in blocks and bonds.blocks[number] not in taken:
            links.append((number, firsts[blocks[service]]))
            taken |= {bonds.blocks[number]}
    bonds = _bonds(len(nodes), links, constraints, numbers)
    tables = {
        n: constraints.pins.get(node, "") for node, n in numbers.items() if node.kind == TABLE
    }
    return msgspec.structs.replace(bonds, tables=tables)


def _links(constraints: Constraints, numbers: Mapping[Node, int]) -> Iterable[tuple[int, int]]:
    firsts: dict[str, int] = {}
    for node, service in sorted(constraints.pins.items()):
        if node in numbers:
            yield firsts.setdefault(service, numbers[node]), numbers[node]
    for kept in constraints.together:
        present = [numbers[node] for node in kept if node in numbers]
        yield from ((present[0], other) for other in present[1:])


def _bonds(
    size: int,
    links: Iterable[tuple[int, int]],
    constraints: Constraints,
    numbers: Mapping[Node, int],
) -> Bonds:
    blocks = _joined(size, links)
    services = {
        blocks[numbers[node]]: service
        for node, service in sorted(constraints.pins.items())
        if node in numbers
    }
    enemies: dict[int, set[int]] = {}
    parts = [[[block] for block in sorted(services)]]
    parts += (
        [[blocks[numbers[n]] for n in side if n in numbers] for side in sides]
        for sides in constraints.apart
    )
    for part in parts:
        for one, other in combinations(part, 2):
            for block in one:
                enemies.setdefault(block, set()).update(other)
            for block in other:
                enemies.setdefault(block, set()).update(one)
    held = frozenset(numbers[node] for node in constraints.nodes if node in numbers)
    return Bonds(held, blocks, services, {b: frozenset(e) for b, e in sorted(enemies.items()) if e})


def _joined(size: int, links: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the connected component of each node, as `canonical_labels` numbers them."""
    parents = list(range(size))

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = node = parents[parents[node]]
        return node

    for one, other in links:
        parents[max(root(one), root(other))] = min(root(one), root(other))
    return canonical_labels(root(node) for node in range(size))


def _shares(codebase: Codebase, pins: Mapping[Node, str]) -> dict[str, dict[str, float]]:
    """Return how much of what each module defines and writes is pinned to which service.

    What is pinned to none stands under "". Many places of one table count less than twice as much
    as one.
    """
    places: Counter[tuple[str, str]] = Counter()
    for access in codebase.accesses:
        if access.operation == "write":
            user = access.for_module or access.module
            places[user, access.table] += max(1, len(access.evidence))
    weights = {use: _WRITES * 2 * count / (count + 1) for use, count in places.items()}
    for table in codebase.tables:
        if table.module:
            weights[table.module, table.id] = _DEFINES
    shares: dict[str, dict[str, float]] = {}
    for (module, table_id), weight in sorted(weights.items()):
        owner = pins.get(Node(TABLE, table_id), "")
        share = shares.setdefault(module, {})
        share[owner] = share.get(owner, 0.0) + weight
    return shares
