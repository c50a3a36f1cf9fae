"""The program's own kinds of columns, keys and tables: `class IdColumn(Column)`.

Source: "Extending Column" and "Table" in SQLAlchemy's documentation of Core.
"""

from __future__ import annotations

from analyzer.resolution.program import ClassInfo, outside_bases
from analyzer.resolution.values import CallSite, External, ExternalInstance, Values

_KINDS = frozenset({"Column", "ForeignKey", "ForeignKeyConstraint", "MappedColumn", "Table"})


def constructor(cls: ClassInfo) -> External | None:
    """Return what of SQLAlchemy's a class of the program derives from, to declare with."""
    for base in outside_bases(cls):
        if base.rpartition(".")[2] in _KINDS and "sqlalchemy" in base:
            return External(base)
    return None


def made(kind: External, site: CallSite) -> Values:
    """Return the column or key that a call of such a class makes, by the arguments of that call."""
    return (ExternalInstance(kind.name, site),)
