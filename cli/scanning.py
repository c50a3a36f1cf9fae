"""From folders to a report: what `scan` and `demo` share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.progress import progress
from cli.streams import coloured, say, width, write

if TYPE_CHECKING:
    from analyzer.model.analysis import Analysis
    from analyzer.model.plan import Count

PAGE = "index.html"
FOLDER = Path("seamline-report")


def scan_into(
    folder: Path,
    paths: Sequence[Path],
    *,
    exclude: Sequence[str] = (),
    site_packages: Sequence[Path] = (),
    plan: Path | None = None,
    services: Count | None = None,
    workers: int | None = None,
    excerpts: bool = True,
    force: bool = False,
) -> Analysis:
    """Scan `paths` and write the report into `folder`; with `excerpts` it quotes lines of code.

    Raises:
        SeamlineError: the input is wrong, or the folder may not be written to.
    """
    from analyzer.pipeline import scan
    from reports.writer import check_folder

    check_folder(folder, force=force)
    with progress() as watch:
        analysis = scan(
            paths,
            exclude=exclude,
            site_packages=site_packages,
            plan=plan,
            services=services,
            workers=workers,
            excerpts=excerpts,
            progress=watch,
        )
        _write(analysis, folder)
    return analysis


def show(analysis: Analysis, folder: Path, *, as_json: bool) -> None:
    """Print the summary of a scan, and say where its report is."""
    where = f"The report is {click.format_filename(folder / PAGE)}"
    if as_json:
        from reports.digest import digest
        from reports.document import indented

        write(indented(digest(analysis)))
        say(where)
    else:
        from reports.terminal import REPORT

        summary = REPORT.render(analysis, width=width(), colour=coloured(sys.stdout))
        write(f"{summary}\n{where}\n")


def _write(analysis: Analysis, folder: Path) -> None:
    from reports.document import FILE_NAME
    from reports.registry import find
    from reports.writer import files, write_folder

    # The analysis comes first: it is the mark by which the folder is known as ours, and should the
    # page fail, a long scan is not lost.
    for name, form in ((FILE_NAME, "json"), (PAGE, "html")):
        write_folder(folder, files(name, find(form).render(analysis)))
