from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cli.exits import Exit
from cli.main import run


def test_writes_a_plan_to_the_standard_output(
    saved: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", "init", str(saved)]) == Exit.DONE
    captured = capsys.readouterr()
    assert "billing" in tomllib.loads(captured.out)["services"]
    assert captured.err == ""
    assert list(here.iterdir()) == []


def test_overwrites_no_plan_unless_forced(
    saved: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved.parent / "plan.toml"
    assert run(["plan", "init", str(saved.parent), "--output", str(file)]) == Exit.DONE
    assert "Wrote" in capsys.readouterr().err
    file.write_text("# edited", encoding="utf-8")
    assert run(["plan", "init", str(saved), "--output", str(file)]) == Exit.WRONG_INPUT
    assert "docs/errors.md#output-refused" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "# edited"
    assert run(["plan", "init", str(saved), "--output", str(file), "--force"]) == Exit.DONE
    assert "services" in tomllib.loads(file.read_text(encoding="utf-8"))


def test_says_what_is_no_analysis(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "init", "nowhere"]) == Exit.WRONG_INPUT
    assert "docs/errors.md#path-not-found" in capsys.readouterr().err
