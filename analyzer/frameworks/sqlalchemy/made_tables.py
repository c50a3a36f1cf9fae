"""Functions that declare: `def orders(metadata): return Table("orders", metadata, ...)`.

And those that map classes to tables, which a program calls as it starts.
"""

from __future__ import annotations

from analyzer.frameworks.base import serves_migrations
from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.sqlalchemy.declared import MAPPERS
from analyzer.frameworks.sqlalchemy.sessions import mentions
from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution.program import FunctionInfo


def declares_table(function: FunctionInfo) -> bool:
    """Tell whether a function declares a table that it names, with its columns, or maps a class.

    Scripts of migrations describe tables as they once were.
    """
    if function.enclosing is not None or serves_migrations(function.module.name):
        return False
    if not any(mentions(function.module, name) for name in ("Table", *MAPPERS)):
        return False
    return any(map(_is_declaration, walk(function.node.body)))


def _is_declaration(node: object) -> bool:
    match node:
        case facts.Call(args=(facts.Name() | facts.Attribute(), _, *_), func=func):
            return last_name_of(func) in MAPPERS
        case facts.Call(args=(facts.Constant(value=str()), _, *columns), func=func):
            return last_name_of(func) == "Table" and any(map(_is_column, columns))
    return False


def _is_column(node: object) -> bool:
    return isinstance(node, facts.Call) and last_name_of(node) == "Column"
