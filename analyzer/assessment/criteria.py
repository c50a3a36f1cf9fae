"""What microservices promise and what they cost, row by row, as far as this code can say.

A row states a finding that is counted here, with places, or what would have to be known and where
to say it. No row guesses what code cannot show: traffic, people and goals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from analyzer.assessment.case import Case
from analyzer.assessment.crossings import places
from analyzer.assessment.placement import LIBRARY
from analyzer.assessment.sharing import PRIVATE, READ_ONLY, SHARED_READ, SHARED_WRITE
from analyzer.assessment.wording import counted, listed, percent
from analyzer.model.analysis import Cut, Evidence, VerdictRow

CONTEXT = "[tool.seamline.context]"
PLACES = 5
CODE_CUTS = frozenset({"call", "import", "inherit"})
SYNCHRONOUS_CUTS = frozenset({"call", "shared_read", "shared_write", "inherit"})
ASYNCHRONOUS_CUTS = frozenset({"task", "signal"})

Finding = tuple[str, Evidence]


def rows(case: Case) -> tuple[VerdictRow, ...]:
    """One row for every criterion, in the order in which they are usually discussed."""
    return tuple(VerdictRow(criterion, *finding(case)) for criterion, finding in CRITERIA)


# --- what a service promises to be --------------------------------------------------------------


def _single_responsibility(case: Case) -> Finding:
    metric = case.metrics.get("bcp")
    named = listed((service.name for service in case.services), limit=8)
    text = f"{counted(len(case.services), 'candidate')}: {named}."
    if metric is None or metric.value is None:
        return f"{text} No entry points were found to tell how many use cases each serves.", ()
    blob = metric.nulls.get("one_blob")
    return f"{text} Spread over use cases: {metric.value} (one blob: {blob}; 0 is best).", ()


def _independent_deployment(case: Case) -> Finding:
    cuts = [cut for cut in case.cuts if cut.kind in CODE_CUTS and cut.weight]
    pairs = {(cut.from_service, cut.to_service) for cut in cuts}
    mutual = sum((b, a) in pairs for a, b in pairs) // 2
    text = (
        f"{counted(len(cuts), 'code tie')} between candidates would keep them in one release; "
        f"{counted(mutual, 'pair')} of candidates need each other both ways."
    )
    return text, _some(cuts)


def _decentralised_data(case: Case) -> Finding:
    kinds = Counter(row.kind for row in case.sharing)
    if not case.sharing:
        return "No table was found: whether data can be divided has to be asked.", ()
    text = (
        f"Of {counted(len(case.sharing), 'table')}, {kinds[PRIVATE]} are touched by one candidate "
        f"only, {kinds[SHARED_READ]} are written by their owner and read by others, "
        f"{kinds[SHARED_WRITE]} are written from outside their owner, and "
        f"{kinds[READ_ONLY]} are only read."
    )
    return text, _some(_of_kind(case, ("shared_write",)))


def _network(case: Case) -> Finding:
    now = _of_kind(case, SYNCHRONOUS_CUTS)
    later = _of_kind(case, ASYNCHRONOUS_CUTS)
    text = (
        f"{counted(len(now), 'tie')} between candidates would become synchronous calls or "
        f"replicas, {len(later)} messages."
    )
    return text, _some([*now, *later])


def _fault_isolation(case: Case) -> Finding:
    cuts = _of_kind(case, SYNCHRONOUS_CUTS)
    users = Counter(target for _, target in {(c.from_service, c.to_service) for c in cuts})
    if not users:
        return "No candidate waits for another: a fault would stay where it is.", ()
    worst = min(users, key=lambda service: (-users[service], service))
    text = (
        f"{case.decomposition.name(worst)} is needed at once by {users[worst]} of the other "
        f"{counted(len(case.services) - 1, 'candidate')}: when it fails, they fail with it unless "
        f"they can do without."
    )
    return text, _some([cut for cut in cuts if cut.to_service == worst])


# --- monolith and microservices side by side ------------------------------------------------------


def _deployment(case: Case) -> Finding:
    packages = case.decomposition.codebase.project.packages
    kinds = Counter(entry.kind for entry in case.decomposition.codebase.entry_points)
    shown = [counted(number, kind) for kind, number in sorted(kinds.items())]
    found = f", entered by {listed(shown, limit=6)}" if shown else ""
    now = f"One unit of {counted(len(packages), 'top-level package')} today{found}."
    return f"{now} It would become {counted(len(case.services), 'unit')}.", ()


def _scaling(case: Case) -> Finding:
    tasks = sum(entry.kind == "task" for entry in case.decomposition.codebase.entry_points)
    text = "Which parts carry the load is not in the code: bring figures of traffic by entry point."
    if tasks:
        text += f" {counted(tasks, 'background task')} can be scaled apart without any cut."
    return text, ()


def _data(case: Case) -> Finding:
    tables = case.decomposition.codebase.tables
    databases = {table.database for table in tables if table.database is not None}
    keys = _of_kind(case, ("foreign_key",))
    named = listed(sorted(databases)) if databases else "the default one"
    text = (
        f"{counted(len(tables), 'table')} in {counted(max(1, len(databases)), 'database')} "
        f"({named}); {counted(len(keys), 'pair')} of tables are joined by foreign keys across "
        f"candidates."
    )
    return text if tables else "No table was found.", _some(keys)


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
    finding, evidence = _fault_isolation(case)
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


# --- benefits and drawbacks -----------------------------------------------------------------------


def _technology_freedom(case: Case) -> Finding:
    cuts = [cut for cut in case.cuts if cut.kind in ("import", "inherit") and cut.weight]
    libraries = sum(role == LIBRARY for role in case.roles.values())
    text = (
        f"{counted(len(cuts), 'import or base class', 'imports and base classes')} across "
        f"candidates and {counted(libraries, 'shared library module')} tie them to Python and to "
        f"the same versions."
    )
    return text, _some(cuts)


def _team_autonomy(case: Case) -> Finding:
    alone = [service for service in case.services if not _touching(case, service.id)]
    text = (
        f"{len(alone)} of {counted(len(case.services), 'candidate')} have no tie to another; each "
        f"of the rest has to agree on an interface with somebody."
    )
    return text, ()


def _resilience(case: Case) -> Finding:
    waiting = {(cut.from_service, cut.to_service) for cut in _of_kind(case, SYNCHRONOUS_CUTS)}
    apart = {(cut.from_service, cut.to_service) for cut in _of_kind(case, ASYNCHRONOUS_CUTS)}
    text = (
        f"{counted(len(waiting), 'direction')} between two candidates in which one waits for the "
        f"other and needs timeouts and a fallback; {len(apart)} go by messages already."
    )
    return text, ()


def _distributed_complexity(case: Case) -> Finding:
    most, total, name = _spans(case)
    calls = _of_kind(case, ("call",))
    text = f"{counted(len(calls), 'call tie')} would go over the network."
    if total:
        text += f" The entry point that reaches most, {name}, would need {most} services."
    return text, _some(calls)


def _data_consistency(case: Case) -> Finding:
    sagas = _of_kind(case, ("transaction",))
    every = len(case.decomposition.codebase.transactions)
    number = len({(cut.source, cut.target) for cut in sagas})
    if not every:
        return "No explicit transaction was found; what a request commits has to be asked.", ()
    text = f"{number} of {counted(every, 'transaction')} write tables of more than one candidate."
    return text, _some(sagas)


def _operational_overhead(case: Case) -> Finding:
    brokers = bool(_of_kind(case, ASYNCHRONOUS_CUTS))
    stores = sum(bool(service.tables) for service in case.services)
    text = (
        f"{counted(len(case.services), 'service')} and {counted(stores, 'store')} to run"
        f"{', and a broker for the messages between them' if brokers else ''}. Containers are "
        f"usual, not required. Whether somebody can run this is not in the code."
    )
    return text, ()


def _testing(case: Case) -> Finding:
    most, total, name = _spans(case)
    if not total:
        return "No entry point was found: how many services a request passes is not known.", ()
    entries = len(case.decomposition.codebase.entry_points)
    mean = round(total / entries, 1)
    return f"An entry point touches {mean} services on average, and {most} at most ({name}).", ()


def _api_surface(case: Case) -> Finding:
    wanted = {
        (cut.to_service, cut.target)
        for cut in case.cuts
        if cut.kind in SYNCHRONOUS_CUTS and isinstance(cut.target, str)
    }
    sizes = Counter(service for service, _ in wanted)
    if not sizes:
        return "No candidate would have to offer an API to another.", ()
    widest = min(sizes, key=lambda service: (-sizes[service], service))
    text = (
        f"{counted(len(wanted), 'module or table', 'modules and tables')} of candidates are used "
        f"by others and need an API; most of them, {sizes[widest]}, belong to "
        f"{case.decomposition.name(widest)}."
    )
    return text, ()


CRITERIA: tuple[tuple[str, Callable[[Case], Finding]], ...] = (
    ("single responsibility", _single_responsibility),
    ("independent deployment", _independent_deployment),
    ("decentralised data", _decentralised_data),
    ("communication over the network", _network),
    ("fault isolation", _fault_isolation),
    ("deployment", _deployment),
    ("scaling", _scaling),
    ("data", _data),
    ("codebase", _codebase),
    ("team organisation", _team_organisation),
    ("failure impact", _failure_impact),
    ("operational complexity", _operational_complexity),
    ("best suited to", _best_suited),
    ("technology freedom", _technology_freedom),
    ("team autonomy", _team_autonomy),
    ("resilience", _resilience),
    ("distributed complexity", _distributed_complexity),
    ("data consistency", _data_consistency),
    ("operational overhead", _operational_overhead),
    ("testing and debugging", _testing),
    ("API surface", _api_surface),
)


# --- counting -----------------------------------------------------------------------------------


def _of_kind(case: Case, kinds: Iterable[str]) -> list[Cut]:
    wanted = frozenset(kinds)
    return [cut for cut in case.cuts if cut.kind in wanted]


def _some(cuts: Sequence[Cut]) -> Evidence:
    """The first place of each of the heaviest cuts: enough to look it up."""
    heaviest = sorted(cuts, key=lambda cut: -cut.weight)[:PLACES]
    return places(cut.evidence[:1] for cut in heaviest)


def _touching(case: Case, service: str) -> list[Cut]:
    return [cut for cut in case.cuts if service in (cut.from_service, cut.to_service)]


def _spans(case: Case) -> tuple[int, int, str]:
    """The most services that an entry point touches, the sum over all, the widest one's name."""
    most, total, widest = 0, 0, ""
    for entry in sorted(case.decomposition.codebase.entry_points):
        touched = {case.decomposition.table_service.get(table) for table in entry.tables}
        touched.add(case.decomposition.module_service.get(entry.module))
        number = len(touched - {None})
        total += number
        if number > most:
            most, widest = number, entry.name
    return most, total, widest
