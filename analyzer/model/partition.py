"""Ties between modules and tables, and the groups they fall into."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Location

MODULE = "module"
TABLE = "table"


class Node(msgspec.Struct, frozen=True, order=True):
    """A module (by name) or a table (by id): what a partition distributes."""

    kind: str
    name: str


class Coupling(msgspec.Struct, frozen=True, order=True):
    """An undirected tie, `first` < `second`, that one criterion found, with its evidence.

    Weights of one criterion are comparable with each other, not with another criterion's: scaling
    and weighing happen where criteria are brought together.
    """

    first: Node
    second: Node
    criterion: str
    weight: float
    evidence: tuple[Location, ...] = ()


class Group(msgspec.Struct, frozen=True, order=True):
    """A block of a partition: its members sorted, and how settled it is (0-1, None if unknown).

    `stability` is the share of its pairs of modules that stayed together when the evidence was
    shaken, `recurrence` the share of the runs in which the group as a whole came back. `service` is
    the id that a plan gives it, "" where it was proposed.
    """

    members: tuple[Node, ...]
    stability: float | None = None
    service: str = ""
    recurrence: float | None = None


class Home(msgspec.Struct, frozen=True, order=True):
    """How often a module stayed with its group when the evidence was shaken.

    `share` is that of the runs (0-1); `second` the number of the group that it went to most often
    otherwise, in `second_share` of the runs.
    """

    module: str
    share: float
    second: int | None = None
    second_share: float = 0.0


class Rung(msgspec.Struct, frozen=True):
    """A resolution of the clustering, and how much its division agrees with the next finer one.

    `agreement` is the adjusted Rand index (Hubert and Arabie 1985) over the modules, None at the
    finest; `plateau` marks the stretch over which neighbours agree, `chosen` the resolution of the
    proposal.
    """

    resolution: float
    communities: int
    agreement: float | None
    chosen: bool = False
    plateau: bool = False


class Partition(msgspec.Struct, frozen=True):
    """Disjoint groups, sorted by their first member; what is in none has a role instead.

    `roles` maps modules that no service should own to library, glue or ignored; `held` are the
    tables whose group a plan has settled; `notes` say what of a plan could not be met. `homes` are
    sorted by module, and empty where stability was not measured; `ladder` says how the granularity
    was chosen, coarsest first; `runs` how often the evidence was shaken.
    """

    groups: tuple[Group, ...]
    roles: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    homes: tuple[Home, ...] = ()
    ladder: tuple[Rung, ...] = ()
    runs: int = 0


class GroupName(msgspec.Struct, frozen=True):
    """What a group is called: `id` is unique in its partition, `keywords` come best first.

    `basis` says what the name is made from: a subject of paths and tables, what the code said, the
    place (a layer), the rest (nothing that many members carry) or a plan; `share` is that of the
    members that carry its words.
    """

    id: str
    name: str
    keywords: tuple[str, ...] = ()
    basis: str = "subject"
    share: float = 1.0


class NamedPartition(msgspec.Struct, frozen=True):
    """A partition shown beside the proposal; `names` are in the order of its groups."""

    name: str
    partition: Partition
    names: tuple[GroupName, ...]
