"""The rows of results: tuples of what was selected, which go by the names of their classes.

`for row in session.execute(select(Order)): row.Order`, `row[0]`, and `for (order,) in result`. What
holds one thing alone is that thing to inference. Source: "Using SELECT Statements" and "Row" in
SQLAlchemy's documentation.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import Instance, TupleOf, Value, Values

_OPENING = frozenset({"__getitem__", "__iter__"})


def attribute(mappings: Mappings, value: Value, name: str) -> Values | None:
    """Return what a row holds under a class's name."""
    match value:
        case Instance(cls=cls) if cls.name == name and mappings.by_class.get(cls) is not None:
            return (value,)
        case TupleOf(items=items):
            inside = (each for item in items for each in item if isinstance(each, Instance))
            return tuple(each for each in inside if each.cls.name == name) or None
    return None


def item(mappings: Mappings, value: Value, index: Expr) -> Values | None:
    """Return what a row of one thing holds at a place."""
    match value, index:
        case Instance(cls=cls), facts.Constant(value=int()):
            is_mapped = mappings.by_class.get(cls) is not None
            return (value,) if is_mapped and not _opens(cls) else None
    return None


def _opens(cls: ClassInfo) -> bool:
    return any(
        base.startswith("oslo_db.")
        if isinstance(base, str)
        else not _OPENING.isdisjoint(base.methods)
        for base in mro(cls)
    )
