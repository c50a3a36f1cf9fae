"""ICP, inter-partition call percentage: the share of calls that would go over the network.

The weight of the calls, tasks and signals between modules of two services, over the weight of all
between two modules. In [0, 1], lower is better, one blob scores 0; None where nothing is called.

Source: Kalia et al., Mono2Micro: a practical and effective tool for decomposing monolithic Java
applications to microservices, ESEC/FSE 2021 (there, of run-time calls).
"""

from __future__ import annotations

from analyzer.assessment.measured import Labels, Measured
from analyzer.assessment.metrics import LOWER, MetricKind


def compute(measured: Measured, labels: Labels) -> float | None:
    """ICP of the partition."""
    total = float(measured.calls.weight.sum())
    if not total:
        return None
    return float(measured.calls.weight[measured.calls.crossing(labels)].sum()) / total


METRIC = MetricKind("icp", LOWER, "The share of calls that would go over the network.", compute)
