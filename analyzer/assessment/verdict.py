"""The advice for the whole: extract candidates, make modules first, or leave it a monolith.

`extract` has to be earned: every check below may lower it, and says why. Fixed limits, argued in
docs/metrics.md; they are meant to be cautious, for a wrong `extract` costs years and a wrong
`modularise` costs little, since clear modules are the first step of either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analyzer.assessment.case import Case
from analyzer.assessment.criteria import rows
from analyzer.assessment.wording import counted, listed, percent
from analyzer.model.analysis import Verdict

EXTRACT = "extract"
MODULARISE = "modularise"
KEEP = "keep"
CAUTION = (EXTRACT, MODULARISE, KEEP)

HIGHER = "higher"
PURE_ENOUGH = 0.7
MOSTLY = 0.5
COMMAND = "command"
# Bounded, and not divided by the number of services, in which the two differ.
COMPARED = frozenset({"icp", "ned", "sm", "table_purity", "write_purity"})
RESOLVED_ENOUGH = 0.5
SMALL_TEAM = 8
# An afternoon's reading; what so little is parted into does not earn a deployment of its own.
SMALL_PROGRAM = 500
EARLY_STAGES = frozenset({"early", "early-stage", "prototype", "mvp", "startup"})


Objection = tuple[str, str]


def judge(case: Case) -> Verdict:
    """The advice, its reasons from this code, and a row for every criterion."""
    objections = [objection for check in CHECKS for objection in check(case)]
    advice = max((advice for advice, _ in objections), key=CAUTION.index, default=EXTRACT)
    reasons = [reason for _, reason in objections]
    return Verdict(advice, (*_support(case), *reasons, *case.notes), rows(case))


def _support(case: Case) -> Iterator[str]:
    ready = case.ready()
    if ready and len(case.services) > 1:
        shown = listed(f"{service.name} ({service.difficulty.score})" for service in ready)
        number = f"{len(ready)} of {counted(len(case.services), 'candidate')}"
        yield f"Easy or moderate to extract, with tables that they alone write: {number}: {shown}."
    purity = case.metrics.get("write_purity")
    if purity is not None and purity.value is not None and purity.value >= PURE_ENOUGH:
        yield f"{percent(purity.value, 1)} of the written tables have one writing candidate."
    better, worse = _against_packages(case)
    if len(better) == len(worse) and len(case.services) > 1:
        yield "By its metrics the proposal does no better than today's packages."


def _one_group(case: Case) -> Iterator[Objection]:
    if len(case.services) < 2:
        yield KEEP, "No second candidate stands out: there is nothing to separate."


def _no_tables(case: Case) -> Iterator[Objection]:
    codebase = case.decomposition.codebase
    if codebase.tables:
        return
    yield MODULARISE, "No table was found: what data each service would own cannot be shown."
    better, worse = _against_packages(case)
    if len(better) >= len(worse) and not any(e.kind != COMMAND for e in codebase.entry_points):
        yield (
            KEEP,
            "Nothing listens (no route, no task) and no data is kept in tables: it is deployed as a"
            " whole, and its packages are borders as good as the candidates'.",
        )


def _unresolved(case: Case) -> Iterator[Objection]:
    rate = case.resolution_rate()
    if rate is not None and rate < RESOLVED_ENOUGH:
        share = percent(1 - rate, 1)
        yield MODULARISE, f"{share} of the places that touch data could not be understood."


def _contested(case: Case) -> Iterator[Objection]:
    purity = case.metrics.get("write_purity")
    if case.decomposition.codebase.tables and (purity is None or purity.value is None):
        yield MODULARISE, "No code was seen to write a table: who owns the data is a guess."
    elif purity is not None and purity.value is not None and purity.value < PURE_ENOUGH:
        share = percent(1 - purity.value, 1)
        yield MODULARISE, f"{share} of the written tables are written by several candidates."


def _nothing_ready(case: Case) -> Iterator[Objection]:
    if len(case.services) > 1 and not case.ready():
        yield (
            MODULARISE,
            "No candidate is easy or moderate to extract and alone writes a table of its own.",
        )


def _no_clear_seams(case: Case) -> Iterator[Objection]:
    modules = sum(len(service.modules) for service in case.services)
    lost = case.unsettled()
    held = sum(len(service.modules) for service in lost)
    if len(case.services) > 1 and held > MOSTLY * modules:
        number = f"{len(lost)} of {counted(len(case.services), 'candidate')}"
        yield (
            MODULARISE,
            f"No clear seams: {number}, with {percent(held / modules, 1)} of the modules,"
            " came back in less than half of the runs with shaken evidence.",
        )
    if len(case.services) > 1 and len(case.subjects()) < 2:
        yield (
            MODULARISE,
            "No two candidates have a subject of their own: the rest is machinery or left over.",
        )


def _in_one_file(case: Case) -> Iterator[Objection]:
    """What lies in files that serve every subject has no module yet that could leave."""
    codebase = case.decomposition.codebase
    parts = codebase.parts()
    placed = case.decomposition.module_service
    sizes = {m.name: m.lines for m in codebase.modules if m.name in placed}
    shared = sum(lines for name, lines in sizes.items() if name in parts)
    if len(case.services) > 1 and shared > MOSTLY * sum(sizes.values()):
        files = listed(sorted({parts[name] for name in sizes if name in parts}))
        yield MODULARISE, f"Most of the code lies in files that several candidates share: {files}."


def _against_packages(case: Case) -> tuple[list[str], list[str]]:
    """The metrics by which today's packages do better than the candidates, and worse."""
    known = [
        (name, metric.value, null, metric.better)
        for name, metric in sorted(case.metrics.items())
        if name in COMPARED
        and metric.value is not None
        and (null := metric.nulls.get("packages")) is not None
    ]
    better = [
        n for n, value, null, way in known if (null > value if way == HIGHER else null < value)
    ]
    worse = [n for n, value, null, way in known if null != value and n not in better]
    return better, worse


def _packages_do_better(case: Case) -> Iterator[Objection]:
    better, worse = _against_packages(case)
    if len(better) > len(worse) and len(case.services) > 1:
        names = listed(sorted(better), limit=8)
        yield MODULARISE, f"Today's packages do better than the candidates by {names}."


def _small_program(case: Case) -> Iterator[Objection]:
    """A service whose running costs more than it does is a nanoservice (Rotem-Gal-Oz 2012)."""
    lines = sum(service.lines for service in case.services)
    if len(case.services) > 1 and lines < SMALL_PROGRAM:
        yield (
            MODULARISE,
            f"All candidates together have {counted(lines, 'line')}: to run each on its own costs"
            " more than modules in one program.",
        )


def _small_team(case: Case) -> Iterator[Objection]:
    context = case.context
    if context.teams == 1 or (context.team_size is not None and context.team_size <= SMALL_TEAM):
        yield MODULARISE, "One small team gains little from deploying parts on their own."
    if context.stage is not None and context.stage.strip().lower() in EARLY_STAGES:
        yield MODULARISE, "At an early stage the borders between domains are still moving."


CHECKS: tuple[Callable[[Case], Iterator[Objection]], ...] = (
    _one_group,
    _no_tables,
    _unresolved,
    _contested,
    _nothing_ready,
    _no_clear_seams,
    _in_one_file,
    _packages_do_better,
    _small_program,
    _small_team,
)
