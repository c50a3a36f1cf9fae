"""What ties two things, whichever of service, module and table they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from analyzer.model.analysis import Analysis, Cut, Module, Service, Table
from reports.explaining import sentences
from reports.explaining.explanation import Explanation, Point, Section, section
from reports.subjects import Subject
from reports.text import plural


@dataclass(frozen=True)
class Side:
    """One of the two: the modules and tables that it stands for; its id where it is a service."""

    name: str
    kind: str
    modules: frozenset[str]
    tables: frozenset[str]
    service: str | None = None


def explain(analysis: Analysis, first: Subject, second: Subject) -> Explanation:
    """All ties between two subjects, both ways, with places."""
    one, other = side(first), side(second)
    sections = tuple(_sections(analysis, one, other))
    number = sum(len(part.points) for part in sections)
    tied = f"{plural(number, 'tie')} between" if number else "Nothing was found that ties"
    homes = _homes(analysis, first, second)
    return Explanation(
        (one.name, other.name),
        (one.kind, other.kind),
        f"{tied} {one.name} and {other.name}{homes}.",
        sections,
    )


def side(subject: Subject) -> Side:
    """What a subject stands for."""
    match subject:
        case Service():
            members = frozenset(subject.modules), frozenset(subject.tables)
            return Side(subject.name, "service", *members, service=subject.id)
        case Module():
            return Side(subject.name, "module", frozenset((subject.name,)), frozenset())
        case Table():
            return Side(subject.id, "table", frozenset(), frozenset((subject.id,)))


def _homes(analysis: Analysis, first: Subject, second: Subject) -> str:
    if isinstance(first, Service) or isinstance(second, Service):
        return ""
    if first.service == second.service:
        return f", both in {sentences.title(analysis, first.service)}"
    sides = (sentences.title(analysis, each.service) for each in (first, second))
    return f", one in {' and the other in '.join(sides)}"


def _sections(analysis: Analysis, one: Side, other: Side) -> Iterator[Section]:
    yield from section("Cuts", sentences.cuts(analysis, _cuts(analysis, one, other)))
    yield from section("Code that needs code", _dependencies(analysis, one, other))
    yield from section("Code that reads and writes tables", _accesses(analysis, one, other))
    yield from section("Foreign keys", _keys(analysis, one, other))
    yield from section("Read together by queries", _named(analysis, "join", one, other))
    yield from section("Deleted together", _named(analysis, "cascade", one, other))
    yield from section("Written in one transaction", _transactions(analysis, one, other))
    yield from section("Tables that both use", _shared(analysis, one, other))


def _across(one: Side, other: Side, source: str, target: str, kinds: tuple[str, str]) -> bool:
    """Tell whether a tie leads from one side to the other, either way."""

    def holds(which: Side, kind: str, name: str) -> bool:
        return name in (which.modules if kind == "module" else which.tables)

    return any(
        holds(a, kinds[0], source) and holds(b, kinds[1], target)
        for a, b in ((one, other), (other, one))
    )


def _cuts(analysis: Analysis, one: Side, other: Side) -> Iterator[Cut]:
    ends = {kind.cut: (kind.source, kind.target) for kind in analysis.tie_kinds}
    tables = one.tables | other.tables
    homes = {table.service for table in analysis.tables if table.id in tables}
    for cut in analysis.cuts:
        if one.service is not None and other.service is not None:
            if {cut.from_service, cut.to_service} == {one.service, other.service}:
                yield cut
        elif isinstance(cut.target, str):
            kinds = ends.get(cut.kind, ("module", "module"))
            if _across(one, other, cut.source, cut.target, kinds):
                yield cut
        elif _written(cut.target, one, other) and {cut.from_service, cut.to_service} <= homes:
            yield cut


def _dependencies(analysis: Analysis, one: Side, other: Side) -> Iterator[Point]:
    for found in analysis.dependencies:
        if _across(one, other, found.source, found.target, ("module", "module")):
            yield sentences.dependency(found)


def _accesses(analysis: Analysis, one: Side, other: Side) -> Iterator[Point]:
    for found in analysis.accesses:
        wanted = found.for_module or found.module
        if not found.is_sent and _across(one, other, wanted, found.table, ("module", "table")):
            yield sentences.access(found)


def _keys(analysis: Analysis, one: Side, other: Side) -> Iterator[Point]:
    for table in analysis.tables:
        for key in table.foreign_keys:
            if _across(one, other, table.id, key.to_table, ("table", "table")):
                yield sentences.key(table, key)


def _named(analysis: Analysis, kind: str, one: Side, other: Side) -> Iterator[Point]:
    for tie in analysis.ties:
        if tie.kind != kind or not isinstance(tie.target, str):
            continue
        if _across(one, other, tie.source, tie.target, ("table", "table")):
            yield Point(f"{tie.source} and {tie.target}")


def _transactions(analysis: Analysis, one: Side, other: Side) -> Iterator[Point]:
    for found in analysis.transactions:
        if _written(found.tables_written, one, other):
            where = ".".join(filter(None, (found.module, found.function)))
            mine = [t for t in found.tables_written if t in one.tables | other.tables]
            yield Point(f"{where} writes {sentences.tables(mine)}", found.evidence)


def _written(tables: Collection[str], one: Side, other: Side) -> bool:
    held = set(tables)
    first, second = held & one.tables, held & other.tables
    return bool(first and second and len(first | second) > 1)


def _shared(analysis: Analysis, one: Side, other: Side) -> Iterator[Point]:
    users: dict[str, tuple[set[str], set[str]]] = {}
    for found in analysis.accesses:
        wanted = found.for_module or found.module
        for number, which in enumerate((one, other)):
            if wanted in which.modules and not found.is_sent:
                users.setdefault(found.table, (set(), set()))[number].add(wanted)
    for table, (first, second) in sorted(users.items()):
        if first and second:
            who = f"{', '.join(sorted(first)[:3])} and {', '.join(sorted(second)[:3])}"
            yield Point(f"{table}: by {who}")
