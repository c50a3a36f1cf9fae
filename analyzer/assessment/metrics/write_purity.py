"""Write purity: the share of the written tables that only one service writes.

In [0, 1], higher is better, one blob scores 1; None where no table is written. It does not depend
on who owns a table, so that no choice of owners can improve it.

Source: ours; one writer for each data item is the rule of Newman, Monolith to Microservices, 2019.
"""

from __future__ import annotations

import numpy as np

from analyzer.assessment.measured import Labels, Measured
from analyzer.assessment.metrics import HIGHER, MetricKind


def compute(measured: Measured, labels: Labels) -> float | None:
    """Write purity of the partition."""
    writing = measured.writes > 0
    service = labels.modules[measured.use_module[writing]]
    pairs = np.unique(measured.use_table[writing] * labels.services + service)
    if not len(pairs):
        return None
    writers = np.bincount(pairs // labels.services, minlength=measured.tables)
    return int((writers == 1).sum()) / int((writers > 0).sum())


METRIC = MetricKind(
    "write_purity", HIGHER, "The share of the written tables that only one service writes.", compute
)
