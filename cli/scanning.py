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
    from reports.source_link import SourceLink

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
    source_link: str | None = None,
    force: bool = False,
) -> Analysis:
    """Scan `paths` and write the report into `folder`; with `excerpts` it quotes lines of code.

    `source_link` is a template of addresses to which evidence leads.

    Raises:
        SeamlineError: the input is wrong, or the folder may not be written to.
    """
    from analyzer.pipeline import scan
    from reports.writer import check_folder

    check_folder(folder, force=force)
    link = None if source_link is None else _link(source_link, paths)
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
        _write(analysis, folder, link)
    return analysis


def _link(template: str, paths: Sequence[Path]) -> SourceLink:
    from cli.repository import commit
    from reports.source_link import source_link

    if len(paths) > 1:
        return source_link(template)
    return source_link(template, root=paths[0].absolute().as_posix(), commit=commit(paths[0]))


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


def _write(analysis: Analysis, folder: Path, link: SourceLink | None) -> None:
    from reports.base import Linkable
    from reports.document import FILE_NAME
    from reports.registry import find
    from reports.writer import files, write_folder

    # The analysis comes first: it is the mark by which the folder is known as ours, and should the
    # page fail, a long scan is not lost.
    for name, form in ((FILE_NAME, "json"), (PAGE, "html")):
        report = find(form)
        if link is not None and isinstance(report, Linkable):
            report = report.linked(link)
        write_folder(folder, files(name, report.render(analysis)))
