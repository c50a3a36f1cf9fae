"""IFN, interface number: how many pairs of modules call each other across lines, for each service.

Pairs of a calling and a called module (calls, tasks, signals) in two services, over the number of
services. From 0 up, lower is better, one blob scores 0; None where nothing is called.

Source: Jin et al., Service candidate identification from monolithic systems based on execution
traces, IEEE Transactions on Software Engineering 47(5), 2021. Papers differ: others count the
interfaces, that is the called classes, of each service.
"""

from __future__ import annotations

from analyzer.assessment.measured import Labels, Measured
from analyzer.assessment.metrics import LOWER, MetricKind


def compute(measured: Measured, labels: Labels) -> float | None:
    """IFN of the partition."""
    if not len(measured.calls.weight):
        return None
    return int(measured.calls.crossing(labels).sum()) / labels.services


METRIC = MetricKind(
    "ifn", LOWER, "How many pairs of modules call each other across lines, per service.", compute
)
