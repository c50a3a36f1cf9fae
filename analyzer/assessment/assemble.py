"""The last step of an analysis: a partition in, the whole document out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzer.assessment import arguments
from analyzer.assessment.case import Case
from analyzer.assessment.cohesion import cohesion
from analyzer.assessment.cuts import cut_ties, find_ties
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.difficulty import rate
from analyzer.assessment.document import (
    alternative,
    document,
    placed_modules,
    service_lines,
)
from analyzer.assessment.extraction import extraction_ranks
from analyzer.assessment.folding import fold_cuts, fold_partition
from analyzer.assessment.hubs import find_hubs
from analyzer.assessment.interfaces import interfaces
from analyzer.assessment.membership import memberships
from analyzer.assessment.nature import artefact, natures
from analyzer.assessment.ownership import Ownership, own_tables
from analyzer.assessment.placement import final_roles, layer_modules, place_modules
from analyzer.assessment.recount import recount
from analyzer.assessment.roadmap import roadmap
from analyzer.assessment.sagas import sagas
from analyzer.assessment.shared_settings import shared_settings
from analyzer.assessment.sharing import share_tables
from analyzer.assessment.uses import credited_uses
from analyzer.assessment.verdict import judge
from analyzer.model.analysis import Analysis, Cut, Service
from analyzer.model.codebase import Codebase
from analyzer.model.partition import (
    TABLE,
    Coupling,
    GroupName,
    NamedPartition,
    Partition,
)
from analyzer.model.settings import Settings
from analyzer.model.settled import group_settled
from analyzer.model.sharing import SharedTable


def assess(
    codebase: Codebase,
    couplings: Sequence[Coupling],
    partition: Partition,
    names: Sequence[GroupName],
    settings: Settings,
    alternatives: Sequence[NamedPartition] = (),
    version: str | None = None,
) -> Analysis:
    """Everything there is to say about a partition of a codebase into services.

    Args:
        couplings: the ties that the partition was made from, for how well it holds them.
        names: the name of each group of the partition, in the same order.
        alternatives: partitions to show beside this one; they are not assessed.
        version: seamline's version, the installed one's unless given.

    Raises:
        ValueError: there are not as many names as groups.
    """
    decomposition, owners, roles = decompose(codebase, partition, names, settings)
    parts = codebase.parts()
    ties = find_ties(codebase, decomposition.uses)
    cuts = fold_cuts(cut_ties(decomposition, ties), parts)
    sharing = share_tables(decomposition, owners)
    cohesions = cohesion(decomposition, couplings, settings.weights)
    services = _services(decomposition, partition, names, cuts, sharing, roles, cohesions)
    # Deferred: the metrics need numpy, which no command but a scan should wait for.
    from analyzer.assessment.metrics import evaluate

    metrics = evaluate(decomposition)
    offered, chains = interfaces(decomposition)
    hubs = find_hubs(decomposition, roles)
    whole = replace(decomposition, codebase=codebase.whole or codebase)
    return document(
        whole,
        modules=placed_modules(whole, roles),
        services=services,
        memberships=memberships(decomposition, couplings, partition, names),
        granularity=partition.ladder,
        runs=partition.runs,
        alternatives=tuple(alternative(fold_partition(other, parts)) for other in alternatives),
        cuts=cuts,
        sharing=sharing,
        metrics=metrics,
        verdict=judge(
            Case(
                decomposition,
                services,
                cuts,
                sharing,
                metrics,
                roles,
                settings.context,
                partition.notes,
                offered,
                chains,
            )
        ),
        hubs=hubs,
        counted=recount(decomposition, ties, roles),
        sagas=sagas(decomposition),
        interfaces=offered,
        chains=chains,
        roadmap=roadmap(decomposition, services, cuts, hubs),
        settings=shared_settings(decomposition),
        version=version,
    )


def decompose(
    codebase: Codebase,
    partition: Partition,
    names: Sequence[GroupName],
    settings: Settings,
) -> tuple[Decomposition, dict[str, Ownership], dict[str, str]]:
    """The decomposition that a partition means, each table's ownership, each module's role."""
    modules = place_modules(codebase, partition, names)
    roles = final_roles(codebase, partition, modules)
    uses = credited_uses(codebase, layer_modules(roles))
    held = frozenset(partition.held)
    owners = own_tables(codebase, uses, modules, _placed_tables(partition, names), held)
    decomposition = Decomposition(
        codebase=codebase,
        uses=uses,
        module_service=modules,
        table_service={
            table: ownership.owner
            for table, ownership in sorted(owners.items())
            if ownership.owner is not None
        },
        names={name.id: name.name for name in names},
        unit_costs=settings.unit_costs,
        person_days=settings.person_days,
    )
    return decomposition, owners, roles


def _placed_tables(partition: Partition, names: Sequence[GroupName]) -> dict[str, str]:
    return {
        node.name: name.id
        for group, name in zip(partition.groups, names, strict=True)
        for node in group.members
        if node.kind == TABLE
    }


def _services(
    decomposition: Decomposition,
    partition: Partition,
    names: Sequence[GroupName],
    cuts: Sequence[Cut],
    sharing: Sequence[SharedTable],
    roles: Mapping[str, str],
    cohesions: Mapping[str, float],
) -> tuple[Service, ...]:
    difficulties = rate(decomposition, cuts, roles)
    lines = service_lines(decomposition)
    parts = decomposition.codebase.parts()
    ranks = extraction_ranks(difficulties, cuts, lines)
    named = {name.id: name for name in names}
    groups = {name.id: group for group, name in zip(partition.groups, names, strict=True)}
    settled = {service: group_settled(group) for service, group in groups.items()}
    facts = arguments.gather(decomposition, cuts, sharing, cohesions, settled)
    kinds = natures(decomposition, sharing, groups, named)
    return tuple(
        Service(
            id=service,
            name=named[service].name,
            modules=tuple(
                m for m in _members(decomposition.module_service, service) if m not in parts
            ),
            tables=_members(decomposition.table_service, service),
            stability=groups[service].stability,
            difficulty=difficulties[service],
            extraction_rank=ranks[service],
            benefits=arguments.benefits(facts[service]),
            risks=(
                *artefact(*kinds[service]),
                *arguments.risks(facts[service], decomposition.names),
            ),
            keywords=named[service].keywords,
            lines=lines.get(service, 0),
            recurrence=groups[service].recurrence,
            settled=settled[service],
            planned=bool(groups[service].service),
            nature=kinds[service][0],
            nature_reason=kinds[service][1],
        )
        for service in decomposition.service_ids()
    )


def _members(where: Mapping[str, str], service: str) -> tuple[str, ...]:
    return tuple(sorted(name for name, home in where.items() if home == service))
