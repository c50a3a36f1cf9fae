"""In which order to take candidates out of the monolith, one after the other (strangler fig)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analyzer.model.analysis import Cut, Difficulty


def extraction_ranks(
    difficulties: Mapping[str, Difficulty], cuts: Sequence[Cut], lines: Mapping[str, int]
) -> dict[str, int]:
    """The rank of every service, 1 for the one to take out first.

    Greedy: each step takes the service with the fewest points left, where a cut to a service that
    is already out costs nothing more, for that interface is there by then. Ties go to the smaller
    one, then by id. The last may well stay where it is, as what is left of the monolith.
    """
    between = _weights(cuts)
    left = {service: difficulty.points for service, difficulty in difficulties.items()}
    ranks: dict[str, int] = {}
    while left:
        service = min(left, key=lambda one: (left[one], lines.get(one, 0), one))
        del left[service]
        ranks[service] = len(ranks) + 1
        for other, weight in between[service].items():
            if other in left:
                left[other] -= weight
    return ranks


def _weights(cuts: Sequence[Cut]) -> dict[str, dict[str, int]]:
    """The weight of all cuts between each two services, whichever way they go."""
    between: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cut in cuts:
        between[cut.from_service][cut.to_service] += cut.weight
        between[cut.to_service][cut.from_service] += cut.weight
    return between
