"""How the program ends."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes: the last two are 128 and the signal's number, as a shell reports them."""

    DONE = 0
    REFUSED_BY_GATE = 1
    WRONG_INPUT = 2
    OUR_BUG = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141
