"""`seamline report`: a saved analysis in another format."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.streams import coloured, is_terminal, say, width, write

if TYPE_CHECKING:
    from reports.base import Rendered, Report


class ReportCommand(click.Command):
    """A command whose help lists the formats there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list; the formats are only looked for when somebody asks."""
        from reports.registry import formats

        with formatter.section("Formats"):
            formatter.write_dl([(name, report.summary) for name, report in formats().items()])


@click.command(cls=ReportCommand, short_help="Render a saved analysis in another format.")
@click.argument("analysis", metavar="ANALYSIS", type=click.Path(path_type=Path))
@click.option("--format", "name", metavar="NAME", required=True, help="One of the formats below.")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="Where to write it, instead of the standard output; a folder for csv and parquet.",
)
@click.option("--focus", metavar="NAME", help="Show one service, module or table close up.")
@click.option(
    "--source-link",
    metavar="TEMPLATE",
    help="Where evidence leads to: an address with {path} and {line} in it.",
)
@click.option("--force", is_flag=True, help="Overwrite what seamline did not write.")
def report(
    analysis: Path,
    name: str,
    output: Path | None,
    focus: str | None,
    source_link: str | None,
    force: bool,
) -> None:
    """Render the saved ANALYSIS (an analysis.json, or the folder it is in) in a format.

    Needs neither the scanned code nor a new scan.
    """
    from reports.document import load
    from reports.registry import find
    from reports.terminal import Terminal

    form = _linked(_focused(find(name), focus), source_link)
    content = load(analysis)
    if output is None and isinstance(form, Terminal):
        write(form.render(content, width=width(), colour=coloured(sys.stdout)))
        return
    _deliver(name, form.render(content), output, force)


def _focused(form: Report, focus: str | None) -> Report:
    from reports.base import Focusable

    if focus is None:
        return form
    if isinstance(form, Focusable):
        return form.focused(focus)
    raise click.UsageError(f"{form.name} knows no --focus; {_able(Focusable)}.")


def _linked(form: Report, template: str | None) -> Report:
    from reports.base import Linkable
    from reports.source_link import source_link

    if template is None:
        return form
    if isinstance(form, Linkable):
        return form.linked(source_link(template))
    raise click.UsageError(f"{form.name} knows no --source-link; {_able(Linkable)}.")


def _able(kind: type[object]) -> str:
    from reports.registry import formats

    able = [name for name, each in formats().items() if isinstance(each, kind)]
    return f"these do: {', '.join(able)}"


def _deliver(name: str, rendered: Rendered, output: Path | None, force: bool) -> None:
    from reports.writer import check_file, check_folder, write_file, write_folder

    if isinstance(rendered, Mapping):
        if output is None:
            raise click.UsageError(f"{name} is several files: name a folder with --output DIR.")
        check_folder(output, force=force)
        write_folder(output, rendered)
    elif output is None:
        if isinstance(rendered, bytes) and is_terminal(sys.stdout):
            raise click.UsageError(f"{name} is no text: name a file with --output FILE.")
        write(rendered)
        return
    else:
        check_file(output, force=force)
        write_file(output, rendered)
    say(f"Wrote {click.format_filename(output)}")
