"""A monolith and microservices side by side, by this code."""

from __future__ import annotations

from collections import Counter

from analyzer.assessment.case import Case
from analyzer.assessment.criteria.counting import (
    Criterion,
    Finding,
    of_kind,
)
from analyzer.assessment.criteria.promises import fault_isolation
from analyzer.assessment.cuts import some
from analyzer.assessment.wording import counted, listed, percent

CONTEXT = "[tool.seamline.context]"


def _deployment(case: Case) -> Finding:
    packages = case.decomposition.codebase.project.packages
    kinds = Counter(entry.kind for entry in case.decomposition.entry_points())
    shown = [counted(number, kind) for kind, number in sorted(kinds.items())]
    found = f", entered by {listed(shown, limit=6)}" if shown else ""
    now = f"One unit of {counted(len(packages), 'top-level package')} today{found}."
    return f"{now} It would become {counted(len(case.services), 'unit')}.", ()


def _scaling(case: Case) -> Finding:
    tasks = sum(entry.kind == "task" for entry in case.decomposition.entry_points())
    text = "Which parts carry the load is not in the code: bring figures of traffic by entry point."
    if tasks:
        text += f" {counted(tasks, 'background task')} can be scaled apart without any cut."
    return text, ()


def _data(case: Case) -> Finding:
    tables = case.decomposition.codebase.tables
    databases = sorted({table.database or "the default one" for table in tables})
    keys = of_kind(case, ("foreign_key",))
    text = (
        f"{counted(len(tables), 'table')} in {counted(len(databases), 'database')} "
        f"({listed(databases)}). Pairs of tables with foreign keys across candidates: {len(keys)}."
    )
    return text if tables else "No table was found.", some(keys)


def _codebase(case: Case) -> Finding:
    inside = sum(service.lines for service in case.services)
    every = sum(module.lines for module in case.decomposition.codebase.modules)
    largest = max((service.lines for service in case.services), default=0)
    text = (
        f"{every} lines, {percent(inside, every)} of them in candidates, the largest of which "
        f"holds {percent(largest, inside)} of these; {counted(len(case.cuts), 'cut')} in all."
    )
    return text, ()


def _team_organisation(case: Case) -> Finding:
    context = case.context
    if context.teams is None and context.team_size is None:
        return f"Not in the code: say team_size and teams in {CONTEXT}.", ()
    people = (
        "" if context.team_size is None else f" ({counted(context.team_size, 'person', 'people')})"
    )
    teams = (
        "An unknown number of teams" if context.teams is None else counted(context.teams, "team")
    )
    return f"{teams}{people} for {counted(len(case.services), 'candidate')}.", ()


def _failure_impact(case: Case) -> Finding:
    finding, evidence = fault_isolation(case)
    return f"Today a fault in any part is a fault of the whole process. {finding}", evidence


def _operational_complexity(case: Case) -> Finding:
    stores = len({service.id for service in case.services if service.tables})
    number = len(case.services)
    text = (
        f"From one runtime to {counted(number, 'service')} to build, deploy and watch, and to "
        f"{counted(stores, 'store')} to back up and migrate."
    )
    return text, ()


def _best_suited(case: Case) -> Finding:
    known = [
        f"{name} {value}"
        for name, value in (
            ("team size", case.context.team_size),
            ("teams", case.context.teams),
            ("stage", case.context.stage),
            ("goals", ", ".join(case.context.goals) or None),
        )
        if value is not None
    ]
    purity = case.metrics.get("write_purity")
    clear = "unknown" if purity is None or purity.value is None else percent(purity.value, 1)
    said = f"Said: {listed(known)}." if known else f"Team, stage and goals: say them in {CONTEXT}."
    return f"{said} Clarity of domains, as written tables with one writer: {clear}.", ()


ROWS: tuple[Criterion, ...] = (
    ("deployment", _deployment),
    ("scaling", _scaling),
    ("data", _data),
    ("codebase", _codebase),
    ("team organisation", _team_organisation),
    ("failure impact", _failure_impact),
    ("operational complexity", _operational_complexity),
    ("best suited to", _best_suited),
)
