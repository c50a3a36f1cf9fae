"""Flat files after the division: each goes where most of it went, and small remnants with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from analyzer.clustering.merging import SMALLEST_GROUP
from analyzer.clustering.placement import follow_neighbours
from analyzer.model.codebase import Codebase

# A flat module is kept whole where so much of it goes to one service.
_SETTLED = 0.8

# What a definition counts towards a group that stands: a handful of them is no service.
PART = 0.5


def gather_up(
    codebase: Codebase, homes: dict[str, int], held: frozenset[str] = frozenset()
) -> dict[str, int]:
    """Return the homes with each flat module's own: where most lines of its definitions went.

    Where that is nearly all of it, the rest goes along: a file is not divided for a helper. A table
    is none. What a group is left with after that may be too little for a service: it follows its
    files, and its neighbours. What is `held` by a plan stays where it is, and its groups stand.
    """
    sizes = {module.name: module.lines for module in codebase.modules}
    members: dict[str, list[str]] = {}
    for part, owner in sorted(codebase.parts().items()):
        if part in homes:
            members.setdefault(owner, []).append(part)
    defining = {table.module for table in codebase.tables}
    found = dict(homes)
    for owner, inside in members.items():
        votes: dict[int, int] = {}
        for part in inside:
            votes[homes[part]] = votes.get(homes[part], 0) + sizes[part]
        found[owner] = min(votes, key=lambda home: (-votes[home], home))
        if votes[found[owner]] >= _SETTLED * sum(votes.values()):
            helpers = (part for part in inside if part not in defining and part not in held)
            found.update(dict.fromkeys(helpers, found[owner]))
    return _without_remnants(codebase, homes, found, {homes[name] for name in held & homes.keys()})


def _without_remnants(
    codebase: Codebase, before: Mapping[str, int], after: Mapping[str, int], held: Collection[int]
) -> dict[str, int]:
    """Dissolve the groups that gathering up left with too little, but for those `held`."""
    parts = codebase.parts()
    had, kept = _weights(codebase, parts, before), _weights(codebase, parts, after)
    gone = {h for h in had if h not in held and kept[h] < min(SMALLEST_GROUP, had[h])}
    standing = {name: home for name, home in after.items() if home not in gone}
    found = dict(after)
    for name in sorted(after.keys() - standing.keys()):
        home = standing.get(parts.get(name, ""))
        home = follow_neighbours(name, standing) if home is None else home
        found[name] = after[name] if home is None else home
    return found


def _weights(
    codebase: Codebase, parts: Mapping[str, str], homes: Mapping[str, int]
) -> Mapping[int, float]:
    """Return what the members of each group count: modules one, definitions a part of one."""
    packages = {m.name for m in codebase.modules if m.path.endswith("__init__.py")}
    weights: dict[int, float] = defaultdict(float)
    for name, home in homes.items():
        if name not in packages:
            weights[home] += PART if name in parts else 1.0
    return weights
