"""The summary for a terminal; plain text wherever colours are not asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.model.analysis import Analysis
from analyzer.model.settled import HELD, MOSTLY, SETTLED, UNSETTLED
from reports.digest import Digest, HubLine, ServiceLine, SharedLine, digest
from reports.scores import NULLS, ScoreLine
from reports.text import listed, plural, safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

WIDTH = 100
# The table of candidates: a narrow terminal shortens names and loses bars, never figures.
FIGURES = 63
BAR = 8
WIDE_ENOUGH = 96
SHORTEST_NAME, LONGEST_NAME = 14, 40
SHARED_SHOWN = 5
NAMES_SHOWN = 3
ANSWERS = {SETTLED: "yes", MOSTLY: "mostly", UNSETTLED: "no", HELD: "plan"}
STYLES = {"extract": "bold green", "modularise": "bold yellow", "keep": "bold cyan"}


class Terminal:
    """The project, the verdict, the candidates, the tables they share, and what to do next."""

    name = "terminal"
    suffix = ".txt"
    summary = "the summary that a scan prints"

    def render(self, analysis: Analysis, *, width: int = WIDTH, colour: bool = False) -> str:
        """Text of at most `width` columns, with ANSI colours only where asked for."""
        from rich.console import Console

        console = Console(
            file=io.StringIO(),
            width=width,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        with console.capture() as captured:
            _print(console, digest(analysis))
        return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


REPORT = Terminal()


def _print(console: Console, content: Digest) -> None:
    _print_project(console, content)
    _print_verdict(console, content)
    if content.services:
        _section(console, "Candidate services, in the order of extraction")
        console.print(_services(content.services, console.width))
    if content.scores and content.services:
        _section(console, "How good is the cut, beside partitions that know nothing")
        console.print(_scores(content.scores))
        _item(console, "•", content.sizes)
    _print_settled(console, content)
    if content.shared:
        _section(console, "Tables that several services use")
        console.print(_shared(content))
    if content.hubs:
        _section(console, "Told apart: of no service, or of several")
        for line in content.hubs:
            _item(console, "•", _hub(line))
    _section(console, "What was seen")
    for sentence in content.seen:
        _item(console, "•", sentence)
    if content.next_steps:
        _section(console, "What to do next")
        for number, step in enumerate(content.next_steps, 1):
            _item(console, f"{number}.", step)


def _print_project(console: Console, content: Digest) -> None:
    from rich.text import Text

    summary = content.summary
    counts = (
        plural(summary.lines, "line"),
        plural(summary.modules, "module"),
        plural(summary.tables, "table"),
        plural(summary.services, "candidate"),
        plural(summary.cuts, "cut"),
    )
    console.print(Text(safe(content.project.name), style="bold"))
    console.print(Text(" · ".join(counts)))


def _print_verdict(console: Console, content: Digest) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(safe(content.headline), style=STYLES.get(content.advice, "bold")))
    for reason in content.reasons:
        _item(console, "•", reason)


def _print_settled(console: Console, content: Digest) -> None:
    sentences = (*content.division, *_wavering(content))
    if sentences:
        _section(console, "How sure that is")
    for sentence in sentences:
        _item(console, "•", sentence)


def _wavering(content: Digest) -> Iterator[str]:
    """The modules that stayed least with their service, each with where it would go."""
    known = {line.id: line.name for line in content.services}
    for line in content.wavering[:NAMES_SHOWN]:
        home = known.get(line.service, line.service)
        other = "" if line.runner_up is None else known.get(line.runner_up, line.runner_up)
        stayed = f"{safe(line.module, 80)} stayed with {safe(home, 40)} in {line.stayed}"
        yield stayed + (f"; next best: {safe(other, 40)}." if other else ".")
    left = len(content.wavering) - NAMES_SHOWN
    if left > 0:
        yield f"{plural(left, 'more module')} {'is' if left == 1 else 'are'} not settled."


def _hub(line: HubLine) -> str:
    return f"{line.title}: {listed([safe(name, 60) for name in line.names], NAMES_SHOWN)}"


def _section(console: Console, title: str) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(title, style="bold"))


def _item(console: Console, mark: str, sentence: str) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_row("", mark, Text(safe(sentence, 1000)))
    console.print(grid)


def _services(services: tuple[ServiceLine, ...], width: int) -> RenderableType:
    from rich import box
    from rich.bar import Bar
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("#", justify="right", no_wrap=True, style="dim")
    bars = width >= WIDE_ENOUGH
    rest = width - FIGURES - (BAR + 1) * bars
    longest = min(max(rest, SHORTEST_NAME), LONGEST_NAME)
    table.add_column("Service", overflow="ellipsis", no_wrap=True, max_width=longest)
    for title in ("Modules", "Tables", "Lines", "Cuts"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("Difficulty", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    if bars:
        table.add_column("", width=BAR)
    table.add_column("Settled", overflow="ellipsis", no_wrap=True, min_width=len("Settled"))
    for line in services:
        counts = (line.modules, line.tables, line.lines, line.cuts)
        table.add_row(
            str(line.rank),
            _named(line),
            *(f"{count:,}" for count in counts),
            Text(safe(line.word)),
            str(line.score),
            *[Bar(100, 0, line.score, color=_colour(line.score))] * bars,
            ANSWERS.get(line.settled, safe(line.settled) or "-"),
        )
    return table


def _named(line: ServiceLine) -> Text:
    """A name; what is no service of its own is dim and says so."""
    from rich.text import Text

    if not line.nature:
        return Text(safe(line.name), style="bold")
    return Text(f"{safe(line.name)} ({safe(line.nature)})", style="dim")


def _colour(score: int) -> str:
    return "green" if score < 50 else "yellow" if score < 75 else "red"


def _scores(lines: tuple[ScoreLine, ...]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("Metric")
    for title in ("Proposal", *NULLS.values()):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("Better")
    for line in lines:
        value = Text(line.value, style="bold")
        table.add_row(Text(safe(line.metric)), value, *line.nulls, Text(safe(line.better)))
    return table


def _shared(content: Digest) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    known = {line.id: line.name for line in content.services}

    def named(ids: tuple[str, ...]) -> Text:
        shown = [safe(known.get(service, service), 40) for service in ids[:NAMES_SHOWN]]
        left = len(ids) - NAMES_SHOWN
        return Text(", ".join(shown) + (f" +{left}" if left > 0 else "") or "-")

    def row(line: SharedLine) -> tuple[Text, Text, Text, Text]:
        owner = () if line.owner is None else (line.owner,)
        table = Text(safe(line.table), style="bold")
        return table, named(owner), named(line.writers), named(line.readers)

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("Table", overflow="ellipsis", no_wrap=True, max_width=40)
    table.add_column("Owner", overflow="ellipsis", no_wrap=True, max_width=24)
    table.add_column("Written by")
    table.add_column("Read by")
    for line in content.shared[:SHARED_SHOWN]:
        table.add_row(*row(line))
    left = len(content.shared) - SHARED_SHOWN
    if left > 0:
        table.caption = Text(f"and {plural(left, 'more table')}", style="dim")
        table.caption_justify = "left"
    return table
