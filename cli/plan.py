"""`seamline plan`: boundaries of one's own; `init` writes the proposal as a plan to edit."""

from __future__ import annotations

from pathlib import Path

import click

from cli.streams import say, write


@click.group(short_help="Write a plan to edit and to scan with.")
def plan() -> None:
    """Write plans: files with the services' boundaries, for `seamline scan --plan`."""


@plan.command(short_help="Write the proposal of an analysis as a plan.")
@click.argument("analysis", metavar="ANALYSIS", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it, instead of the standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def init(analysis: Path, output: Path | None, force: bool) -> None:
    """Write the services of the saved ANALYSIS as a plan in TOML.

    ANALYSIS is an analysis.json, or the folder it is in. A scan with the plan unchanged gives the
    same services again; the comments say why each part is where it is.
    """
    from reports.document import load
    from reports.plan import REPORT
    from reports.writer import check_file, write_file

    text = REPORT.render(load(analysis))
    if output is None:
        write(text)
        return
    check_file(output, force=force, edited=True)
    write_file(output, text)
    say(f"Wrote {click.format_filename(output)}")
