"""Small codebases and partitions, said in a line or two each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.assessment.assemble import assess
from analyzer.assessment.cuts import cut_ties, find_ties
from analyzer.assessment.decomposition import Decomposition
from analyzer.model.analysis import (
    Access,
    Analysis,
    Cut,
    Dependency,
    EntryPoint,
    ForeignKey,
    Module,
    Project,
    Reach,
    Table,
    Transaction,
)
from analyzer.model.codebase import Codebase
from analyzer.model.partition import (
    MODULE,
    TABLE,
    Coupling,
    Group,
    GroupName,
    NamedPartition,
    Node,
    Partition,
)
from analyzer.model.place import Diagnostic, Location
from analyzer.model.settings import Settings


def path_of(module: str) -> str:
    return module.replace(".", "/") + ".py"


def places(module: str, *lines: int) -> tuple[Location, ...]:
    return tuple(Location(path_of(module), line) for line in lines)


def module(name: str, role: str = "app", lines: int = 100) -> Module:
    return Module(name=name, path=path_of(name), lines=lines, role=role)


def depends(source: str, target: str, kind: str = "import", *lines: int) -> Dependency:
    found = lines or (1,)
    return Dependency(source, target, kind, float(len(found)), places(source, *found))


def table(
    name: str,
    definer: str | None = None,
    keys: Iterable[ForeignKey] = (),
    origin: str = "orm",
) -> Table:
    evidence = places(definer, 1) if definer else ()
    return Table(
        id=name,
        name=name,
        database=None,
        schema=None,
        module=definer,
        class_=name.title(),
        origin=origin,
        foreign_keys=tuple(keys),
        evidence=evidence,
    )


def key(
    column: str,
    to_table: str,
    place: Location,
    on_delete: str | None = None,
    nullable: bool | None = False,
    constraint: bool = True,
) -> ForeignKey:
    return ForeignKey(column, to_table, "id", on_delete, nullable, (place,), constraint)


def access(
    user: str,
    table_id: str,
    operation: str,
    *lines: int,
    function: str = "run",
    for_module: str | None = None,
) -> Access:
    evidence = places(user, *(lines or (1,)))
    return Access(user, function, table_id, operation, "queryset", "certain", for_module, evidence)


def reads(user: str, table_id: str, *lines: int, function: str = "run") -> Access:
    return access(user, table_id, "read", *lines, function=function)


def writes(user: str, table_id: str, *lines: int, function: str = "run") -> Access:
    return access(user, table_id, "write", *lines, function=function)


def transaction(where: str, function: str, tables: Iterable[str], line: int = 1) -> Transaction:
    return Transaction(where, function, tuple(sorted(tables)), (), places(where, line))


def find_cuts(decomposition: Decomposition) -> tuple[Cut, ...]:
    """The cuts of a decomposition, between definitions where modules are divided."""
    return cut_ties(decomposition, find_ties(decomposition.codebase, decomposition.uses))


def codebase(
    modules: Iterable[Module],
    dependencies: Iterable[Dependency] = (),
    tables: Iterable[Table] = (),
    accesses: Iterable[Access] = (),
    reach: Iterable[Reach] = (),
    transactions: Iterable[Transaction] = (),
    entry_points: Iterable[EntryPoint] = (),
    unresolved: Iterable[Diagnostic] = (),
    resolved_sites: int = 0,
) -> Codebase:
    return Codebase(
        project=Project("shop", "shop", ("shop",)),
        modules=tuple(modules),
        dependencies=tuple(dependencies),
        tables=tuple(tables),
        accesses=tuple(accesses),
        reach=tuple(reach),
        transactions=tuple(transactions),
        entry_points=tuple(entry_points),
        vocabulary=(),
        unresolved=tuple(unresolved),
        diagnostics=(),
        resolved_sites=resolved_sites,
    )


def group(modules: Iterable[str], tables: Iterable[str] = ()) -> Group:
    nodes = [Node(MODULE, name) for name in modules] + [Node(TABLE, name) for name in tables]
    return Group(tuple(sorted(nodes)), 1.0)


def partition(
    services: Mapping[str, Sequence[Sequence[str]]], roles: Mapping[str, str] | None = None
) -> tuple[Partition, tuple[GroupName, ...]]:
    """Services by id, each its modules and (if any) its tables."""
    groups = tuple(group(*members) for members in services.values())
    names = tuple(GroupName(name, name.title()) for name in services)
    return Partition(groups, tuple(sorted((roles or {}).items()))), names


def assessed(
    code: Codebase,
    services: Mapping[str, Sequence[Sequence[str]]],
    roles: Mapping[str, str] | None = None,
    couplings: Sequence[Coupling] = (),
    settings: Settings | None = None,
    alternatives: Sequence[NamedPartition] = (),
    held: Sequence[str] = (),
) -> Analysis:
    grouped, names = partition(services, roles)
    grouped = msgspec.structs.replace(grouped, held=tuple(held))
    return assess(
        code, couplings, grouped, names, settings or Settings(), alternatives, version="1.2.3"
    )
