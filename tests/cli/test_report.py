from __future__ import annotations

from pathlib import Path

import pytest

from cli.exits import Exit
from cli.main import run
from reports.document import dump
from reports.registry import find, formats
from reports.tables import TABLES
from tests.builders import shop


@pytest.mark.parametrize("name", ["dot", "html", "json", "markdown", "mermaid", "svg"])
def test_prints_a_format(name: str, saved: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["report", str(saved), "--format", name]) == Exit.DONE
    captured = capfdbinary.readouterr()
    rendered = find(name).render(shop())
    assert isinstance(rendered, str)
    assert captured.out == rendered.encode()
    assert captured.err == b""


def test_takes_the_folder_of_a_report(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(saved.parent), "--format", "json"]) == Exit.DONE
    assert capsys.readouterr().out == dump(shop())


def test_writes_a_file(saved: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(saved), "--format", "markdown", "--output", "page.md"]
    assert run(arguments) == Exit.DONE
    assert (here / "page.md").read_text() == find("markdown").render(shop())
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "Wrote page.md\n")
    assert run(arguments) == Exit.WRONG_INPUT
    assert "--force" in capsys.readouterr().err
    assert run([*arguments, "--force"]) == Exit.DONE


def test_writes_a_folder_of_tables(saved: Path, here: Path) -> None:
    arguments = ["report", str(saved), "--format", "csv"]
    assert run([*arguments, "--output", "tables"]) == Exit.DONE
    written = {file.name for file in (here / "tables").iterdir()}
    assert written == {f"{name}.csv" for name in TABLES}


def test_tables_have_no_place_on_the_output(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(saved), "--format", "csv"]) == Exit.WRONG_INPUT
    assert "--output DIR" in capsys.readouterr().err


def test_an_unknown_format_lists_those_there_are(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(saved), "--format", "htlm"]) == Exit.WRONG_INPUT
    shown = capsys.readouterr().err
    assert "Did you mean html?" in shown
    assert ", ".join(formats()) in shown


def test_its_help_lists_the_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--help"]) == Exit.DONE
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in formats())


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff"])
def test_what_is_no_analysis_is_refused(
    content: bytes, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved.write_bytes(content)
    assert run(["report", str(saved), "--format", "json"]) == Exit.WRONG_INPUT
    assert "docs/errors.md#invalid-analysis" in capsys.readouterr().err


def test_focuses_on_a_service(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(saved), "--format", "dot", "--focus"]
    assert run([*arguments, "billing"]) == Exit.DONE
    assert "Inside Billing: 2 modules, 1 table" in capsys.readouterr().out
    assert run([*arguments, "bilking"]) == Exit.WRONG_INPUT
    shown = capsys.readouterr().err
    assert "Did you mean billing?" in shown
    assert "docs/errors.md#unknown-name" in shown


def test_what_cannot_focus_says_what_can(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(saved), "--format", "csv", "--focus", "billing"]
    assert run(arguments) == Exit.WRONG_INPUT
    assert "csv knows no --focus; these do: dot, mermaid, png, svg" in capsys.readouterr().err


def test_links_evidence_to_the_code(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(saved), "--source-link", "https://forge.test/{path}#L{line}"]
    assert run([*arguments, "--format", "markdown"]) == Exit.DONE
    assert "(<https://forge.test/shop/billing/tasks.py#L44>)" in capsys.readouterr().out
    assert run([*arguments, "--format", "csv"]) == Exit.WRONG_INPUT
    assert "csv knows no --source-link; these do: html, markdown" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("template", "said"),
    [("javascript:{path}", "begin with one of http"), ("https://h/{commit}/{path}", "{commit} is")],
)
def test_a_source_link_that_is_none_is_refused(
    template: str, said: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["report", str(saved), "--format", "html", "--source-link", template]
    assert run(arguments) == Exit.WRONG_INPUT
    shown = capsys.readouterr().err
    assert said in shown
    assert "docs/errors.md#invalid-source-link" in shown


def test_pixels_go_to_a_file_or_a_pipe_but_to_no_terminal(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["report", str(saved), "--format", "png"]
    assert run(arguments) == Exit.DONE
    assert capfdbinary.readouterr().out.startswith(b"\x89PNG")
    monkeypatch.setattr("cli.report.is_terminal", lambda _stream: True)
    assert run(arguments) == Exit.WRONG_INPUT
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert b"--output FILE" in captured.err


def test_a_missing_analysis_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "nothing.json", "--format", "json"]) == Exit.WRONG_INPUT
    assert "nothing.json" in capsys.readouterr().err


def test_without_dot_only_pictures_fail(
    saved: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(here))
    assert run(["report", str(saved), "--format", "svg"]) == Exit.WRONG_INPUT
    assert "docs/errors.md#missing-program" in capsys.readouterr().err
    assert run(["report", str(saved), "--format", "dot"]) == Exit.DONE
