"""In words: how settled candidates and modules are, and how finely was divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from analyzer.model.analysis import AlternativeService, Analysis, Service
from analyzer.model.membership import Membership
from analyzer.model.settled import SETTLED, how_settled
from reports.text import percent, plural

_Block = Service | AlternativeService


def times(share: float, runs: int) -> str:
    """A share of the runs as a reader counts it: `18 of 20 runs`."""
    return f"{round(share * runs)} of {runs} runs" if runs else f"{percent(share)} of the runs"


def wavering(analysis: Analysis) -> tuple[Membership, ...]:
    """Modules that are not settled in their service, those that stayed least first."""
    found = [m for m in analysis.memberships if how_settled(m.home.share) != SETTLED]
    return tuple(sorted(found, key=lambda each: (each.home.share, each.module)))


def granularity(analysis: Analysis) -> str:
    """Why there are as many services as there are; "" where that was not looked into."""
    rung = next((rung for rung in analysis.granularity if rung.chosen), None)
    if rung is None:
        return ""
    flat = [rung.resolution for rung in analysis.granularity if rung.plateau]
    if flat:
        why = (
            f"on the stretch from {flat[0]:g} to {flat[-1]:g}, over which finer and "
            "finer divisions stay nearly the same"
        )
    else:
        why = "the usual one, as no stretch of neighbouring resolutions agrees"
    return (
        f"Divided at resolution {rung.resolution:g}, {why}: {rung.communities} communities, "
        f"{len(analysis.services)} services."
    )


def alternatives(analysis: Analysis) -> Iterator[str]:
    """What the coarser and the finer division would do otherwise, a line for each."""
    names = {service.id: service.name or service.id for service in analysis.services}
    for other in analysis.alternatives:
        titles = {service.id: service.name or service.id for service in other.services}
        changes = [
            *(
                f"{_listed(names[each] for each in parts)} become {titles[whole]}"
                for whole, parts in _gathered(analysis.services, other.services)
            ),
            *(
                f"{names[whole]} is split into {_listed(titles[each] for each in parts)}"
                for whole, parts in _gathered(other.services, analysis.services)
            ),
        ]
        end = f": {'; '.join(changes)}." if changes else "."
        yield f"{other.name.capitalize()}, {plural(len(other.services), 'service')}{end}"


def _gathered(parts: Iterable[_Block], wholes: Iterable[_Block]) -> list[tuple[str, list[str]]]:
    """The ids of blocks that hold most modules of several parts, each with those parts' ids."""
    homes = {module: whole.id for whole in wholes for module in whole.modules}
    found: dict[str, list[str]] = {}
    for part in parts:
        shared = Counter(homes[module] for module in part.modules if module in homes)
        if shared:
            most = min(shared, key=lambda whole: (-shared[whole], whole))
            found.setdefault(most, []).append(part.id)
    return sorted((whole, ids) for whole, ids in found.items() if len(ids) > 1)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
