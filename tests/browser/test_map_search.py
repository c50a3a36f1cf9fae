"""The field that finds things on the map."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open
from tests.browser.map_graph import GRAPH, open_map, until
from tests.browser.sample import LARGE, analysis


def test_a_table_is_found_by_keyboard_and_selected(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small")
    table = next(table for table in small.tables if table.service == "billing")
    field = page.get_by_role("combobox", name="Find on the map")

    field.fill(table.id)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    option = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text(table.id)
    field.press("Enter")

    expect(page).to_have_url(re.compile(f"table%3A{table.id}.*in=billing"))
    expect(page.get_by_role("complementary").get_by_role("heading", name=table.id)).to_be_visible()
    until(page, f"{GRAPH}.getElementById('table:{table.id}').hasClass('chosen')")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_what_is_found_is_brought_into_the_middle(visit: Open) -> None:
    module = next(s for s in analysis(LARGE).services if s.id == "billing").modules[-1]
    page = open_map(visit, "large")
    field = page.get_by_role("combobox", name="Find on the map")

    field.fill(module)
    field.press("Enter")
    expect(page).to_have_url(re.compile("in=billing"))
    until(
        page,
        f"""(() => {{
            const node = {GRAPH}.nodes('.chosen');
            const box = node.nonempty() && !{GRAPH}.animated() && node.renderedBoundingBox();
            return box && box.x1 > 0 && box.y1 > 0 && box.x2 < {GRAPH}.width() && box.y2 < {GRAPH}.height();
        }})()""",
    )
    assert page.evaluate(f"{GRAPH}.zoom()") >= 1


def test_a_search_is_sent_by_its_address(visit: Open) -> None:
    page = open_map(visit, "small", "?find=billing")

    expect(page.get_by_role("combobox", name="Find on the map")).to_be_focused()
    expect(page.get_by_role("option").first).to_contain_text("Billing")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("#/map$"))


def test_what_has_no_name_like_it_is_said(visit: Open) -> None:
    page = open_map(visit, "small", "?find=nosuchthing")

    expect(page.get_by_text("Nothing of that name.")).to_be_visible()
