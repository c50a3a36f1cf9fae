"""On a real terminal: a pseudo-terminal, and what is drawn on it."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from cli.progress import progress


def on_terminal(code: str, *, term: str = "xterm-256color") -> bytes:
    """What a Python program draws on a terminal of its own, standard error included."""
    pid, terminal = pty.fork()
    if pid == 0:  # the child: nothing of this process may go on in it
        os.environ["TERM"] = term
        os.environ.pop("NO_COLOR", None)
        os.execv(sys.executable, [sys.executable, "-c", code])
    drawn = b""
    try:
        while piece := os.read(terminal, 65536):
            drawn += piece
    except OSError:  # Linux's way to say that the other end has gone
        pass
    os.close(terminal)
    assert os.waitpid(pid, 0)[1] == 0, drawn
    return drawn


WATCH = """
from cli.progress import progress
with progress() as watch:
    if watch:
        watch(1, 3)
        watch(3, 3)
print("done", watch is None)
"""


def test_progress_is_drawn_on_a_terminal_and_wiped() -> None:
    drawn = on_terminal(WATCH)
    assert b"Finding the seams" in drawn
    assert b"3/3" in drawn
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
