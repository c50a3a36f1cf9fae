"""How each way to end looks."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from analyzer.model.errors import NoPythonFiles
from cli.exits import Exit
from cli.main import run
from tests.cli.conftest import Pipeline


def test_says_its_version_without_loading_what_is_slow() -> None:
    code = (
        "import sys, cli.main\n"
        "status = cli.main.run(['--version'])\n"
        "heavy = {'graphviz', 'libcst', 'msgspec', 'networkx', 'numpy', 'pandas', 'rich'}\n"
        "print(sorted(heavy & sys.modules.keys()), int(status))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"seamline {version('seamline')}\n[] 0\n"


def test_without_a_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == Exit.DONE
    shown = capsys.readouterr().out
    assert [word for word in ("scan", "report", "demo") if f"  {word} " in shown] == [
        "scan",
        "report",
        "demo",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["scn"],
        ["scan"],
        ["scan", "--workers", "0", "."],
        ["scan", "--nothing"],
        ["report", "x"],
    ],
)
def test_a_wrong_command_line_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == Exit.WRONG_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Usage: seamline" in captured.err


def test_the_users_mistake_is_told_with_hint_and_page(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.error = NoPythonFiles("There is no Python in \x1b[31m.", "Name another folder.")
    assert run(["scan", "."]) == Exit.WRONG_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "error: There is no Python in \\x1b[31m.",
        "hint: Name another folder.",
        "more: docs/errors.md#no-python-files",
    ]
    assert not (here / "seamline-report").exists()


def test_our_bug_is_told_as_one(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.error = KeyError("oops")
    assert run(["scan", "."]) == Exit.OUR_BUG
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("seamline failed: this is a bug of ours")
    assert "Traceback" in captured.err
    assert "KeyError: 'oops'" in captured.err


def test_an_interrupt_is_quiet(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.error = KeyboardInterrupt()
    assert run(["scan", "."]) == Exit.INTERRUPTED
    assert capsys.readouterr().err.split() == ["Interrupted."]


def test_a_closed_pipe_is_quiet(saved: Path) -> None:
    code = (
        "import os, sys\n"
        "read, write = os.pipe()\n"
        "os.close(read)\n"
        "os.dup2(write, 1)\n"
        "import cli.main\n"
        f"sys.exit(cli.main.run(['report', {str(saved)!r}, '--format', 'json']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (Exit.BROKEN_PIPE, b"")
