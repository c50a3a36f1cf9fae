"""Table purity: how much each table is used by one service alone.

The mean over the used tables of 1 less the entropy of its uses by service, divided by the log of
the number of services; a place that writes weighs twice as much as one that reads. In [0, 1],
higher is better, one blob scores 1; None where no table is used.

Source: Nitin et al., CARGO: AI-guided dependency analysis for migrating monolithic applications to
microservices architecture, ASE 2022 (database transactional purity), there with the natural log
and not normalised, so that it goes below 0.
"""

from __future__ import annotations

import math

from analyzer.assessment.entropy import entropies
from analyzer.assessment.measured import Labels, Measured
from analyzer.assessment.metrics import HIGHER, MetricKind

WRITE_WEIGHT = 2


def compute(measured: Measured, labels: Labels) -> float | None:
    """Table purity of the partition."""
    if not len(measured.use_table):
        return None
    if labels.services < 2:
        return 1.0
    weight = measured.reads + WRITE_WEIGHT * measured.writes
    service = labels.modules[measured.use_module]
    entropy, used = entropies(measured.use_table, service, weight, measured.tables, labels.services)
    return 1.0 - float(entropy[used].mean()) / math.log(labels.services)


METRIC = MetricKind(
    "table_purity", HIGHER, "How much each table is used by one service alone.", compute
)
