"""`seamline demo`: a scan of the little monolith that ships with seamline."""

from __future__ import annotations

from pathlib import Path

import click

import cli
from cli.scanning import FOLDER, scan_into, show

# In a checkout the root, in an installed package the folder of libraries: both hold `fixtures`.
FIXTURE = Path(cli.__file__).parent.parent / "fixtures" / "django_shop"


@click.command(short_help="Scan the small shop that ships with seamline.")
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
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def demo(output: Path, force: bool, as_json: bool) -> None:
    """Scan a small Django shop that ships with seamline, and write a report of it."""
    analysis = scan_into(output, [FIXTURE], force=force)
    show(analysis, output, as_json=as_json)
