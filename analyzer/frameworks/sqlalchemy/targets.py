"""Keys to a column that is named through its class: `ForeignKey(Order.id)`.

A column that a mixin or a helper makes is one declaration for all classes that have it; whose is
meant stands in the code.
"""

from __future__ import annotations

from collections.abc import Callable

from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.model import facts
from analyzer.resolution.engine import Engine
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import CallSite, ClassValue


def named_class_column(
    engine: Engine, mapping: Callable[[ClassInfo], Mapped | None], key: CallSite
) -> tuple[str, str] | None:
    """Return the table and column of `Class.attribute`, which a key is given first, if it is.

    `mapping` gives the mapping of a class, None of one that is not mapped.
    """
    for argument in key.call.args[:1]:
        owner, name = _owner(argument)
        for value in evaluate(Frame(engine, key.unit), owner) if owner is not None else ():
            mapped = mapping(value.cls) if isinstance(value, ClassValue) else None
            column = mapped.column(name) if mapped is not None else None
            if column is not None:
                return column
    return None


def _owner(expression: facts.Expr) -> tuple[facts.Expr | None, str]:
    """Return the class and the column of `Class.column` or `Class.__table__.c.column`."""
    match expression:
        case facts.Attribute(
            value=facts.Attribute(
                value=facts.Attribute(value=owner, attr="__table__"), attr="c" | "columns"
            ),
            attr=name,
        ):
            return owner, name
        case facts.Attribute(value=owner, attr=name):
            return owner, name
    return None, ""
