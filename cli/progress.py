"""How far a scan has come, for a person who watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.streams import coloured, is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, Task
    from rich.text import Text

Watcher = Callable[[int, int], None]


@contextmanager
def progress() -> Iterator[Watcher | None]:
    """A function to call with (files done, files in all); None where nobody watches."""
    if not is_terminal(sys.stderr):
        yield None
        return
    bar = _bar()
    reading = bar.add_task("Looking for files", total=None)
    # What comes after cannot be counted: its bar only moves.
    linking = bar.add_task("Finding the seams", total=None, visible=False)

    def watch(done: int, total: int) -> None:
        bar.update(reading, description="Reading files", completed=done, total=total)
        bar.update(reading, visible=done < total)
        bar.update(linking, visible=done >= total)

    with bar:
        yield watch


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Files(ProgressColumn):
        """Files read, of how many, and how many in a second."""

        def render(self, task: Task) -> Text:
            if task.total is None:
                return Text()
            rate = f", {task.speed:,.0f} files/s" if task.speed else ""
            return Text(f"{task.completed:,.0f}/{task.total:,.0f}{rate}", style="progress.download")

    console = Console(stderr=True, no_color=not coloured(sys.stderr))
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        Files(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
