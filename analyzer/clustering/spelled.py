"""How a word stands in a program: in one package or in layers, for one subject or by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyzer.clustering.fragments import Fragment
from analyzer.clustering.layers import is_layer_word
from analyzer.clustering.relations import unrelated
from analyzer.model.words import stem

# What one module is called in each of so many packages is a kind of module.
_KIND_LEAST = 3
# So many modules of a package that do not need each other are of one kind, whatever it is called.
_SHELF_LEAST = 8


class Spelled(NamedTuple):
    """A word, where it stands, and the modules that carry it.

    `layered` if it stands in packages of different layers and nowhere else, `twins` if modules are
    called just that in layers that are parallel. `kind` if it is a layer's word that one module
    in each of many packages is called by (`apps`): what they have in common is no subject.
    `shelf` if it is a package of modules that stand side by side and do not need each other
    (`lookups`, `terminals`): a layer, of whose word no list knows. `scattered` if it stands in
    several packages, and is no layer's.
    """

    word: str
    group: tuple[Fragment, ...]
    members: frozenset[int]
    layered: bool
    twins: bool
    kind: bool
    shelf: bool
    scattered: bool


class Needs(NamedTuple):
    """What each module imports or shares a table with, and the other way round."""

    of: Mapping[int, frozenset[int]]
    by: Mapping[int, frozenset[int]]


def both_ways(needs: Mapping[int, frozenset[int]]) -> Needs:
    """Return what each module needs together with who needs it."""
    found: dict[int, set[int]] = {}
    for source, targets in needs.items():
        for target in targets:
            found.setdefault(target, set()).add(source)
    return Needs(needs, {target: frozenset(sources) for target, sources in found.items()})


def spell(
    word: str,
    group: tuple[Fragment, ...],
    needs: Needs,
    parallel: frozenset[str],
    roots: frozenset[str],
    tabled: bool,
) -> Spelled:
    """Tell how a word stands in the fragments of `group`.

    `parallel` are the packages of parallel layers in which something is called just that; a
    layer's word is a subject there only if it is `tabled`, the word of a table. What stands beside
    the layers in a root (`commands/database`, `daos/database`, `databases`) belongs to it.
    """
    machinery = is_layer_word(word)
    twins = len({f.place for f in group} & parallel) > 1 and (tabled or not machinery)
    if twins:
        group = tuple(f for f in group if is_layer_word(_layer(f)) or f.place in roots)
    layered = twins or (not machinery and _crosses_layers(group))
    members = _members(group) if layered else _without_coincidences(group, needs)
    kind = machinery and not twins and _is_a_kind(group)
    shelf = not twins and _is_a_shelf(group, needs.of)
    scattered = not machinery and len(group) > 1
    return Spelled(word, group, members, layered, twins, kind, shelf, scattered)


def _members(group: Sequence[Fragment]) -> frozenset[int]:
    return frozenset(node for fragment in group for node in fragment.members)


def _without_coincidences(
    group: Sequence[Fragment],
    needs: Needs,
) -> frozenset[int]:
    """Drop modules outside the largest fragment that share the word but not the subject.

    Such a module needs nothing of the set and is needed more from outside than from inside.
    """
    members = set(_members(group))
    core = frozenset(max(group, key=lambda f: (len(f.members), f.place)).members)
    none: frozenset[int] = frozenset()
    while True:
        strangers = [
            node
            for node in members - core
            if not needs.of.get(node, none) & (members - {node})
            and 2 * len(needs.by.get(node, none) & members) < len(needs.by.get(node, none))
        ]
        if not strangers:
            return frozenset(members)
        members.difference_update(strangers)


def _crosses_layers(group: Sequence[Fragment]) -> bool:
    """Tell whether a word stands directly in the packages of two layers, and nowhere else."""
    stems = {_layer(fragment) for fragment in group}
    return len(stems) > 1 and all(is_layer_word(each) for each in stems)


def _is_a_kind(group: Sequence[Fragment]) -> bool:
    """Tell whether a word is what one module is called in each of many packages (`apps`)."""
    leaves = [fragment for fragment in group if len(fragment.members) == 1]
    return len(leaves) >= _KIND_LEAST and 2 * len(leaves) > len(group)


def _is_a_shelf(group: Sequence[Fragment], needs: Mapping[int, frozenset[int]]) -> bool:
    """Tell whether a word is one package's, whose modules need the package at most."""
    if len(group) > 1:
        return False
    below = {
        node: part
        for node, part in zip(group[0].members, group[0].parts, strict=True)
        if part.rpartition(".")[0] != group[0].place
    }
    packages = {part.rpartition(".")[0] for part in below.values()}
    flat = len(packages) == 1 and len(set(below.values())) == len(below)
    return flat and unrelated(below, needs, _SHELF_LEAST)


def _layer(fragment: Fragment) -> str:
    """Return the stem of the package that a fragment stands in."""
    return stem(fragment.place.rpartition(".")[2])
