"""What the ORM does beside the row at hand: eager loads, and saves and deletes that cascade.

Source: "Relationship Loading Techniques" and "Cascades" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.sqlalchemy import computed
from analyzer.frameworks.sqlalchemy.declarations import DELETE, ORPHANS
from analyzer.frameworks.sqlalchemy.mapped import Mapped, Relationship
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Instance, Values, flattened


def load(frame: Frame, mappings: Mappings, rows: Values, line: int) -> None:
    """Record the tables that are read together with rows, as their attributes say."""
    for table in loaded(frame, mappings, rows):
        frame.touch(table, "read", "eager", "likely", line)


def loaded(frame: Frame, mappings: Mappings, rows: Values) -> Iterator[str]:
    """Yield the tables that are read together with rows, as their attributes say."""
    for mapped in _mapped(mappings, rows):
        yield from _heirs(mapped)
        yield from computed.read_with(frame, mapped)
        for relationship in _follow(mapped, lambda each: each.eager):
            yield from _tables(relationship)
            yield from _heirs(relationship.target)
            yield from computed.read_with(frame, relationship.target)


def refresh(frame: Frame, mappings: Mappings, mapped: Mapped, line: int) -> None:
    """Record that a row is read again that a commit expired; not one that may have been deleted.

    What a session deletes leaves it, and keeps what it holds.
    """
    if any(t.table == mapped.table and t.how == "delete" for t in frame.effects.touches):
        return
    for table in mapped.tables():
        frame.touch(table, "read", "refresh", "likely", line)
    load(frame, mappings, (Instance(mapped.cls),), line)


def make(frame: Frame, mapped: Mapped, site: CallSite) -> None:
    """Record what a new row sets, and what ties it to the rows that it is given."""
    for name in site.keywords:
        if (column := mapped.column(name)) is not None:
            frame.column(*column, "write", site.line)
        relationship = mapped.relationship(name)
        if relationship is not None and relationship.secondary is not None:
            frame.touch(relationship.secondary, "write", "flush", "likely", site.line, waits=True)
        elif relationship is not None and _holds(site.keywords[name], relationship):
            change(frame, relationship, site.line)
    for keyword in site.call.keywords:
        given = mapped.relationship(keyword.name or "")
        if given is not None and not given.is_kept_there and _is_new(keyword.value, given):
            _touch_rows(frame, given, site.line)


def _is_new(given: Expr, relationship: Relationship) -> bool:
    """Tell whether a row behind a relationship is made where it is given: it is added as well."""
    match given:
        case facts.Call(func=func):
            return last_name_of(func) == relationship.target.cls.name
        case facts.Collection(items=items):
            return any(_is_new(item, relationship) for item in items)
    return False


def _touch_rows(frame: Frame, relationship: Relationship, line: int) -> None:
    for table in relationship.target.tables():
        frame.touch(table, "write", "flush", "likely", line, waits=True)


def change(frame: Frame, relationship: Relationship, line: int) -> None:
    """Record what is written with a relationship whose keys other rows keep, or pairs of them."""
    if relationship.viewonly:
        return
    between = relationship.secondary
    for table in relationship.target.tables() if between is None else (between,):
        frame.touch(table, "write", "flush", "likely", line, waits=True)


def _holds(values: Values, relationship: Relationship) -> bool:
    row = Instance(relationship.target.cls)
    return relationship.is_kept_there and row in flattened(values)


def save(frame: Frame, mapped: Mapped, line: int) -> None:
    """Record the rows that belong to a row that is added, and are written with it."""
    for relationship in _follow(mapped, lambda each: ORPHANS in each.cascades):
        _touch(frame, relationship, "write", "flush", line)


def delete(frame: Frame, mapped: Mapped, line: int) -> None:
    """Record the rows that the ORM loads and deletes with a row, and what ties it to others."""
    for relationship in _follow(mapped, lambda each: DELETE in each.cascades):
        _touch(frame, relationship, "read", "cascade", line)
        _touch(frame, relationship, "write", "cascade", line)
    for relationship in mapped.every_relationship().values():
        if relationship.secondary is not None and not relationship.viewonly:
            frame.touch(relationship.secondary, "write", "cascade", "likely", line, waits=True)


def _follow(mapped: Mapped, wanted: Callable[[Relationship], bool]) -> Iterator[Relationship]:
    """Yield the wanted relationships of a class, and those of the classes behind them."""
    waiting, seen = [mapped], {mapped}
    while waiting:
        for relationship in waiting.pop().every_relationship().values():
            if wanted(relationship):
                yield relationship
                if relationship.target not in seen:
                    seen.add(relationship.target)
                    waiting.append(relationship.target)


def _touch(frame: Frame, relationship: Relationship, operation: str, how: str, line: int) -> None:
    for table in _tables(relationship):
        frame.touch(table, operation, how, "likely", line, waits=operation == "write")


def _heirs(mapped: Mapped) -> Iterator[str]:
    """Yield the tables of a class's heirs that are joined to its own where rows are loaded."""
    own = mapped.tables()
    for heir in mapped.heirs:
        yield from (table for table in heir.tables() if table not in own)


def _tables(relationship: Relationship) -> Iterator[str]:
    yield from relationship.target.tables()
    if relationship.secondary is not None:
        yield relationship.secondary


def _mapped(mappings: Mappings, rows: Values) -> Iterator[Mapped]:
    for row in flattened(rows):
        mapped = mappings.by_class.get(row.cls) if isinstance(row, Instance) else None
        if mapped is not None:
            yield mapped
