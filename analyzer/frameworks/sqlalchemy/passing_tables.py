"""Tables that a function declares for its own use, beside what the program declares."""

from __future__ import annotations

from analyzer.frameworks.constants import last_name_of
from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution.values import CallSite


def is_passing(site: CallSite) -> bool:
    """Tell whether a function declares a table for itself: in a registry that it makes and keeps.

    `metadata = MetaData()`, `Table("scratch", metadata, ...)`, `metadata.create_all(engine)`: the
    database may come to have it, the program's own registry does not.
    """
    registry = site.call.args[1] if len(site.call.args) > 1 else None
    function = site.unit.function
    return function is not None and any(
        isinstance(node, facts.Assign)
        and registry in node.targets
        and isinstance(registry, facts.Name)
        and isinstance(node.value, facts.Call)
        and last_name_of(node.value) == "MetaData"
        for node in walk(function.node.body)
    )
