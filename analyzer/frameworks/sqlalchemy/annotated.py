"""What `Mapped[...]` annotations say: whether there is a column, and which classes they name."""

from __future__ import annotations

import re

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.program import ClassInfo

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


def is_column_annotation(
    node: facts.Assign, holder: ClassInfo, lineage: tuple[ClassInfo | str, ...]
) -> bool:
    """Tell whether `name: Mapped[int]`, or any bare annotation of an SQLModel, is a column."""
    is_sqlmodel = any(isinstance(b, str) and b.endswith("SQLModel") for b in lineage)
    match node.annotation:
        case facts.Subscript(value=facts.Name(id=name) | facts.Attribute(attr=name), index=index):
            if name == "Mapped":
                return node.value is None and not _names_class(index)
            return is_sqlmodel and name not in ("ClassVar", "List", "list")
        case facts.Name() | facts.Attribute() | facts.Operation():
            return is_sqlmodel and not isinstance(node.value, facts.Call)
    return False


def _names_class(index: facts.Expr) -> bool:
    return isinstance(index, facts.Constant)
