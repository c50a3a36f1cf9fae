"""Where each module goes: the service that the partition says, or a role that explains why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, GroupName, Partition

# Never part of a service, whatever the partition says: they are moved with what they belong to.
HOMELESS_ROLES = frozenset({"test", "migration", "generated", "vendored"})
APP = "app"
GLUE = "glue"
LIBRARY = "library"
DATA_ACCESS = "data_access"

# Moved with the code around them, where the partition itself says nothing.
ATTACHED_ROLES = frozenset({APP, DATA_ACCESS, "admin"})


def place_modules(
    codebase: Codebase, partition: Partition, names: Sequence[GroupName]
) -> dict[str, str]:
    """The service id of every module that is in one, sorted by module.

    A module that the partition left out without a role goes where most of its children go, else
    where most of the nearest package goes; it stays out where no service has the most.
    """
    roles = {module.name: module.role for module in codebase.modules}
    placed = {
        node.name: name.id
        for group, name in zip(partition.groups, names, strict=True)
        for node in group.members
        if node.kind == MODULE and roles.get(node.name, GLUE) not in HOMELESS_ROLES
    }
    explained = dict(partition.roles)
    left = [
        name
        for name, role in roles.items()
        if role in ATTACHED_ROLES and name not in placed and name not in explained
    ]
    if left:
        near = _nearest(placed)
        found = {name: _first(name, near) for name in left}
        placed |= {name: service for name, service in found.items() if service is not None}
    return dict(sorted(placed.items()))


def final_roles(
    codebase: Codebase, partition: Partition, placed: Mapping[str, str]
) -> dict[str, str]:
    """The role of every module: its own, the partition's for one in no service, or glue."""
    explained = dict(partition.roles)
    written = {m.name: m.role for m in (codebase.whole or codebase).modules}
    return {
        m.name: _role(m.name, written.get(m.name, m.role), explained, placed)
        for m in codebase.modules
    }


def layer_modules(roles: Mapping[str, str]) -> frozenset[str]:
    """The modules whose statements are run for others: data-access layers and libraries."""
    return frozenset(name for name, role in roles.items() if role in (DATA_ACCESS, LIBRARY))


def _role(name: str, role: str, explained: Mapping[str, str], placed: Mapping[str, str]) -> str:
    if name in placed or role in HOMELESS_ROLES:
        return role
    if name in explained:
        return explained[name]
    return GLUE if role == APP else role


def _nearest(placed: Mapping[str, str]) -> dict[str, str | None]:
    """For every package, the service of more than half of the modules in and below it, if any."""
    counts: dict[str, Counter[str]] = {}
    for module, service in placed.items():
        for package in _packages(module):
            counts.setdefault(package, Counter())[service] += 1
    return {package: _majority(count) for package, count in counts.items()}


def _majority(count: Counter[str]) -> str | None:
    service, number = count.most_common(1)[0]
    return service if 2 * number > count.total() else None


def _packages(module: str) -> Iterable[str]:
    """The module itself and every package around it, innermost first."""
    while module:
        yield module
        module = module.rpartition(".")[0]


def _first(module: str, near: Mapping[str, str | None]) -> str | None:
    """What the innermost package that holds anything placed says."""
    return next((near[package] for package in _packages(module) if package in near), None)
