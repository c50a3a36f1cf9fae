"""What everybody leans on, as the document tells it."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Location


class Hub(msgspec.Struct, frozen=True):
    """A module or table that would drag everything together, told apart, with what to do about it.

    `kind` is library, glue, data_access, reference_data, identity or god_module; `name` a module's
    or a table's id. `parts` say which definition of a divided module goes to which service, in the
    order of their lines.
    """

    kind: str
    name: str
    advice: str
    reasons: tuple[str, ...] = ()
    evidence: tuple[Location, ...] = ()
    parts: tuple[HubPart, ...] = ()


class HubPart(msgspec.Struct, frozen=True):
    """A class or function at the top of a divided module, and the service that it belongs to."""

    definition: str
    line: int
    service: str | None
