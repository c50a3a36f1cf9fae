"""How long a made-up program takes to be clustered, stage by stage, and how much memory.

`python -m tests.benchmarks.clustering [MODULES TABLES]`; nothing is written.
"""

from __future__ import annotations

import resource
import sys
import time

from analyzer import assessment, clustering, coupling
from analyzer.model.partition import NamedPartition
from analyzer.model.settings import Settings
from tests.benchmarks.monolith import monolith


def main(modules: int, tables: int) -> None:
    """Print seconds and the peak of memory so far after each stage."""
    settings, watch = Settings(), _Watch()
    codebase = monolith(modules, tables)
    watch.lap("make the program")
    codebase = clustering.take_apart(codebase)
    watch.lap("take apart")
    ties = coupling.couple(codebase, settings)
    watch.lap("couple")
    proposal = clustering.propose(codebase, ties, settings)
    watch.lap("propose, with stability")
    found = clustering.alternatives(codebase, ties, settings, proposal)
    watch.lap("alternatives")
    names = clustering.name_groups(codebase, proposal)
    others = [NamedPartition(n, p, clustering.name_groups(codebase, p)) for n, p in found]
    watch.lap("names")
    assessment.assess(codebase, ties, proposal, names, settings, others)
    watch.lap("assess")


class _Watch:
    def __init__(self) -> None:
        self._last = time.perf_counter(), time.process_time()

    def lap(self, stage: str) -> None:
        seconds = time.perf_counter() - self._last[0]
        computed = time.process_time() - self._last[1]
        # Linux counts in KiB, macOS in bytes.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        mebibytes = peak / 2 ** (20 if sys.platform == "darwin" else 10)
        print(f"{stage:24} {seconds:6.1f} s {computed:6.1f} s cpu {mebibytes:6.0f} MiB", flush=True)
        self._last = time.perf_counter(), time.process_time()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3] or ("10000", "1000")))
