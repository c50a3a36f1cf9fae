"""Sentences that several explanations share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.model.analysis import Access, Analysis, Cut, Dependency, ForeignKey, Table
from reports.digest import names
from reports.explaining.explanation import Point
from reports.text import listed, plural

_DEPENDS = {
    "import": "imports",
    "lazy_import": "imports, inside a function,",
    "type_import": "imports for type checkers",
    "dynamic_import": "loads, by its name as a string,",
    "call": "calls",
    "inherit": "inherits from",
    "signal": "is tied by a signal to",
    "task": "queues a task of",
}

_TABLES_NAMED = 6


def title(analysis: Analysis, service: str | None) -> str:
    """What people call a service; `no service` for none."""
    return "no service" if service is None else names(analysis).get(service, service)


def dependency(found: Dependency) -> Point:
    """A module needs another."""
    verb = _DEPENDS.get(found.kind, f"needs ({found.kind})")
    return Point(f"{found.source} {verb} {found.target}", found.evidence)


def access(found: Access) -> Point:
    """A function reads or writes a table."""
    where = f"{found.module}.{found.function}" if found.function else found.module
    behalf = f" for {found.for_module}" if found.for_module else ""
    verb = "writes" if found.operation == "write" else "reads"
    how = f"({found.how}, {found.confidence})"
    return Point(f"{where}{behalf} {verb} {found.table} {how}", found.evidence)


def tables(every: Sequence[str]) -> str:
    """Tables by name; a long list is cut short, as a line of it would fill a screen."""
    return listed(every, _TABLES_NAMED)


def key(table: Table, found: ForeignKey) -> Point:
    """A table refers to another."""
    rule = f", on delete {found.on_delete}" if found.on_delete else ""
    empty = ", may be empty" if found.nullable else ""
    text = f"{table.id}.{found.column} refers to {found.to_table}{rule}{empty}"
    return Point(text, found.evidence)


def cuts(analysis: Analysis, found: Iterable[Cut]) -> Iterator[Point]:
    """What crosses a line, the dearest first."""
    for cut in sorted(found, key=lambda cut: -cut.weight):
        target = cut.target if isinstance(cut.target, str) else tables(cut.target)
        sides = f"{title(analysis, cut.from_service)} to {title(analysis, cut.to_service)}"
        kind = cut.kind.replace("_", " ")
        text = f"{kind}: {cut.source} to {target}, {sides}, {plural(cut.weight, 'point')}"
        yield Point(f"{text}. {cut.remedy}: {cut.advice}", cut.evidence)
