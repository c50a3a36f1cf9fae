"""Plug-ins: packages that are alike and have nothing to do with each other are one family.

`tools/nessus/parser.py`, `tools/burp/parser.py` and two hundred more speak the same words and call
the same host, but not each other. Divided by likeness they fall into groups that nobody could
name, which take the place of real subjects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from analyzer.clustering.ground import Ground
from analyzer.clustering.problem import canonical_labels
from analyzer.clustering.relations import unrelated
from analyzer.clustering.roles import root_packages
from analyzer.clustering.today import package_around
from analyzer.model.partition import MODULE, Node

# A family has so many plug-ins in a group.
_FEWEST = 3
# Where so many of the parts of a package are plug-ins, so are the rest.
_MOSTLY = 1 / 2
# Fewer parts than this are no crowd that says anything of the rest.
_MANY = 6
# A part with more modules than so many usual ones is no plug-in, but a subject.
_PLUG_IN = 4


def join_families(labels: Sequence[int], ground: Ground) -> tuple[int, ...]:
    """Join the groups of one package whose parts are alike but do not need each other.

    The group of the package itself, if it is nearly all below it, is theirs, and so are those below
    it where most of its parts are, but for large parts. Groups with tables stay: data is a subject.
    So does whatever a plan says anything of.
    """
    groups: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        groups.setdefault(label, []).append(node)
    nodes = ground.terrain.nodes
    packages = {label: _package(groups[label], ground) for label in sorted(groups)}
    homes = {nodes[node].name: [label] for node, label in enumerate(labels)}
    joined: dict[int, int] = {}
    for package, members in _families(groups, packages, ground).items():
        members += [m for m in homes.get(package, ()) if packages[m] == package]
        members += _more_plug_ins(package, members, groups, packages, nodes)
        joined.update(dict.fromkeys(members, min(members)))
    return canonical_labels(joined.get(label, label) for label in labels)


def _more_plug_ins(
    package: str,
    members: Iterable[int],
    groups: Mapping[int, Sequence[int]],
    packages: Mapping[int, str],
    nodes: Sequence[Node],
) -> list[int]:
    """Return the other groups below a package whose parts are plug-ins for the most part.

    A part that is many times as large as the usual ones is left alone: among two hundred helpers of
    one module each, the seventy modules for one maker's devices are no helper.
    """
    parts = {label: _parts(group, package, nodes) for label, group in groups.items()}
    sizes = Counter(part for inside in parts.values() for part in inside.values())
    plug_ins = {part for member in members for part in parts[member].values()}
    if len(plug_ins) < _MOSTLY * len(sizes) or len(sizes) < _MANY:
        return []
    usual = _PLUG_IN * median(sizes.values())
    return [
        label
        for label, around in packages.items()
        if f"{around}.".startswith(f"{package}.")
        and len(groups[label]) <= usual * len(set(parts[label].values()))
    ]


def _families(
    groups: Mapping[int, Sequence[int]], packages: Mapping[int, str], ground: Ground
) -> dict[str, list[int]]:
    """Return the packages of families with their groups of unrelated parts, inner ones first."""
    nodes, needs = ground.terrain.nodes, ground.needs
    roots = root_packages(node.name for node in nodes if node.kind == MODULE)
    found: dict[str, list[int]] = {}
    for label, package in packages.items():
        parts = _parts(groups[label], package, nodes)
        if package not in roots and unrelated(parts, needs, _FEWEST):
            found.setdefault(package, []).append(label)
    return dict(sorted(found.items(), reverse=True))


def _package(group: Iterable[int], ground: Ground) -> str:
    """Return the package that a group lies in; "" with tables in it, or what a plan speaks of."""
    members = [ground.terrain.nodes[node] for node in group]
    held = frozenset() if ground.bonds is None else ground.bonds.held
    if any(member.kind != MODULE for member in members) or not held.isdisjoint(group):
        return ""
    return package_around([member.name for member in members])


def _parts(group: Iterable[int], package: str, nodes: Sequence[Node]) -> dict[int, str]:
    """Map the members of a group that lie below a package to the part of it in which they do."""
    below = f"{package}."
    return {
        node: nodes[node].name.removeprefix(below).partition(".")[0]
        for node in group
        if nodes[node].name.startswith(below)
    }
