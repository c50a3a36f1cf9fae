"""Every tie between modules and tables as one kind of thing: who, whom, how, in how many places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import msgspec

from analyzer.model.analysis import Analysis
from reports.sketch import Edge, Family, share
from reports.text import plural

WRITES = Family("writes", "#b3432b", "solid", ("writes",))
READS = Family("reads", "#8a6d1f", "dashed", ("reads",))
KEYS = Family("foreign keys", "#6d3f8c", "solid", ("foreign keys",))
CODE = Family(
    "code",
    "#33639c",
    "dashed",
    ("import", "lazy_import", "type_import", "dynamic_import", "call", "inherit"),
)
MESSAGES = Family("messages", "#5d6770", "dotted", ("task", "signal"))
FAMILIES = (WRITES, READS, KEYS, CODE, MESSAGES)


class End(msgspec.Struct, frozen=True, order=True):
    """A module by its name, or a table by its id."""

    name: str
    table: bool = False


class Link(msgspec.Struct, frozen=True):
    """A tie from one end to another; `places` counts the lines that it stands on."""

    source: End
    target: End
    family: Family
    kind: str
    places: int


# Places by kind, between two nodes and of one family.
Tally = dict[tuple[str, str, Family], Counter[str]]


def links(analysis: Analysis) -> Iterator[Link]:
    """Dependencies, accesses (of the module that chose the table) and foreign keys."""
    for tie in analysis.dependencies:
        family = MESSAGES if tie.kind in MESSAGES.kinds else CODE
        yield Link(End(tie.source), End(tie.target), family, tie.kind, max(1, len(tie.evidence)))
    for use in analysis.accesses:
        if use.is_sent:
            continue
        family = WRITES if use.operation == "write" else READS
        source, target = End(use.for_module or use.module), End(use.table, table=True)
        yield Link(source, target, family, use.operation, max(1, len(use.evidence)))
    for table in analysis.tables:
        for key in table.foreign_keys:
            target = End(key.to_table, table=True)
            yield Link(End(table.id, table=True), target, KEYS, "foreign key", 1)


def tally(analysis: Analysis, nodes: Mapping[End, str], subject: Collection[str]) -> Tally:
    """What ties nodes of the subject to each other and to others; `nodes` says which is whose."""
    found: Tally = {}
    for link in links(analysis):
        source, target = nodes.get(link.source), nodes.get(link.target)
        if source is None or target is None or source == target:
            continue
        if source in subject or target in subject:
            counts = found.setdefault((source, target, link.family), Counter())
            counts[link.kind] += link.places
    return found


def nearest(found: Tally, candidates: Collection[str], limit: int) -> set[str]:
    """The candidates that are tied most: by writes first, then in the most places."""
    weights: dict[str, tuple[int, int]] = {}
    for (source, target, family), kinds in found.items():
        places = kinds.total()
        for node in {source, target}.intersection(candidates):
            writes, every = weights.get(node, (0, 0))
            weights[node] = (writes + places * (family is WRITES), every + places)
    ranked = sorted(weights, key=lambda node: (-weights[node][0], -weights[node][1], node))
    return set(ranked[:limit])


def edges(found: Tally, shown: Collection[str], limit: int) -> tuple[tuple[Edge, ...], int]:
    """The heaviest ties between nodes that are shown, in a stable order, and how many there are."""
    every = [(key, kinds) for key, kinds in found.items() if key[0] in shown and key[1] in shown]
    every.sort(key=lambda item: (-item[1].total(), item[0][0], item[0][1], item[0][2].name))
    heaviest = every[0][1].total() if every else 0
    drawn = sorted(every[:limit], key=lambda item: (item[0][0], item[0][1], item[0][2].name))
    return tuple(_edge(key, kinds, heaviest) for key, kinds in drawn), len(every)


def _edge(key: tuple[str, str, Family], kinds: Counter[str], heaviest: int) -> Edge:
    source, target, family = key
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    label = str(kinds.total())
    detail = f"{told}: {plural(kinds.total(), 'place')}"
    return Edge(source, target, family, label, detail, share(kinds.total(), heaviest))
