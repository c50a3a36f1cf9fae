"""How settled a module is in its service, as the document tells it."""

from __future__ import annotations

import msgspec


class Pull(msgspec.Struct, frozen=True):
    """What draws a module to a service: how often it was there (0-1), and its ties to members.

    `ties` counts, for each criterion, the members of the service to which it ties the module.
    """

    service: str
    share: float
    ties: dict[str, int]


class Membership(msgspec.Struct, frozen=True):
    """How settled a module is in its service, and where it would go next.

    `home` and `runner_up` tell what draws it there; what is decided by a plan, or by no tie, has
    no runner-up. `settled` is the word, as of services.
    """

    module: str
    home: Pull
    runner_up: Pull | None = None
    settled: str = ""
