"""What services would offer each other, and how far requests travel, as the document tells it."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Location


class Operation(msgspec.Struct, frozen=True):
    """A function that other services' code calls: what its service would have to offer.

    `style` is call (synchronous, REST or gRPC), event (a message through a broker), replica (a read
    that a copy or view of the data could serve) or library (it touches no data: publish or copy
    it); `reason` says why. `parameters` are the names of what is passed, `tables` what it comes to
    of its own service's data. `callers` are services; `evidence` are the calls, of which `looped`
    stand in a loop.
    """

    module: str
    function: str
    parameters: tuple[str, ...]
    style: str
    reason: str
    callers: tuple[str, ...]
    tables: tuple[str, ...]
    evidence: tuple[Location, ...]
    looped: int = 0


class Failing(msgspec.Struct, frozen=True):
    """The entry points of another service that wait for this one, in all and the first few."""

    service: str
    entry_points: int
    names: tuple[str, ...]


class Interface(msgspec.Struct, frozen=True):
    """What a service would offer, and what fails with it.

    `operations` come with the most called first. `calls_back` counts the operations of others that
    it calls itself.
    """

    service: str
    operations: tuple[Operation, ...]
    calls_back: int
    fails_with: tuple[Failing, ...]


class Chain(msgspec.Struct, frozen=True):
    """How far a request to an entry point travels.

    `services` are those on the longest of the shortest ways to each service, its own first;
    `reached` are all that the request comes to, by `crossings` calls and uses of tables that a line
    would cut.
    """

    kind: str
    name: str
    module: str
    function: str
    services: tuple[str, ...]
    reached: tuple[str, ...]
    crossings: int = 0
