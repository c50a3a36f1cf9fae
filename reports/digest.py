"""The few lines that every summary shows, whatever it is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from analyzer.model.analysis import Analysis, Project, Summary
from analyzer.model.hubs import Hub
from analyzer.model.place import Diagnostic
from analyzer.model.sharing import SharedTable
from reports import settled
from reports.scores import ScoreLine, scores, sizes
from reports.text import percent, plural, safe

HEADLINES = {
    "extract": "Worth taking apart, one service at a time",
    "modularise": "Make modules first, do not split yet",
    "keep": "Keep it in one piece",
}

# A word for candidates that are no service of their own.
NATURES = {"subject": "", "machinery": "machinery", "remainder": "left over"}

HUB_KINDS = {
    "god_module": "Modules of several services",
    "data_access": "Data-access layers",
    "identity": "Identity",
    "reference_data": "Reference data",
    "library": "Libraries",
    "glue": "Framework glue",
}

# Below this share of resolved data accesses, what was not seen may change the picture.
GOOD_RESOLUTION = 0.8

PLAN_SHOWN = 3


class ServiceLine(msgspec.Struct, frozen=True):
    """A candidate in a row: what it holds, the cuts on its border, and how settled it is.

    `nature` is a word where it is no service of its own.
    """

    id: str
    name: str
    rank: int
    modules: int
    tables: int
    lines: int
    cuts: int
    score: int
    word: str
    nature: str = ""
    settled: str = ""


class HubLine(msgspec.Struct, frozen=True):
    """Hubs of one kind: the kind's name for a reader, theirs, and what to do about them."""

    title: str
    names: tuple[str, ...]
    advice: str


class WaveringLine(msgspec.Struct, frozen=True):
    """A module that is not settled: ids of its service and of the next best one, and how often."""

    module: str
    service: str
    stayed: str
    runner_up: str | None


class SharedLine(msgspec.Struct, frozen=True):
    """A table that more than one candidate uses: ids of its owner, its writers and its readers."""

    table: str
    owner: str | None
    writers: tuple[str, ...]
    readers: tuple[str, ...]


class Digest(msgspec.Struct, frozen=True):
    """A summary of an analysis; `services` come in extraction order, `shared` worst first."""

    project: Project
    summary: Summary
    advice: str
    headline: str
    reasons: tuple[str, ...]
    services: tuple[ServiceLine, ...]
    shared: tuple[SharedLine, ...]
    hubs: tuple[HubLine, ...]
    diagnostics: int
    unresolved: int
    seen: tuple[str, ...]
    next_steps: tuple[str, ...]
    scores: tuple[ScoreLine, ...] = ()
    sizes: str = ""
    wavering: tuple[WaveringLine, ...] = ()
    division: tuple[str, ...] = ()


def digest(analysis: Analysis) -> Digest:
    """The summary of an analysis."""
    services = _services(analysis)
    shared = _shared(analysis.sharing)
    return Digest(
        project=analysis.project,
        summary=analysis.summary,
        advice=analysis.verdict.advice,
        headline=HEADLINES.get(analysis.verdict.advice, analysis.verdict.advice),
        reasons=analysis.verdict.reasons,
        services=services,
        shared=shared,
        hubs=_hubs(analysis.hubs),
        diagnostics=len(analysis.diagnostics),
        unresolved=len(analysis.unresolved),
        seen=_seen(analysis),
        next_steps=tuple(_next_steps(analysis, services, shared)),
        scores=scores(analysis),
        sizes=sizes(analysis),
        wavering=_wavering(analysis),
        division=tuple(
            filter(None, (settled.granularity(analysis), *settled.alternatives(analysis)))
        ),
    )


def names(analysis: Analysis) -> dict[str, str]:
    """What to call each service, by id."""
    return {service.id: service.name or service.id for service in analysis.services}


def _services(analysis: Analysis) -> tuple[ServiceLine, ...]:
    sizes: Counter[str | None] = Counter()
    for module in analysis.modules:
        sizes[module.service] += module.lines
    ends = Counter(end for cut in analysis.cuts for end in {cut.from_service, cut.to_service})
    lines = (
        ServiceLine(
            id=service.id,
            name=service.name or service.id,
            rank=service.extraction_rank,
            modules=len(service.modules),
            tables=len(service.tables),
            lines=service.lines or sizes[service.id],
            cuts=ends[service.id],
            score=service.difficulty.score,
            word=service.difficulty.word,
            nature=NATURES.get(service.nature, service.nature),
            settled=service.settled,
        )
        for service in analysis.services
    )
    return tuple(sorted(lines, key=lambda line: (line.rank, line.id)))


def _wavering(analysis: Analysis) -> tuple[WaveringLine, ...]:
    return tuple(
        WaveringLine(
            module=each.module,
            service=each.home.service,
            stayed=settled.times(each.home.share, analysis.runs),
            runner_up=None if each.runner_up is None else each.runner_up.service,
        )
        for each in settled.wavering(analysis)
    )


def _hubs(hubs: tuple[Hub, ...]) -> tuple[HubLine, ...]:
    kinds = dict.fromkeys(hub.kind for hub in hubs)
    return tuple(
        HubLine(
            title=HUB_KINDS.get(kind, kind),
            names=tuple(hub.name for hub in hubs if hub.kind == kind),
            advice=next(hub.advice for hub in hubs if hub.kind == kind),
        )
        for kind in kinds
    )


def _shared(sharing: tuple[SharedTable, ...]) -> tuple[SharedLine, ...]:
    lines = [line for line in map(_shared_line, sharing) if len({*line.writers, *line.readers}) > 1]
    return tuple(
        sorted(lines, key=lambda line: (-len(line.writers), -len(line.readers), line.table))
    )


def _shared_line(row: SharedTable) -> SharedLine:
    users = [(use.service, use) for use in row.uses if use.service is not None]
    return SharedLine(
        table=row.table,
        owner=row.owner,
        writers=tuple(service for service, use in users if use.writes),
        readers=tuple(service for service, use in users if use.reads),
    )


def _seen(analysis: Analysis) -> tuple[str, str]:
    summary = analysis.summary
    sites = summary.resolved_sites + summary.unresolved_sites
    rate = summary.resolution_rate
    accesses = plural(sites, "data access", "data accesses")
    if rate is None:
        resolved = "How much of the data access was resolved is not known."
    elif not summary.unresolved_sites:
        resolved = f"{percent(rate)} of {accesses} resolved."
    else:
        missed = f"{summary.unresolved_sites:,} not, which the report lists"
        resolved = f"{percent(rate)} of {accesses} resolved, {missed}."
    unread = [each for each in analysis.diagnostics if not _is_of_plan(each)]
    if not unread:
        return resolved, "Every file was read whole."
    count = plural(len(unread), "diagnostic")
    return resolved, f"{count}: files or places that could not be read whole."


def _next_steps(
    analysis: Analysis, services: tuple[ServiceLine, ...], shared: tuple[SharedLine, ...]
) -> Iterator[str]:
    if not analysis.modules:
        yield "Scan the folder that holds the project's packages: no module was found here."
        return
    if services and analysis.verdict.advice == "extract":
        first = next((line for line in services if not line.nature), services[0])
        cuts = plural(first.cuts, "cut") if first.cuts else "nothing to cut"
        yield f"Begin with {safe(first.name)}: {first.word}, {cuts}."
    contested = next((line for line in shared if len(line.writers) > 1), None)
    if contested:
        count = plural(len(contested.writers), "service")
        yield f"Decide who owns {safe(contested.table)}: {count} write it."
    in_vain = [each for each in analysis.diagnostics if _is_of_plan(each)]
    for each in in_vain[:PLAN_SHOWN]:
        end = "" if each.message.endswith("?") else "."
        yield f"Mend line {each.line} of {safe(each.path)}: {safe(each.message)}{end}"
    if len(in_vain) > PLAN_SHOWN:
        yield f"Mend {plural(len(in_vain) - PLAN_SHOWN, 'more line')} of the plan, too."
    if len(analysis.diagnostics) > len(in_vain):
        count = plural(len(analysis.diagnostics) - len(in_vain), "diagnostic")
        yield f"Read the {count}: what could not be read is missing from the picture."
    rate = analysis.summary.resolution_rate
    if rate is not None and rate < GOOD_RESOLUTION:
        yield (
            f"Mind that {plural(analysis.summary.unresolved_sites, 'data access', 'data accesses')}"
            " could not be resolved: the cuts are a lower bound."
        )


def _is_of_plan(diagnostic: Diagnostic) -> bool:
    return diagnostic.code.startswith("plan-")
