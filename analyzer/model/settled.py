"""How settled a candidate or a module is: the one word that document, verdict and reports share.

Settled or unsettled, not right or wrong: docs/method.md.
"""

from __future__ import annotations

from analyzer.model.partition import Group

SETTLED, MOSTLY, UNSETTLED = "settled", "mostly settled", "unsettled"
HELD = "held by the plan"
UNKNOWN = ""

# Nine of ten runs, which is so many that the rest says little.
_SETTLED = 0.9
# Hennig 2007 calls a cluster whose mean similarity in resampled data is below 0.5 dissolved.
_DISSOLVED = 0.5


def how_settled(share: float | None, *, planned: bool = False) -> str:
    """The word for a share of the runs; where there is none, whether a plan is why."""
    if share is None:
        return HELD if planned else UNKNOWN
    return SETTLED if share >= _SETTLED else MOSTLY if share >= _DISSOLVED else UNSETTLED


def group_settled(group: Group) -> str:
    """The word for a candidate: by how often the whole came back, else by its pairs of modules."""
    share = group.stability if group.recurrence is None else group.recurrence
    return how_settled(share, planned=bool(group.service))
