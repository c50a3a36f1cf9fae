"""`seamline explain`: why something is where it is, and what ties two things."""

from __future__ import annotations

from pathlib import Path

import click

from cli.streams import write


@click.command(short_help="Say why something is where it is, or what ties two things.")
@click.argument("analysis", metavar="ANALYSIS", type=click.Path(path_type=Path))
@click.argument("name", metavar="NAME")
@click.argument("other", metavar="[NAME]", required=False)
@click.option("--all", "every", is_flag=True, help="Show every point and every place.")
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, with all there is.")
def explain(analysis: Path, name: str, other: str | None, every: bool, as_json: bool) -> None:
    """Explain a service, a module or a table of the saved ANALYSIS, or what ties two of them.

    A NAME is a service's id or name, a module's dotted name or the end of it, or a table.
    """
    from reports.document import indented, load
    from reports.explaining import explain as explained
    from reports.explaining.explanation import text

    found = explained(load(analysis), name, other)
    write(indented(found) if as_json else text(found, every=every))
