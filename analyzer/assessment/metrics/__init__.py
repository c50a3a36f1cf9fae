"""Metrics of a decomposition: one file a metric, each beside its null partitions.

A metric is a module of this folder with a `METRIC`: a pure function of the measured arrays and one
partition of them. Its docstring states the definition, the source and the bounds; docs/metrics.md
adds the trap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.measured import Labels, Measured, labelled, measure
from analyzer.assessment.nulls import one_blob, packages, shuffles
from analyzer.assessment.registry import members
from analyzer.model.analysis import Metric

HIGHER = "higher"
LOWER = "lower"
DIGITS = 4


@dataclass(frozen=True)
class MetricKind:
    """A metric; `compute` gives None where it is not defined."""

    name: str
    better: str
    meaning: str
    compute: Callable[[Measured, Labels], float | None]


def kinds() -> dict[str, MetricKind]:
    """Every metric by its name."""
    return {metric.name: metric for metric in members(__name__, __path__, "METRIC", MetricKind)}


def evaluate(decomposition: Decomposition) -> dict[str, Metric]:
    """Every metric of the decomposition with its nulls, by name, rounded to four digits."""
    measured, labels = measure(decomposition), labelled(decomposition)
    nulls = {
        "one_blob": [one_blob(measured)],
        "packages": [packages(decomposition, measured)],
        "random": list(shuffles(labels)),
    }
    return {
        name: Metric(
            value=_mean(metric, measured, [labels]),
            nulls={null: _mean(metric, measured, every) for null, every in nulls.items()},
            better=metric.better,
            meaning=metric.meaning,
        )
        for name, metric in sorted(_defined(measured))
    }


def _defined(measured: Measured) -> Iterator[tuple[str, MetricKind]]:
    """All metrics, or none at all where there is nothing to measure."""
    if measured.modules:
        yield from kinds().items()


def _mean(metric: MetricKind, measured: Measured, partitions: list[Labels]) -> float | None:
    values = [metric.compute(measured, labels) for labels in partitions]
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), DIGITS) + 0.0 if known else None
