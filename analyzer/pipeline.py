"""The table of contents: from source folders to one Analysis, stage by stage."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from analyzer import assessment, clustering, coupling, parsing, resolution, sources
from analyzer.frameworks.interpret import guides, interpret
from analyzer.model.analysis import Analysis
from analyzer.model.codebase import Codebase
from analyzer.model.partition import NamedPartition
from analyzer.model.place import Diagnostic
from analyzer.model.plan import Count, Plan
from analyzer.model.settings import Settings
from analyzer.model.source import SourceTree
from analyzer.resolution import Program
from analyzer.sources import Installed


def scan(
    paths: Sequence[Path],
    *,
    exclude: Sequence[str] = (),
    site_packages: Sequence[Path] = (),
    plan: Path | None = None,
    services: Count | None = None,
    workers: int | None = None,
    excerpts: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Analyse the project below one or several folders, without running any of it.

    `exclude` adds globs to those of the project's settings; `site_packages` are environments whose
    packages are read for the models that the project builds on; `plan` is a file with boundaries to
    keep to, `services` how many there shall be, whatever the plan says; `workers` is the number of
    processes (None: one for each core); with `excerpts` the document quotes the lines that matter
    most; `progress` is called with (files done, files in all).
    Raises `SeamlineError` where the paths, the settings or the plan are wrong.
    """
    with _collector_off():
        settings = _settings(paths, exclude)
        installed = sources.find_installed(site_packages) if site_packages else None
        wanted = _plan(paths, plan, services)
        tree = sources.discover(paths, settings)
        count = workers or os.cpu_count() or 1
        analysis = _scan(tree, settings, installed, wanted, count, progress)
        return _quoting(analysis, tree, settings) if excerpts else analysis


def _scan(
    tree: SourceTree,
    settings: Settings,
    installed: Installed | None,
    plan: Plan,
    workers: int,
    progress: Callable[[int, int], None] | None,
) -> Analysis:
    facts = parsing.parse_all(tree, settings, workers, progress)
    program = resolution.build(tree, facts)
    if installed is not None:
        program = with_installed(program, installed, settings, workers, progress)
    codebase = clustering.take_apart(interpret(program))
    rules = clustering.constrain(codebase, plan)
    codebase = _with_findings(codebase, rules.findings)
    couplings = coupling.couple(codebase, settings)
    partition = clustering.propose(codebase, couplings, settings, rules)
    others = [
        NamedPartition(name, other, clustering.name_groups(codebase, other, rules.services))
        for name, other in clustering.alternatives(codebase, couplings, settings, partition, rules)
    ]
    names = clustering.name_groups(codebase, partition, rules.services)
    return assessment.assess(codebase, couplings, partition, names, settings, others)


def with_installed(
    program: Program,
    installed: Installed,
    settings: Settings,
    workers: int,
    progress: Callable[[int, int], None] | None,
) -> Program:
    """Read those modules of installed packages that declare what the program builds on.

    Each round reads what the one before was found to need.
    """
    done = len(program.modules)
    search = resolution.Search(program, guides(program), installed.find)
    while wanted := search.pending():
        watch = _further(progress, done + len(search.modules), len(wanted))
        files = installed.declaring(wanted, search.packages)
        search.learn(parsing.parse_all(installed.tree(files), settings, workers, watch))
    return search.extended()


def _further(
    progress: Callable[[int, int], None] | None, done: int, more: int
) -> Callable[[int, int], None] | None:
    """Go on counting where the files before left off."""
    if progress is None:
        return None
    return lambda read, _: progress(done + read, done + more)


def _quoting(analysis: Analysis, tree: SourceTree, settings: Settings) -> Analysis:
    """Add the lines of code that are the strongest evidence."""
    wanted: dict[str, list[int]] = {}
    for place in assessment.strongest(analysis):
        wanted.setdefault(place.path, []).append(place.line)
    scripts = {script.path: script.text.encode("utf-8", "replace") for script in tree.scripts}
    files = {file.path: file for file in tree.files}
    excerpts: dict[str, dict[str, str]] = {}
    for path, lines in sorted(wanted.items()):
        content = scripts.get(path)
        if path in files:
            read = sources.read(tree, files[path], settings.max_file_bytes)
            content = read if isinstance(read, bytes) else None
        quoted = parsing.quote(content or b"", sorted(lines))
        if quoted:
            excerpts[path] = {str(line): text for line, text in quoted.items()}
    return msgspec.structs.replace(analysis, excerpts=excerpts)


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


def _plan(paths: Sequence[Path], file: Path | None, services: Count | None) -> Plan:
    plan = Plan() if file is None else sources.load_plan(file, paths[0])
    return plan if services is None else msgspec.structs.replace(plan, count=services)


def _with_findings(codebase: Codebase, findings: Iterable[Diagnostic]) -> Codebase:
    diagnostics = tuple(sorted({*codebase.diagnostics, *findings}))
    whole = codebase.whole and _with_findings(codebase.whole, findings)
    return msgspec.structs.replace(codebase, diagnostics=diagnostics, whole=whole)


def _settings(paths: Sequence[Path], exclude: Sequence[str]) -> Settings:
    settings = sources.load_settings(paths[0])
    clustering.require(settings.algorithm)
    return msgspec.structs.replace(settings, exclude=(*settings.exclude, *exclude))
