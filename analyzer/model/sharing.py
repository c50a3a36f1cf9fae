"""Who uses which table, and what else services share, as the document tells it."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Location


class ColumnShare(msgspec.Struct, frozen=True):
    """The columns of a table that a service sets, and those that it only reads, as far as seen."""

    service: str
    written: tuple[str, ...]
    read: tuple[str, ...]


class SharedTable(msgspec.Struct, frozen=True):
    """A row of the table x service matrix: who reads and writes, and how contested it is.

    `kind` is private, shared_read (one writer, other readers), shared_write (several writers),
    read_only (nobody writes) or orphan (nobody touches it). `uses` is sorted by service; the
    service None stands for modules of none. `reasons` say why the owner owns it. `columns` are told
    where several services are seen to use some; `split` says that each of those that write them
    writes its own, so that the table can be split along them.
    """

    table: str
    owner: str | None
    kind: str
    uses: tuple[TableUse, ...]
    reasons: tuple[str, ...] = ()
    runner_up: str | None = None
    columns: tuple[ColumnShare, ...] = ()
    split: bool = False


class TableUse(msgspec.Struct, frozen=True):
    """How often a service's code reads and writes a table, in places.

    `entry_points` are those of the service that come to it.
    """

    service: str | None
    reads: int
    writes: int
    entry_points: int = 0


class SharedSetting(msgspec.Struct, frozen=True):
    """What several services read of the configuration, or keep in one process's memory.

    `kind` is setting, environment (a variable) or global (a name that functions change).
    """

    name: str
    kind: str
    services: tuple[str, ...]
    evidence: tuple[Location, ...]
