"""BCP, business context purity: how many use cases each service has to serve.

A use case is a module that holds entry points; it visits the service that it is in once, and a
service for every table of it that one of its entry points reaches. BCP is the mean over the visited
services of the entropy of their visits by use case, divided by the log of the number of use cases.
In [0, 1], lower is better; None where there are fewer than two use cases.

Source: Kalia et al., Mono2Micro, ESEC/FSE 2021, there not normalised and of traced use cases.
"""

from __future__ import annotations

import math

import numpy as np

from analyzer.assessment.entropy import entropies
from analyzer.assessment.measured import Labels, Measured
from analyzer.assessment.metrics import LOWER, MetricKind


def compute(measured: Measured, labels: Labels) -> float | None:
    """BCP of the partition."""
    cases = len(measured.case_module)
    if cases < 2:
        return None
    table_service = labels.tables[measured.visit_table]
    known = table_service >= 0
    service = np.concatenate([labels.modules[measured.case_module], table_service[known]])
    case = np.concatenate([np.arange(cases), measured.visit_case[known]])
    entropy, visited = entropies(service, case, np.ones(len(case)), labels.services, cases)
    return float(entropy[visited].mean()) / math.log(cases)


METRIC = MetricKind(
    "bcp",
    LOWER,
    "How evenly each service is spread over use cases, 0 where it serves one.",
    compute,
)
