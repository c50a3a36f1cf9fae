"""What everybody leans on, told apart from what would make a service, with what to do about it.

A library is published and versioned, glue is written anew for each service, a flat module is
divided before anything is extracted, identity and reference data are served or copied. Advice
follows Newman, *Monolith to Microservices* (2019), chapter 4 (static reference data), and
Richardson, *Microservices Patterns* (2018), chapter 7 (replicas).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.placement import DATA_ACCESS, GLUE, LIBRARY
from analyzer.assessment.wording import counted, listed
from analyzer.clustering.hub_tables import IDENTITY, REFERENCE_DATA, hub_tables
from analyzer.model.hubs import Hub, HubPart
from analyzer.model.place import Location

GOD_MODULE = "god_module"

# In the order in which they have to be dealt with.
KINDS = (GOD_MODULE, DATA_ACCESS, IDENTITY, REFERENCE_DATA, LIBRARY, GLUE)

# A service that takes less of a module than this share of its lines hardly makes it a god.
_LEAST_SHARE = 0.05

_ADVICE = {
    LIBRARY: (
        "Publish it as a package with versions of its own that each service depends on, and keep "
        "business rules out of it; what only one service uses moves there."
    ),
    GLUE: (
        "It holds the program together and belongs to no service: each one gets its own, with the "
        "part that it needs."
    ),
    DATA_ACCESS: (
        "Move each function to the service whose tables it touches and call it there; what is left "
        "for all (sessions, retries, paging) is a library."
    ),
    IDENTITY: (
        "Give it a service of its own that signs people in and hands out tokens; the others keep "
        "its id as a plain column, and a read model of the few fields that they show."
    ),
    REFERENCE_DATA: (
        "It changes rarely: ship it as a versioned library or as configuration, or copy it to each "
        "service; a service of its own only where it must change at once everywhere."
    ),
    GOD_MODULE: (
        "Divide the file inside the monolith first, each definition into the package of the "
        "service named here, and re-export the old names while callers move."
    ),
}


def find_hubs(decomposition: Decomposition, roles: Mapping[str, str]) -> tuple[Hub, ...]:
    """All hubs, by kind in the order in which they have to be dealt with, then by name.

    Args:
        roles: the final role of every module.
    """
    found = [
        *_divided(decomposition, roles),
        *_modules(decomposition, roles),
        *_tables(decomposition),
    ]
    return tuple(sorted(found, key=lambda hub: (KINDS.index(hub.kind), hub.name)))


def _modules(decomposition: Decomposition, roles: Mapping[str, str]) -> Iterator[Hub]:
    users, heirs = _users(decomposition)
    where = decomposition.module_service
    parts = decomposition.codebase.parts()
    apart = {*parts, *parts.values()}
    for module in sorted(decomposition.codebase.modules):
        kind = roles[module.name]
        if kind not in (LIBRARY, GLUE, DATA_ACCESS) or not module.lines or module.name in apart:
            continue
        using = users.get(module.name, set())
        services = sorted({where[user] for user in using if user in where})
        reasons = []
        if services:
            names = listed(decomposition.name(service) for service in services)
            modules = {parts.get(user, user) for user in using}
            reasons.append(f"used by {counted(len(modules), 'module')} of {names}")
        if heirs.get(module.name):
            count = counted(len({parts.get(heir, heir) for heir in heirs[module.name]}), "module")
            reasons.append(f"classes of {count} derive from its own")
        yield Hub(kind, module.name, _ADVICE[kind], tuple(reasons), (Location(module.path, 1),))


def _users(decomposition: Decomposition) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    users: dict[str, set[str]] = defaultdict(set)
    heirs: dict[str, set[str]] = defaultdict(set)
    for dependency in decomposition.codebase.dependencies:
        users[dependency.target].add(dependency.source)
        if dependency.kind == "inherit":
            heirs[dependency.target].add(dependency.source)
    return users, heirs


def _divided(decomposition: Decomposition, roles: Mapping[str, str]) -> Iterator[Hub]:
    codebase = decomposition.codebase
    sizes = {module.name: module.lines for module in codebase.modules}
    paths = {module.name: module.path for module in codebase.modules}
    lines = {f"{d.module}.{d.name}": d.line for d in codebase.definitions}
    members: dict[str, list[str]] = defaultdict(list)
    for part, owner in codebase.parts().items():
        members[owner].append(part)
    for owner, inside in sorted(members.items()):
        parts = [
            HubPart(
                definition=part.removeprefix(owner + "."),
                line=lines[part],
                service=decomposition.module_service.get(part),
            )
            for part in sorted(inside, key=lambda part: (lines[part], part))
        ]
        shares = _shares(owner, parts, sizes)
        least = _LEAST_SHARE * sum(shares.values())
        if len([lines for lines in shares.values() if lines >= least]) < 2:
            continue
        kind = DATA_ACCESS if roles[owner] == DATA_ACCESS else GOD_MODULE
        yield Hub(
            kind=kind,
            name=owner,
            advice=_ADVICE[kind],
            reasons=(_told(decomposition, parts, shares),),
            evidence=(Location(paths[owner], parts[0].line),),
            parts=tuple(parts),
        )


def _shares(owner: str, parts: list[HubPart], sizes: Mapping[str, int]) -> dict[str, int]:
    """The lines that each service takes of a module, the most first."""
    taken: Counter[str] = Counter()
    for part in parts:
        if part.service is not None:
            taken[part.service] += sizes[f"{owner}.{part.definition}"]
    return dict(sorted(taken.items(), key=lambda item: (-item[1], item[0])))


def _told(decomposition: Decomposition, parts: list[HubPart], shares: Mapping[str, int]) -> str:
    counts = Counter(part.service for part in parts)
    each = [f"{decomposition.name(service)} ({counts[service]})" for service in shares]
    return f"its {counted(len(parts), 'definition')} belong to several services: {listed(each, 6)}"


def _tables(decomposition: Decomposition) -> Iterator[Hub]:
    codebase = decomposition.codebase.whole or decomposition.codebase
    evidence = {table.id: table.evidence for table in codebase.tables}
    for table, hub in hub_tables(codebase).items():
        yield Hub(hub.kind, table, _ADVICE[hub.kind], hub.reasons, evidence[table])
