"""What metrics say of the proposal, beside what they say of partitions that know nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from analyzer.model.analysis import Analysis

# In the order of columns; what knows most comes first.
NULLS = {"packages": "Packages", "random": "Random", "one_blob": "One blob"}
SIZES_SHOWN = 12


class ScoreLine(msgspec.Struct, frozen=True):
    """A metric: its value, those of the null partitions as in `NULLS`, and which way is better."""

    metric: str
    value: str
    nulls: tuple[str, ...]
    better: str


def scores(analysis: Analysis) -> tuple[ScoreLine, ...]:
    """A line for each metric that is defined for the proposal."""
    return tuple(
        ScoreLine(
            name.replace("_", " "),
            _figure(metric.value),
            tuple(_figure(metric.nulls.get(null)) for null in NULLS),
            metric.better,
        )
        for name, metric in sorted(analysis.metrics.items())
        if metric.value is not None
    )


def sizes(analysis: Analysis) -> str:
    """How many services there are and how large: no metric means anything without."""
    modules = sorted((len(service.modules) for service in analysis.services), reverse=True)
    tables = sorted((len(service.tables) for service in analysis.services), reverse=True)
    return (
        f"{len(modules)} services with {_listed(modules)} modules and {_listed(tables)} tables,"
        " each largest first."
    )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(_shortened(list(numbers)))


def _shortened(numbers: list[int]) -> Iterator[str]:
    yield from map(str, numbers[:SIZES_SHOWN])
    if len(numbers) > SIZES_SHOWN:
        yield "..."


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
