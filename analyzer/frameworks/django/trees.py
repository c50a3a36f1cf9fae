"""Trees of rows: what the methods of treebeard's nodes and of mptt's models read and write.

Source: the API references of django-treebeard 4 and django-mptt 0.16.
"""

from __future__ import annotations

from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import row_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import outside_names
from analyzer.resolution.values import Values

_PACKAGES = ("treebeard.", "mptt.")
_MANY = frozenset(
    {
        "get_ancestors",
        "get_children",
        "get_descendants",
        "get_family",
        "get_leafnodes",
        "get_root_nodes",
        "get_siblings",
        "get_tree",
    }
)
_ONE = frozenset(
    {
        "get_first_child",
        "get_first_root_node",
        "get_first_sibling",
        "get_last_child",
        "get_last_root_node",
        "get_last_sibling",
        "get_next_sibling",
        "get_parent",
        "get_prev_sibling",
        "get_previous_sibling",
        "get_root",
    }
)
_DATA = frozenset({"dump_bulk", "find_problems", "get_annotated_list", "get_descendant_count"})
_WRITES = frozenset(
    {
        "add_child",
        "add_root",
        "add_sibling",
        "fix_tree",
        "insert_at",
        "load_bulk",
        "move",
        "move_to",
    }
)

METHODS = _MANY | _ONE | _DATA | _WRITES


def call(frame: Frame, model: ModelInfo, name: str, line: int) -> Values | None:
    """Record what a node's method touches; None where it is no tree's."""
    if name not in METHODS or not is_tree(model):
        return None
    toucher = Toucher(frame, line, "likely")
    toucher.read_rows(model, "tree")
    if name in _WRITES:
        toucher.write(model, "tree")
    if name in _MANY:
        return (default_manager(model),)
    return () if name in _DATA else (row_of(model),)


def is_tree(model: ModelInfo) -> bool:
    """Tell whether a model's rows are nodes of a tree."""
    return any(
        base.startswith(_PACKAGES)
        for holder in model.lineage()
        for base in (outside_names(holder.cls) if holder.cls is not None else ())
    )
