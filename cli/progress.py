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
    task = bar.add_task("Looking for files", total=None)

    def watch(done: int, total: int) -> None:
        description = "Reading files" if done < total else "Finding the seams"
        bar.update(task, description=description, completed=done, total=total)

    with bar:
        yield watch


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Files read in a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f} files/s" if speed else "", style="progress.data.speed")

    console = Console(stderr=True, no_color=not coloured(sys.stderr))
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
