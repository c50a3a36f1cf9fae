"""Why a module is where it is."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.analysis import Analysis, Module
from analyzer.model.membership import Membership, Pull
from reports.explaining import sentences
from reports.explaining.explanation import Explanation, Point, Section, section
from reports.settled import times
from reports.text import plural


def explain(analysis: Analysis, module: Module) -> Explanation:
    """Its service, or the role that explains why it has none; what draws it, and what it ties."""
    return Explanation(
        (module.name,), ("module",), _answer(analysis, module), _sections(analysis, module)
    )


def _answer(analysis: Analysis, module: Module) -> str:
    size = plural(module.lines, "line")
    if module.service is None:
        return f"{module.name} ({module.path}, {size}) is in no service: its role is {module.role}."
    home = sentences.title(analysis, module.service)
    return f"{module.name} ({module.path}, {size}) is in {home}."


def _sections(analysis: Analysis, module: Module) -> tuple[Section, ...]:
    name = module.name
    needs = [d for d in analysis.dependencies if d.source == name]
    needed = [d for d in analysis.dependencies if d.target == name]
    touched = [a for a in analysis.accesses if name in (a.module, a.for_module)]
    crossing = [c for c in analysis.cuts if name in (c.source, c.target)]
    return (
        *section("Why there", _reasons(analysis, module)),
        *section("Where its definitions go", _parts(analysis, name)),
        *section("Tables that it defines", _defined(analysis, name)),
        *section("What it reads and writes", map(sentences.access, touched)),
        *section("Cuts", sentences.cuts(analysis, crossing)),
        *section("What it needs", map(sentences.dependency, needs)),
        *section("Who needs it", map(sentences.dependency, needed)),
    )


def _reasons(analysis: Analysis, module: Module) -> Iterator[Point]:
    for membership in analysis.memberships:
        if membership.module == module.name:
            yield from _drawn(analysis, membership)
    for hub in analysis.hubs:
        if hub.name == module.name:
            for reason in (*hub.reasons, hub.advice):
                yield Point(reason, hub.evidence)


def _drawn(analysis: Analysis, membership: Membership) -> Iterator[Point]:
    home = membership.home
    stayed = times(home.share, analysis.runs)
    yield Point(f"It was with {sentences.title(analysis, home.service)} in {stayed}{_ties(home)}.")
    if (other := membership.runner_up) is not None:
        name = sentences.title(analysis, other.service)
        yield Point(
            f"The next best is {name}, in {times(other.share, analysis.runs)}{_ties(other)}."
        )


def _ties(pull: Pull) -> str:
    counts = sorted(pull.ties.items(), key=lambda item: (-item[1], item[0]))
    said = ", ".join(f"{criterion} to {plural(n, 'member')}" for criterion, n in counts)
    return f", tied by {said}" if said else ""


def _parts(analysis: Analysis, name: str) -> Iterator[Point]:
    for part in analysis.parts:
        if part.module == name:
            definition = part.name.removeprefix(f"{name}.")
            home = sentences.title(analysis, part.service)
            yield Point(f"{definition} ({plural(part.lines, 'line')}) goes to {home}")


def _defined(analysis: Analysis, name: str) -> Iterator[Point]:
    for table in analysis.tables:
        if table.module == name:
            home = sentences.title(analysis, table.service)
            yield Point(f"{table.id}, owned by {home}", table.evidence)
