"""`seamline scan`: code in, a report out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.scanning import FOLDER, scan_into, show

if TYPE_CHECKING:
    from analyzer.model.plan import Count


@click.command(short_help="Read a project and write a report.")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=FOLDER,
    show_default=True,
    help="The folder for the report.",
)
@click.option("--force", is_flag=True, help="Write into a folder that seamline did not write.")
@click.option(
    "--plan",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Boundaries to keep to, in TOML; what it leaves open is proposed around them.",
)
@click.option(
    "--services",
    metavar="N|N-M",
    callback=lambda _context, _option, text: _count(text),
    help="How many services to propose: a number or a range.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that read files; by default as many as there are processors.",
)
@click.option(
    "--exclude",
    metavar="GLOB",
    multiple=True,
    help="Leave out files that match, in the manner of .gitignore; may be given again.",
)
@click.option(
    "--site-packages",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Read in this environment what the project builds on; may be given again.",
)
@click.option(
    "--source-link",
    metavar="TEMPLATE",
    help="Where evidence leads to: an address with {path} and {line}, {root} or {commit} in it.",
)
@click.option("--no-source", is_flag=True, help="Quote no line of the code in the report.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def scan(
    paths: tuple[Path, ...],
    output: Path,
    force: bool,
    plan: Path | None,
    services: Count | None,
    workers: int | None,
    exclude: tuple[str, ...],
    site_packages: tuple[Path, ...],
    source_link: str | None,
    no_source: bool,
    as_json: bool,
) -> None:
    """Read the Python project in each PATH and write a report.

    The report is DIR/index.html, one page that works offline, and DIR/analysis.json, from which
    `seamline report` makes other formats. The code is only read, never imported or executed.
    """
    analysis = scan_into(
        output,
        paths,
        exclude=exclude,
        site_packages=site_packages,
        plan=plan,
        services=services,
        workers=workers,
        excerpts=not no_source,
        source_link=source_link,
        force=force,
    )
    show(analysis, output, as_json=as_json)


def _count(text: str | None) -> Count | None:
    from analyzer.model.plan import parse_count

    try:
        return None if text is None else parse_count(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error
