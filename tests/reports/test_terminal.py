from __future__ import annotations

import re

import msgspec
import pytest
from rich.cells import cell_len

from analyzer.model.analysis import Metric
from reports.terminal import Terminal
from tests.builders import PAYLOADS, hostile, shop

COLOUR = re.compile("\x1b\\[[0-9;]*m")


def test_shows_the_summary() -> None:
    lines = Terminal().render(shop(), width=80).splitlines()
    assert lines[0] == "shop"
    assert "Worth taking apart, one service at a time" in lines
    rows = [line.split() for line in lines]
    assert "How sure that is" in lines
    assert any("tasks stayed with Billing in 11 of 20 runs" in line for line in lines)
    assert ["2", "Billing", "2", "1", "390", "6", "moderate", "41", "yes"] in rows
    assert ["orders_order", "Orders", "Billing,", "Orders", "Billing,", "Orders"] in rows
    assert " • 85 % of 7 data accesses resolved, 1 not, which the report lists." in lines


@pytest.mark.parametrize(("width", "bar"), [(80, []), (100, ["███▎"])])
def test_a_narrow_terminal_loses_bars_and_never_figures(width: int, bar: list[str]) -> None:
    lines = [line.split() for line in Terminal().render(shop(), width=width).splitlines()]
    assert ["2", "Billing", "2", "1", "390", "6", "moderate", "41", *bar, "yes"] in lines
    assert any(line[-1:] == ["Settled"] for line in lines)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_keeps_to_its_width_and_is_plain(payload: str, width: int) -> None:
    text = Terminal().render(hostile(payload), width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert text.replace("\n", "").isprintable()


def test_colours_are_the_only_control_characters() -> None:
    text = Terminal().render(hostile(PAYLOADS["ansi"]), colour=True)
    assert COLOUR.search(text)
    assert COLOUR.sub("", text).replace("\n", "").isprintable()


def test_colours_do_not_change_the_words() -> None:
    coloured = COLOUR.sub("", Terminal().render(shop(), width=80, colour=True))
    plain = Terminal().render(shop(), width=80)
    assert [line.rstrip() for line in coloured.splitlines()] == plain.splitlines()


def test_markup_in_names_is_no_markup() -> None:
    assert "[bold red]x[/bold red]" in Terminal().render(hostile(PAYLOADS["rich"]), width=200)


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "NO_COLOR", "COLUMNS", "TERM"])
def test_the_environment_changes_nothing(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Terminal().render(shop()), Terminal().render(shop(), colour=True)
    monkeypatch.setenv(variable, "1")
    assert (Terminal().render(shop()), Terminal().render(shop(), colour=True)) == before


def test_what_is_no_service_of_its_own_says_so() -> None:
    first, *rest = shop().services
    odd = msgspec.structs.replace(first, nature="remainder")
    text = Terminal().render(msgspec.structs.replace(shop(), services=(odd, *rest)))
    assert f"{first.name} (left over)" in text
    assert text.count("(left over)") == 1


def test_metrics_stand_beside_their_nulls() -> None:
    metric = Metric(0.25, {"one_blob": 1.0, "random": 0.1, "packages": None}, "lower", "m")
    text = Terminal().render(msgspec.structs.replace(shop(), metrics={"a_b": metric}))
    row = next(line for line in text.splitlines() if "a b" in line and "0.25" in line)
    assert row.replace("|", " ").split() == ["a", "b", "0.25", "-", "0.10", "1.00", "lower"]
    assert "services with" in text
