"""Class names inside of `Mapped[...]` annotations, quoted or not."""

from __future__ import annotations

import re

from analyzer.model import facts
from analyzer.model.facts import Expr

_LISTS = frozenset(
    {"list", "List", "set", "Set", "Sequence", "WriteOnlyMapped", "DynamicMapped", "dict", "Dict"}
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def class_names(annotation: Expr) -> tuple[list[str], bool]:
    """Return the names that an annotation mentions, and whether a collection holds them."""
    names = list(_names(annotation))
    return names, any(name in _LISTS for name in names)


def _names(annotation: Expr) -> list[str]:
    match annotation:
        case facts.Constant(value=str() as text):
            return [word.rpartition(".")[2] for word in _WORD.findall(text)]
        case facts.Name(id=name) | facts.Attribute(attr=name):
            return [name]
        case facts.Subscript(value=value, index=index):
            return _names(value) + _names(index)
        case facts.Operation(operands=items) | facts.Collection(items=items):
            return [name for item in items for name in _names(item)]
    return []
