"""Which entry of a plan a module or table goes by where several name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from analyzer.model.analysis import Module, Table
from analyzer.model.partition import MODULE, TABLE, Node
from analyzer.model.plan import Pattern, alone


class Claim(msgspec.Struct, frozen=True, order=True):
    """A pattern of the plan, who claims with it, and the entry in which it stands.

    `kind` is that of the things it can mean, "" for both.
    """

    pattern: Pattern
    owner: str
    place: str
    kind: str = ""

    def __str__(self) -> str:
        return f'{self.place} says "{self.pattern.text}"'


class Clash(msgspec.Struct, frozen=True, order=True):
    """Two claims that name one thing equally closely."""

    first: Claim
    second: Claim
    thing: Node


class Awards(msgspec.Struct, frozen=True):
    """What each thing goes by, what each claim covers, won or not, and what cannot be decided."""

    winners: Mapping[Node, Claim]
    covered: Mapping[Claim, tuple[Node, ...]]
    clashes: tuple[Clash, ...]


Things = Mapping[Node, tuple[str, ...]]


def things_of(modules: Iterable[Module], tables: Iterable[Table]) -> Things:
    """Map what a plan can name to the names that it has, sorted."""
    found: dict[Node, tuple[str, ...]] = {}
    for module in modules:
        found[Node(MODULE, module.name)] = (module.name,)
    for table in tables:
        found[Node(TABLE, table.id)] = (table.id, table.name)
    return {node: found[node] for node in sorted(found)}


def award(things: Things, claims: Sequence[Claim]) -> Awards:
    """Let the claim that names a thing most closely decide; equals of two owners clash."""
    index = _Index(claims)
    winners: dict[Node, Claim] = {}
    covered: dict[Claim, list[Node]] = {claim: [] for claim in claims}
    clashes: list[Clash] = []
    for node, names in things.items():
        found = index.covering(node, names)
        for claim in found:
            covered[claim].append(node)
        if not found:
            continue
        best = max(claim.pattern.rank(*names) for claim in found)
        closest = sorted(
            (claim for claim in found if claim.pattern.rank(*names) == best),
            key=lambda claim: claim.pattern.line,
        )
        winners[node] = closest[0]
        other = next((c for c in closest if c.owner != closest[0].owner), None)
        if other is not None:
            clashes.append(Clash(closest[0], other, node))
    return Awards(winners, {c: tuple(nodes) for c, nodes in covered.items()}, tuple(clashes))


class _Index:
    """Finds the claims that cover a thing; names are looked up, globs are tried one by one."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._names: dict[str, list[Claim]] = {}
        self._globs: list[Claim] = []
        for claim in claims:
            if claim.pattern.name is None:
                self._globs.append(claim)
            else:
                self._names.setdefault(claim.pattern.name, []).append(claim)

    def covering(self, node: Node, names: tuple[str, ...]) -> list[Claim]:
        possible = [
            claim for text in _spellings(node, names) for claim in self._names.get(text, ())
        ]
        found = {claim for claim in (*possible, *self._globs) if _covers(claim, node, names)}
        return sorted(found)


def _spellings(node: Node, names: tuple[str, ...]) -> Iterator[str]:
    yield from dict.fromkeys(names)
    if node.kind == MODULE:
        yield alone(node.name)
    package = node.name
    while node.kind == MODULE and (package := package.rpartition(".")[0]):
        yield package


def _covers(claim: Claim, node: Node, names: tuple[str, ...]) -> bool:
    if claim.kind not in ("", node.kind):
        return False
    if node.kind == MODULE:
        return claim.pattern.covers_module(node.name)
    return claim.pattern.covers_table(*names)
