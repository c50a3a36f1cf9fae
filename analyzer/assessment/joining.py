"""Which tables one statement brings together: those that it joins, and those that it deletes from.

Accesses say which tables are touched at a place and how; foreign keys say which of them hang
together. What is joined on something else is told from statements alone, where the code names the
tables itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from analyzer.assessment.uses import READ, WRITE
from analyzer.model.analysis import Access, Evidence
from analyzer.model.codebase import Codebase
from analyzer.model.place import Location

SQL = "sql"
CASCADE = "cascade"
# Where a framework's own pages let people delete rows, and the ORM the rows that hang on them.
ADMIN = "admin"
# How a table is read that stands in a statement beside others.
SAID = frozenset({"join", SQL})
# A statement that was put together before, with all its tables; code that runs everybody's
# statements shows many more at one line.
STATEMENT = frozenset({"execute", "select"})
MOST_IN_STATEMENT = 5
# What a mapping loads of its own accord goes with one of the queries of its line: with which, where
# there are several, is not known.
JOINING = SAID | {"eager"}

# A query is often written over several lines: what it joins and what it reads stand this close.
SAME_QUERY = 12

Pair = tuple[str, str]


@dataclass(frozen=True)
class Together:
    """`source` refers to `target`, or is read beside it, in statements of these functions."""

    source: str
    target: str
    functions: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True)
class _Touched:
    """What a stretch of code touches at one line, on behalf of one module: table -> hows."""

    function: str
    place: Location
    tables: Mapping[str, frozenset[str]]

    def queried(self) -> frozenset[str]:
        """The tables that a query begins with."""
        return frozenset(self.tables) - self.by(JOINING)

    def by(self, hows: Collection[str]) -> frozenset[str]:
        return frozenset(t for t, found in self.tables.items() if not found.isdisjoint(hows))


def joins(codebase: Codebase) -> tuple[Together, ...]:
    """Each two tables that statements of the running code read together, sorted."""
    linked = _links(codebase)
    found: dict[Pair, set[tuple[str, Location]]] = defaultdict(set)
    for stretch in _stretches(codebase, (READ,)):
        for touched in stretch:
            for pair in _joined(touched, stretch, linked):
                found[pair].add((touched.function, touched.place))
    return _sorted(found)


def cascades(codebase: Codebase) -> tuple[Together, ...]:
    """Each two tables of which the first loses rows as the second's are deleted, sorted."""
    linked = _links(codebase)
    hanging: dict[str, list[str]] = defaultdict(list)
    for table in codebase.tables:
        for key in table.foreign_keys:
            if key.on_delete == "CASCADE":
                hanging[key.to_table].append(table.id)
    found: dict[Pair, set[tuple[str, Location]]] = defaultdict(set)
    for stretch in _stretches(codebase, (WRITE,)):
        for touched in stretch:
            lost = [(s, t) for s in touched.by((CASCADE,)) for t in touched.tables]
            lost += _behind(touched.by((ADMIN,)), hanging)
            for source, target in lost:
                if (source, target) in linked and source != target:
                    found[source, target].add((touched.function, touched.place))
    return _sorted(found)


def _behind(deleted: Collection[str], hanging: Mapping[str, Sequence[str]]) -> list[Pair]:
    """What an ORM deletes with rows of these tables, and with what goes with them."""
    seen, waiting, found = set(deleted), sorted(deleted), []
    while waiting:
        target = waiting.pop()
        for source in hanging.get(target, ()):
            found.append((source, target))
            if source not in seen:
                seen.add(source)
                waiting.append(source)
    return found


def _sorted(found: Mapping[Pair, set[tuple[str, Location]]]) -> tuple[Together, ...]:
    return tuple(
        Together(
            *pair,
            functions=tuple(sorted({function for function, _ in found[pair]})),
            evidence=tuple(sorted({place for _, place in found[pair]})),
        )
        for pair in sorted(found)
    )


def _links(codebase: Codebase) -> frozenset[Pair]:
    """The referencing and the referenced table of every foreign key."""
    return frozenset(
        (table.id, key.to_table) for table in codebase.tables for key in table.foreign_keys
    )


def _stretches(codebase: Codebase, operations: Collection[str]) -> Iterator[list[_Touched]]:
    """What each function touches for each module that it acts for, in the order of lines."""
    asleep = codebase.dormant()
    rows: dict[tuple[str, str, str], list[Access]] = defaultdict(list)
    for access in codebase.accesses:
        if access.operation in operations and access.module not in asleep:
            rows[access.module, access.function, access.for_module or ""].append(access)
    for (module, function, _), accesses in sorted(rows.items()):
        lines: dict[Location, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for access in accesses:
            for place in access.evidence:
                lines[place][access.table].add(access.how)
        name = f"{module}.{function}" if function else module
        yield [
            _Touched(name, place, {table: frozenset(hows) for table, hows in tables.items()})
            for place, tables in sorted(lines.items())
        ]


def _joined(touched: _Touched, stretch: list[_Touched], linked: Collection[Pair]) -> Iterator[Pair]:
    joined = touched.by(JOINING)
    if len(touched.queried()) > 1:
        joined = touched.by(SAID)
    if 1 < len(said := touched.by(STATEMENT)) <= MOST_IN_STATEMENT:
        yield from _adjacent(said, said, linked)
    pairs = set(_adjacent(joined, touched.tables, linked))
    yield from pairs
    if touched.by((SQL,)):
        yield from _apart(touched.by((SQL,)), pairs)
        return
    for table in joined.difference(*pairs):
        yield from _with_query(table, touched, stretch, linked)


def _adjacent(
    joined: Iterable[str], others: Iterable[str], linked: Collection[Pair]
) -> Iterator[Pair]:
    """The pairs that a foreign key ties, from the referencing table to the referenced."""
    beside = list(others)
    for table in joined:
        for other in beside:
            if table != other:
                yield from (p for p in ((table, other), (other, table)) if p in linked)


def _apart(said: Collection[str], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs of what a statement names and no foreign key ties: one for each two groups."""
    group = {table: table for table in said}
    for source, target in sorted(pairs):
        if source in group and target in group:
            kept, gone = sorted((group[source], group[target]))
            group = {table: kept if name == gone else name for table, name in group.items()}
    yield from combinations(sorted(set(group.values())), 2)


def _with_query(
    table: str, touched: _Touched, stretch: list[_Touched], linked: Collection[Pair]
) -> Iterator[Pair]:
    """The table with what is queried nearby and tied to it, else with the one that is, if one."""
    if queried := touched.queried():
        if len(queried) == 1:
            yield from ((base, table) for base in queried)
        return
    near = (other for other in stretch if 0 < _lines_apart(other, touched) <= SAME_QUERY)
    for other in sorted(near, key=lambda one: (_lines_apart(one, touched), one.place)):
        pairs = list(_adjacent((table,), other.queried(), linked))
        if pairs:
            yield from pairs
            return


def _lines_apart(one: _Touched, other: _Touched) -> int:
    return abs(one.place.line - other.place.line)
