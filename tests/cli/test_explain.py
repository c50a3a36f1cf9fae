from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.exits import Exit
from cli.main import run


def test_explains_one_thing_and_two(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(saved), "orders_order"]) == Exit.DONE
    assert "is owned by Orders" in capsys.readouterr().out
    assert run(["explain", str(saved), "orders_order", "billing_invoice"]) == Exit.DONE
    captured = capsys.readouterr()
    assert "Foreign keys" in captured.out
    assert captured.err == ""


def test_explains_to_machines(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(saved), "billing", "--json"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["subjects"] == ["billing"]
    assert found["sections"][0].keys() == {"title", "points"}


def test_an_unknown_name_is_the_user_s_to_mend(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", str(saved), "orders_oder"]) == Exit.WRONG_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Did you mean orders_order or" in captured.err
    assert "docs/errors.md#unknown-name" in captured.err
