"""Back from definitions to modules: what flat modules were taken apart into is told by their names.

Services are judged by the definitions that they take. A document knows modules: a cut from one
definition to another is shown between their modules, one for each kind and two services; so a flat
module can stand at both of its ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from analyzer.assessment.cuts import order
from analyzer.assessment.ties import places
from analyzer.model.analysis import Cut
from analyzer.model.partition import MODULE, Group, NamedPartition, Node

Key = tuple[str, str, str, str, tuple[str, ...]]


def fold_cuts(cuts: Iterable[Cut], parts: Mapping[str, str]) -> tuple[Cut, ...]:
    """The cuts between modules; those that were one but for their definitions are one.

    Args:
        parts: the modules that stand for a definition, each with the module that it is from.
    """
    if not parts:
        return tuple(cuts)
    same: dict[Key, list[Cut]] = defaultdict(list)
    for cut in cuts:
        target = parts.get(cut.target, cut.target) if isinstance(cut.target, str) else cut.target
        renamed = msgspec.structs.replace(cut, source=_source(cut, parts), target=target)
        same[order(renamed)].append(renamed)
    return tuple(_merged(same[key]) for key in sorted(same))


def fold_partition(named: NamedPartition, parts: Mapping[str, str]) -> NamedPartition:
    """A partition with modules alone in it: a flat module is where most of it went."""
    groups = (
        Group(tuple(node for node in group.members if not _is_part(node, parts)), group.stability)
        for group in named.partition.groups
    )
    partition = msgspec.structs.replace(named.partition, groups=tuple(groups))
    return msgspec.structs.replace(named, partition=partition)


def _is_part(node: Node, parts: Mapping[str, str]) -> bool:
    return node.kind == MODULE and node.name in parts


def _source(cut: Cut, parts: Mapping[str, str]) -> str:
    if cut.source in parts:
        return parts[cut.source]
    if cut.kind == "transaction":
        # The function's name begins with its definition's: shop.views.Cart.Cart.pay.
        words = cut.source.split(".")
        for end in range(len(words) - 1, 1, -1):
            part = ".".join(words[:end])
            if part in parts:
                return ".".join([parts[part], *words[end:]])
    return cut.source


def _merged(cuts: list[Cut]) -> Cut:
    dearest = min(cuts, key=lambda cut: (-cut.weight, cut.evidence, cut.advice))
    return msgspec.structs.replace(dearest, evidence=places(cut.evidence for cut in cuts))
