"""Collections of related rows: what `order.lines.append(line)` has the unit of work write.

Source: "Working with ORM Related Objects" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.model import facts
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Instance

_CHANGES = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "remove", "update"}
)
_OF_QUERIES = frozenset({"add", "add_all", "append", "extend", "remove"})


def collect(
    frame: Frame, mappings: Mappings, name: str, site: CallSite, is_query: bool = False
) -> None:
    """Record what is written when rows are put into a collection of a row, or taken out of it.

    The collection may be a query over its rows, which changes them in other ways beside.
    """
    if is_query and name not in _OF_QUERIES:
        return
    match site.call.func:
        case facts.Attribute(value=facts.Attribute(value=holder, attr=attribute)):
            for row in evaluate(frame, holder) if name in _CHANGES | _OF_QUERIES else ():
                mapped = mappings.by_class.get(row.cls) if isinstance(row, Instance) else None
                relationship = mapped.relationship(attribute) if mapped is not None else None
                if relationship is not None and relationship.is_kept_elsewhere:
                    cascades.change(frame, relationship, site.line)
