"""NED, non-extreme distribution: the share of the code and the data in services of no sane size.

A service is of a sane size where it holds between a quarter of and four times the average, and at
most two thirds of all. NED is 1 less the share of the lines that lie in such services; where there
are tables, the mean of that and the same for tables. In [0, 1], lower is better, one blob scores 1.

Source: Wu et al., Comparison of clustering algorithms in the context of software evolution, ICSM
2005, as used in Mono2Micro, there with 5 to 20 classes for a sane size; re-based on lines and
tables, for a number of classes means nothing across projects.
"""

from __future__ import annotations

import numpy as np

from analyzer.assessment.measured import Floats, Labels, Measured
from analyzer.assessment.metrics import LOWER, MetricKind

LARGEST_SHARE = 2 / 3
TIMES_AVERAGE = 4


def compute(measured: Measured, labels: Labels) -> float | None:
    """NED of the partition."""
    owned = labels.tables[labels.tables >= 0]
    lines = np.bincount(labels.modules, weights=measured.lines, minlength=labels.services)
    tables = np.bincount(owned, minlength=labels.services)
    shares = [_extreme(sizes.astype(np.float64)) for sizes in (lines, tables) if sizes.sum()]
    return sum(shares) / len(shares) if shares else None


def _extreme(sizes: Floats) -> float:
    """The share of the whole that lies in extreme services."""
    total, average = sizes.sum(), sizes.mean()
    sane = (sizes >= average / TIMES_AVERAGE) & (sizes <= average * TIMES_AVERAGE)
    sane &= sizes <= total * LARGEST_SHARE
    return 1.0 - float(sizes[sane].sum() / total)


METRIC = MetricKind(
    "ned", LOWER, "The share of lines and tables in services far too large or too small.", compute
)
