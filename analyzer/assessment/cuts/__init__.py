"""What crosses the lines between services: one file a kind of cut.

A kind is a module of this folder with a `CUT`. It finds ties in a codebase, before any line is
drawn: one for each source and target, with every place, never one without a place. A tie whose ends
lie in two services is a cut. So merging two services takes away the cuts between them and leaves
all others as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.registry import members
from analyzer.assessment.ties import Ends, Tie, places
from analyzer.assessment.uses import Use
from analyzer.model.analysis import Cut, Evidence
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE
from analyzer.model.ties import TieKind

MODULES = (MODULE, MODULE)
USE = (MODULE, TABLE)
TABLES = (TABLE, TABLE)

# So many places are enough to look something up.
PLACES = 5


@dataclass(frozen=True)
class Work:
    """What a team does inside the monolith about cut ties of a kind, those with a low `turn` first.

    `text` has places for {n}, their number with its `noun`, the service {s}, and some ends {e}.
    """

    turn: int
    noun: str
    text: str
    nouns: str = ""


@dataclass(frozen=True)
class CutKind:
    """A kind of cut: how its ties are found, and the kinds of ties that there are.

    `ends` say whether a tie's source and target are modules or tables. `parts` name, for each kind
    of tie, the part of a service's difficulty that it counts in; the part of a kind in `directed`
    is told apart by whether the cut goes in or out. `work` says, for each kind of tie, what is to
    be done.
    """

    kind: str
    find: Callable[[Codebase, Sequence[Use]], Iterable[Tie]]
    ends: tuple[str, str]
    parts: Mapping[str, str]
    work: Mapping[str, Work]
    directed: frozenset[str] = frozenset()


def kinds() -> dict[str, CutKind]:
    """Every kind of cut by its name."""
    found = members(__name__, __path__, "CUT", CutKind)
    return {cut.kind: cut for cut in found}


def find_ties(codebase: Codebase, uses: Sequence[Use]) -> tuple[Tie, ...]:
    """Every tie that could be cut, sorted by kind and ends."""
    ties = [tie for kind in kinds().values() for tie in kind.find(codebase, uses)]
    return tuple(sorted(ties, key=lambda tie: (tie.kind, tie.source, listed_ends(tie.target))))


def cut_ties(decomposition: Decomposition, ties: Iterable[Tie]) -> tuple[Cut, ...]:
    """The ties across a line between two services, as cuts: sorted by kind, services and ends."""
    return tuple(sorted((cut for tie in ties for cut in _cuts(decomposition, tie)), key=order))


@cache
def by_tie() -> Mapping[str, CutKind]:
    """The kind of cut that each kind of tie makes, by the tie's."""
    return {tie: kind for kind in kinds().values() for tie in kind.parts}


def tie_kinds(cost: Callable[[str], int]) -> tuple[TieKind, ...]:
    """What a cut tie of each kind costs and where it is counted, sorted by name."""
    found = [
        TieKind(name, kind.kind, *kind.ends, part, name in kind.directed, cost(name))
        for kind in kinds().values()
        for name, part in kind.parts.items()
    ]
    return tuple(sorted(found))


def some(cuts: Sequence[Cut]) -> Evidence:
    """The first place of each of the heaviest cuts: enough to look it up."""
    heaviest = sorted(cuts, key=lambda cut: -cut.weight)[:PLACES]
    return places(cut.evidence[:1] for cut in heaviest)


def order(cut: Cut) -> tuple[str, str, str, str, tuple[str, ...]]:
    """What cuts are sorted by; no two cuts have the same."""
    return (cut.kind, cut.from_service, cut.to_service, cut.source, listed_ends(cut.target))


def listed_ends(target: str | tuple[str, ...]) -> tuple[str, ...]:
    """The target of a tie or cut as a tuple, whatever its kind."""
    return (target,) if isinstance(target, str) else target


def _cuts(decomposition: Decomposition, tie: Tie) -> Iterator[Cut]:
    kind = by_tie()[tie.kind]
    for ends in _crossed(decomposition, tie, kind):
        remedy = tie.remedy(decomposition, ends)
        yield Cut(
            kind=kind.kind,
            from_service=ends.origin,
            to_service=ends.home,
            source=tie.source,
            target=tie.target,
            remedy=remedy.name,
            weight=decomposition.cost(tie.kind),
            evidence=tie.evidence,
            advice=remedy.advice,
            tie=tie.kind,
        )


def _crossed(decomposition: Decomposition, tie: Tie, kind: CutKind) -> Iterator[Ends]:
    """The pairs of services between which a tie is cut."""
    where = {MODULE: decomposition.module_service, TABLE: decomposition.table_service}
    source, target = kind.ends
    if isinstance(tie.target, str):
        origin, home = where[source].get(tie.source), where[target].get(tie.target)
        if origin is not None and home is not None and origin != home:
            yield Ends(origin, home)
        return
    owners = list(dict.fromkeys(where[target][t] for t in tie.target if t in where[target]))
    # The service whose code runs it comes first; the others in the order of their tables.
    runner = where[MODULE].get(tie.runner or "")
    owners.sort(key=lambda service: service != runner)
    yield from (Ends(*pair) for pair in combinations(owners, 2))
