"""SM, structural modularity: how dense the ties are within services, less those between them.

The mean over services of mu_i / n_i^2, less the mean over pairs of services of
sigma_ij / (2 n_i n_j), where n_i is the number of modules of service i, mu_i the number of ordered
pairs of tied modules in it, and sigma_ij of those between i and j. In [-1, 1], higher is better. A
service that holds tables alone counts in neither mean. None where nothing is tied.

Source: Jin et al., Service candidate identification from monolithic systems based on execution
traces, IEEE Transactions on Software Engineering 47(5), 2021.
"""

from __future__ import annotations

import numpy as np

from analyzer.assessment.measured import Labels, Measured
from analyzer.assessment.metrics import HIGHER, MetricKind


def compute(measured: Measured, labels: Labels) -> float | None:
    """SM of the partition."""
    ties = measured.ties
    if not len(ties.weight):
        return None
    sizes = np.bincount(labels.modules, minlength=labels.services)
    services = int((sizes > 0).sum())
    origin, home = labels.modules[ties.source], labels.modules[ties.target]
    inside = origin == home
    cohesion = float((1.0 / sizes[origin[inside]] ** 2).sum()) / services
    pairs = services * (services - 1) / 2
    apart = (1.0 / (2.0 * sizes[origin[~inside]] * sizes[home[~inside]])).sum()
    return cohesion - float(apart) / pairs if pairs else cohesion


METRIC = MetricKind(
    "sm", HIGHER, "How dense the ties are within services, less those between them.", compute
)
