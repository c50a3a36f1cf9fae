"""The matrix of dependencies."""

from __future__ import annotations

from collections import defaultdict

import pytest
from playwright.sync_api import Page, expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open
from tests.browser.map_graph import until
from tests.browser.sample import LARGE, analysis

PIXELS = """() => {
    const canvas = document.querySelector('.dsm-canvas');
    const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {
        willReadFrequently: true,
    });
    pen.drawImage(canvas, 0, 0);
    const {data} = pen.getImageData(0, 0, canvas.width, canvas.height);
    const counts = {};
    for (let at = 0; at < data.length; at += 4) {
        const ink = data[at] + ',' + data[at + 1] + ',' + data[at + 2];
        counts[ink] = (counts[ink] ?? 0) + 1;
    }
    return Object.keys(counts).length;
}"""
CELL = 34
KINDS = ("call", "import", "inherit", "signal", "task")


def test_a_deep_link_shows_all_that_one_module_needs_of_another(
    visit: Open, small: Analysis
) -> None:
    tie = next(one for one in small.dependencies if one.kind == "call")
    lines = {
        f"{place.path}:{place.line}"
        for one in small.dependencies
        if (one.source, one.target) == (tie.source, tie.target)
        for place in one.evidence
    }
    page = visit("small", f"#/dependencies?row=m:{tie.source}&col=m:{tie.target}")
    panel = page.get_by_role("complementary")

    expect(panel.get_by_role("heading", name=tie.source)).to_contain_text(tie.target)
    while (more := panel.get_by_role("button", name="more line")).count():
        more.first.click()
    assert lines <= set(panel.locator(".line code").all_inner_texts())
    expect(page.locator(".dsm-said")).to_contain_text(f"{tie.source} → {tie.target} · calls")


def test_the_keyboard_walks_from_mark_to_mark_and_opens_one(visit: Open, small: Analysis) -> None:
    tied = {(one.source, one.target) for one in small.dependencies}
    page = visit("small", "#/dependencies")
    stage = page.get_by_role("application")

    stage.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    source, target = _said(page)
    page.keyboard.press("Enter")

    assert (source, target) in tied
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name=source)).to_contain_text(target)
    page.keyboard.press("Escape")
    expect(panel.get_by_role("heading", name="How to read it")).to_be_visible()


def test_the_mouse_points_at_what_the_keyboard_points_at(visit: Open) -> None:
    page = visit("small", "#/dependencies?fold=*")
    page.get_by_role("application").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    source, target = _said(page)
    box = page.locator(".dsm-plot").bounding_box()
    assert box

    # So few rows are drawn at the largest size of a cell.
    page.mouse.move(box["x"] + 1.5 * CELL, box["y"] + 2.5 * CELL)
    expect(page.locator(".dsm-tip > span").first).to_have_text(f"{source} → {target}")
    page.mouse.down()
    page.mouse.up()

    heading = page.get_by_role("complementary").locator("h2")
    expect(heading).to_contain_text(source)
    expect(heading).to_contain_text(target)


def test_folded_groups_are_one_row_each_and_the_fold_is_in_the_address(
    visit: Open, small: Analysis
) -> None:
    page = visit("small", "#/dependencies")
    rows = page.locator(".map-head > p")
    expect(rows).to_have_text(f"{len(small.modules)} rows")

    page.get_by_role("button", name="Unfold all").focus()
    page.get_by_role("button", name="Fold all", exact=True).click()
    expect(rows).to_have_text(f"{len(small.services)} rows")
    page.get_by_role("application").focus()
    page.keyboard.press(" ")

    expect(rows).not_to_have_text(f"{len(small.services)} rows")
    assert page.evaluate("location.hash").startswith("#/dependencies?fold=*%2C") or page.evaluate(
        "location.hash"
    ).startswith("#/dependencies?fold=%2A%2C")


def test_pairs_that_need_each_other_are_counted_in_both_directions(
    visit: Open, small: Analysis
) -> None:
    home = {module.name: module.service for module in small.modules}
    places: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for tie in small.dependencies:
        places[home[tie.source], home[tie.target]] += max(1, len(tie.evidence))
    both = {
        tuple(sorted((places[pair], places[pair[::-1]])))
        for pair in places
        if pair[0] != pair[1] and pair[::-1] in places
    }
    page = visit("small", "#/dependencies")
    shown = page.get_by_role("complementary").locator("li", has_text=" back, ")

    told = {
        tuple(sorted(int(word) for word in text.replace(",", "").split() if word.isdigit()))
        for text in shown.locator(".number").all_inner_texts()
    }
    assert told == both


def test_kinds_that_are_hidden_leave_the_matrix(visit: Open) -> None:
    page = visit("small", "#/dependencies")
    until(page, f"({PIXELS})() > 1")
    inks = page.evaluate(PIXELS)

    page.evaluate("kinds => { location.hash = `#/dependencies?hide=${kinds}` }", ",".join(KINDS))
    expect(page.get_by_role("button", name="Calls")).to_have_attribute("aria-pressed", "false")

    until(page, f"({PIXELS})() < {inks}")
    expect(page.get_by_text("No two groups need each other.")).to_be_visible()


@pytest.mark.parametrize("by", ["service", "package"])
def test_thousands_of_modules_start_folded_and_unfold(visit: Open, by: str) -> None:
    modules = len(analysis(LARGE).modules)
    page = visit("large", f"#/dependencies?by={by}")
    rows = page.locator(".map-head > p")
    expect(rows).not_to_have_text(f"{modules:,} rows")

    page.get_by_role("button", name="Unfold all").click()

    expect(rows).to_have_text(f"{modules:,} rows")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".dsm-said")).to_contain_text(" → ")


def _said(page: Page) -> tuple[str, str]:
    ends = page.locator(".dsm-said").inner_text().split(" · ")[0]
    source, target = ends.split(" → ")
    return source, target
