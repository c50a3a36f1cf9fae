"""On a real terminal: a pseudo-terminal, and what is drawn on it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.progress import progress


def on_terminal(code: str, *, term: str = "xterm-256color") -> bytes:
    """What a Python program draws on a terminal of its own, standard error included."""
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "TERM": term},
        start_new_session=True,
    ) as program:
        os.close(theirs)
        drawn = b"".join(_pieces(ours))
        os.close(ours)
    assert program.returncode == 0, drawn
    return drawn


def _pieces(terminal: int) -> Iterator[bytes]:
    try:
        while piece := os.read(terminal, 65536):
            yield piece
    except OSError:  # Linux's way to say that the other end has gone
        return


WATCH = """
import time
from cli.progress import progress
with progress() as watch:
    if watch:
        watch(1, 3)
        time.sleep(0.3)
        watch(3, 3)
print("done", watch is None)
"""


def test_progress_is_drawn_on_a_terminal_and_wiped() -> None:
    drawn = on_terminal(WATCH)
    assert b"Finding the seams" in drawn
    assert b"1/3" in drawn
    assert b"done False" in drawn


def test_progress_is_not_drawn_on_a_dumb_terminal() -> None:
    assert on_terminal(WATCH, term="dumb").split() == [b"done", b"True"]


def test_progress_is_not_drawn_elsewhere(capfd: pytest.CaptureFixture[str]) -> None:
    with progress() as watch:
        assert watch is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("term", "coloured"), [("xterm-256color", True), ("dumb", False)])
def test_the_summary_has_colours_on_a_terminal_only(saved: Path, term: str, coloured: bool) -> None:
    code = f"import cli.main; cli.main.run(['report', {str(saved)!r}, '--format', 'terminal'])"
    assert (b"\x1b[1mshop\x1b[0m" in on_terminal(code, term=term)) is coloured
