"""What another plan for the same members is counted from."""

from __future__ import annotations

import msgspec


class TieKind(msgspec.Struct, frozen=True, order=True):
    """What a tie of this kind costs where a line cuts it, and where that is counted.

    `cut` is the kind of the cut, "" for what costs without one: a service pays once for each
    `target` that its members are tied to. `source` and `target` say whether its ends are modules or
    tables. Both services pay `unit_cost` points in the `part` of their difficulty, as `part in` and
    `part out` where it is `directed`.
    """

    name: str
    cut: str
    source: str
    target: str
    part: str
    directed: bool
    unit_cost: int


class Tie(msgspec.Struct, frozen=True, order=True):
    """What is cut once its ends lie in two services; what a plan costs is counted from these.

    Ends are modules, parts of divided modules, and tables: what is in services, and what a plan can
    put there, be it modules with a role or tables of no service. For a transaction `source` is
    `module.function` and `target` its tables, each two services of which it ties (a table of no
    service ties nothing). Cuts of one kind between the same services, modules and tables count
    once, a part of a module as its module.
    """

    kind: str
    source: str
    target: str | tuple[str, ...]


class Part(msgspec.Struct, frozen=True, order=True):
    """A definition of a divided module: it has a service of its own, its module has none."""

    name: str
    module: str
    lines: int
    service: str | None
