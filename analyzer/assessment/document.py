"""Puts the document together: everything sorted, nothing decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

import msgspec

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.recount import Recount
from analyzer.model.analysis import (
    SCHEMA_VERSION,
    Access,
    Alternative,
    AlternativeService,
    Analysis,
    Cut,
    Evidence,
    Metric,
    Module,
    Service,
    Summary,
    Table,
    Tool,
    Transaction,
    Verdict,
)
from analyzer.model.hubs import Hub
from analyzer.model.interfaces import Chain, Interface
from analyzer.model.membership import Membership
from analyzer.model.partition import MODULE, TABLE, Group, NamedPartition, Rung
from analyzer.model.roadmap import Roadmap
from analyzer.model.sagas import Saga
from analyzer.model.sharing import SharedSetting, SharedTable

TOOL = "seamline"


def document(
    decomposition: Decomposition,
    *,
    modules: tuple[Module, ...],
    services: tuple[Service, ...],
    memberships: tuple[Membership, ...],
    granularity: tuple[Rung, ...],
    runs: int,
    alternatives: tuple[Alternative, ...],
    cuts: tuple[Cut, ...],
    sharing: tuple[SharedTable, ...],
    metrics: dict[str, Metric],
    verdict: Verdict,
    hubs: tuple[Hub, ...],
    counted: Recount,
    sagas: tuple[Saga, ...],
    interfaces: tuple[Interface, ...],
    chains: tuple[Chain, ...],
    roadmap: Roadmap,
    settings: tuple[SharedSetting, ...],
    version: str | None,
) -> Analysis:
    """The analysis document of a decomposition and all that was found out about it."""
    codebase = decomposition.codebase
    return Analysis(
        schema_version=SCHEMA_VERSION,
        tool=Tool(TOOL, tool_version() if version is None else version),
        project=codebase.project,
        summary=_summary(decomposition, services, cuts),
        modules=modules,
        dependencies=tuple(sorted(codebase.dependencies)),
        tables=_tables(decomposition),
        accesses=tuple(sorted((*codebase.accesses, *codebase.sent), key=_access_key)),
        reach=tuple(sorted(codebase.reach)),
        transactions=tuple(sorted(codebase.transactions, key=_transaction_key)),
        entry_points=tuple(sorted(codebase.entry_points)),
        services=services,
        memberships=memberships,
        granularity=granularity,
        runs=runs,
        alternatives=alternatives,
        cuts=cuts,
        sharing=sharing,
        unresolved=tuple(sorted(codebase.unresolved)),
        diagnostics=tuple(sorted(codebase.diagnostics)),
        metrics=metrics,
        verdict=verdict,
        excerpts={},
        hubs=hubs,
        tie_kinds=counted.kinds,
        ties=counted.ties,
        parts=counted.parts,
        unit_costs=counted.unit_costs,
        sagas=sagas,
        interfaces=interfaces,
        chains=chains,
        roadmap=roadmap,
        shared_settings=settings,
    )


def placed_modules(decomposition: Decomposition, roles: Mapping[str, str]) -> tuple[Module, ...]:
    """All modules with their final role and service, sorted by name."""
    placed = decomposition.module_service
    return tuple(
        msgspec.structs.replace(module, role=roles[module.name], service=placed.get(module.name))
        for module in sorted(decomposition.codebase.modules)
    )


def service_lines(decomposition: Decomposition) -> dict[str, int]:
    """The lines of each service's modules."""
    lines: dict[str, int] = defaultdict(int)
    for module in decomposition.codebase.modules:
        service = decomposition.module_service.get(module.name)
        if service is not None:
            lines[service] += module.lines
    return dict(lines)


def alternative(other: NamedPartition) -> Alternative:
    """Another partition, as the document shows it: by its members alone."""
    services = [
        AlternativeService(name.id, name.name, _members(group, MODULE), _members(group, TABLE))
        for group, name in zip(other.partition.groups, other.names, strict=True)
    ]
    return Alternative(other.name, tuple(sorted(services, key=lambda service: service.id)))


def tool_version() -> str:
    """The installed version of seamline, `unknown` where it is not installed."""
    try:
        return installed_version(TOOL)
    except PackageNotFoundError:
        return "unknown"


def _access_key(access: Access) -> tuple[str, str, str, str, str, str, str, Evidence]:
    return (
        access.module,
        access.function,
        access.table,
        access.operation,
        access.how,
        access.confidence,
        access.for_module or "",
        access.evidence,
    )


def _transaction_key(
    transaction: Transaction,
) -> tuple[str, str, tuple[str, ...], tuple[str, ...], Evidence]:
    return (
        transaction.module,
        transaction.function,
        transaction.tables_written,
        transaction.tables_read,
        transaction.evidence,
    )


def _members(group: Group, kind: str) -> tuple[str, ...]:
    return tuple(sorted(node.name for node in group.members if node.kind == kind))


def _tables(decomposition: Decomposition) -> tuple[Table, ...]:
    owners = decomposition.table_service
    return tuple(
        msgspec.structs.replace(table, service=owners.get(table.id))
        for table in sorted(decomposition.codebase.tables, key=lambda table: table.id)
    )


def _summary(
    decomposition: Decomposition, services: tuple[Service, ...], cuts: tuple[Cut, ...]
) -> Summary:
    codebase = decomposition.codebase
    unresolved = len(codebase.unresolved)
    sites = codebase.resolved_sites + unresolved
    return Summary(
        files=len({module.path for module in codebase.modules}),
        lines=sum(module.lines for module in codebase.modules),
        modules=len(codebase.modules),
        tables=len(codebase.tables),
        accesses=len(codebase.accesses) + len(codebase.sent),
        services=len(services),
        cuts=len(cuts),
        resolution_rate=round(codebase.resolved_sites / sites, 4) if sites else None,
        resolved_sites=codebase.resolved_sites,
        unresolved_sites=unresolved,
    )
