"""The table of contents: from source folders to one Analysis, stage by stage."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from analyzer import assessment, clustering, coupling, parsing, resolution, sources
from analyzer.frameworks.interpret import interpret
from analyzer.model.analysis import Analysis
from analyzer.model.partition import NamedPartition
from analyzer.model.settings import Settings


def scan(
    paths: Sequence[Path],
    *,
    exclude: Sequence[str] = (),
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Analyse the project below one or several folders, without running any of it.

    `exclude` adds globs to those of the project's settings; `workers` is the number of processes
    (None: one for each core); `progress` is called with (files done, files in all).
    Raises `SeamlineError` where the paths or settings are wrong.
    """
    with _collector_off():
        return _scan(paths, exclude, workers or os.cpu_count() or 1, progress)


def _scan(
    paths: Sequence[Path],
    exclude: Sequence[str],
    workers: int,
    progress: Callable[[int, int], None] | None,
) -> Analysis:
    settings = _settings(paths, exclude)
    tree = sources.discover(paths, settings)
    facts = parsing.parse_all(tree, settings, workers, progress)
    program = resolution.build(tree, facts)
    codebase = interpret(program)
    couplings = coupling.couple(codebase, settings)
    partition = clustering.propose(codebase, couplings, settings)
    others = [
        NamedPartition(name, other, clustering.name_groups(codebase, other))
        for name, other in clustering.alternatives(codebase, couplings, settings, partition)
    ]
    names = clustering.name_groups(codebase, partition)
    return assessment.assess(codebase, couplings, partition, names, settings, others)


@contextmanager
def _collector_off() -> Iterator[None]:
    """What a scan builds lives to its end: the collector would walk it again and again in vain.

    On 200,000 lines that takes a quarter off the inference, for half as much memory again.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _settings(paths: Sequence[Path], exclude: Sequence[str]) -> Settings:
    settings = sources.load_settings(paths[0])
    return msgspec.structs.replace(settings, exclude=(*settings.exclude, *exclude))
