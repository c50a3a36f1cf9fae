"""What is added to a table after it was declared: `table.append_column(Column(...))`.

Source: `Table.append_column` and `Table.append_constraint` in SQLAlchemy's documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analyzer.frameworks.sqlalchemy.declarations import is_column
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.frameworks.sqlalchemy.values import TableValue
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import CallSite, ClassValue, ExternalMethod, Value, Values

_METHODS = frozenset({"append_column", "append_constraint"})


@dataclass(frozen=True, slots=True)
class Appended:
    """A column or constraint that a call adds to a table, or to that of a mapped class."""

    table: CallSite | ClassInfo
    values: Values

    @property
    def columns(self) -> list[Value]:
        """The columns among what is added."""
        return [value for value in self.values if is_column(value)]


def appended(callee: Value, site: CallSite) -> Appended | None:
    """Return what a call adds to a table, None if it is another kind of call."""
    match callee:
        case ExternalMethod(receiver=TableValue(site=table), name=name) if name in _METHODS:
            return Appended(table, site.argument(0, "column"))
        case ExternalMethod(
            receiver=ExternalMethod(receiver=ClassValue(cls=cls), name="__table__"), name=name
        ) if name in _METHODS:
            return Appended(cls, site.argument(0, "column"))
    return None


def key_of(
    added: Appended,
    mapped: Callable[[ClassInfo], Mapped | None],
    add_bare: Callable[[CallSite], str | None],
) -> str | None:
    """Return the key of the table that something is added to."""
    if isinstance(added.table, CallSite):
        return add_bare(added.table)
    found = mapped(added.table)
    return found.table if found is not None else None
