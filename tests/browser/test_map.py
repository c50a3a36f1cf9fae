"""The map of services and their ties."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import MANY, Open
from tests.browser.map_graph import GRAPH, click, drawn, open_map
from tests.browser.sample import LARGE, analysis

OVERLAPS = f"""() => {{
    const boxOf = node => node.boundingBox({{includeLabels: true}});
    const nodes = {GRAPH}.nodes().map(node => [node.id(), boxOf(node)]);
    return nodes.flatMap(([a, x], index) => nodes.slice(index + 1)
        .filter(([, y]) => x.x1 < y.x2 && y.x1 < x.x2 && x.y1 < y.y2 && y.y1 < x.y2)
        .map(([b]) => [a, b]));
}}"""
OUTSIDE = f"""() => {GRAPH}.nodes().filter(node => {{
    const box = node.renderedBoundingBox({{includeLabels: true}});
    return box.x1 < 0 || box.y1 < 0 || box.x2 > {GRAPH}.width() || box.y2 > {GRAPH}.height();
}}).map(node => node.id())"""


@pytest.mark.parametrize("name", ["two", "small", "large"])
def test_labels_neither_overlap_nor_leave_the_stage(visit: Open, name: str) -> None:
    page = open_map(visit, name)

    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(OUTSIDE) == []


def test_the_same_document_gives_the_same_map(visit: Open) -> None:
    places = f"{GRAPH}.nodes().map(node => node.position())"
    page = open_map(visit, "small")
    first = page.evaluate(places)

    page.reload()
    drawn(page)

    assert page.evaluate(places) == first


def test_services_are_nodes_and_ties_weigh_what_their_cuts_weigh(
    visit: Open, small: Analysis
) -> None:
    page = open_map(visit, "small")
    weights: dict[frozenset[str], int] = {}
    for cut in small.cuts:
        pair = frozenset((cut.from_service, cut.to_service))
        weights[pair] = weights.get(pair, 0) + cut.weight

    drawn = page.evaluate(
        f"{GRAPH}.edges().map(edge => [edge.source().id(), edge.target().id(), edge.data('weight')])"
    )

    assert page.evaluate(f"{GRAPH}.nodes().length") == len(small.services)
    assert {frozenset(edge[:2]): edge[2] for edge in drawn} == weights


def test_a_click_on_a_service_opens_its_parts_down_to_the_lines(
    visit: Open, small: Analysis
) -> None:
    page = open_map(visit, "small")
    panel = page.get_by_role("complementary")

    click(page, "billing")

    expect(panel.get_by_role("heading", name="Billing")).to_be_visible()
    assert page.evaluate("location.hash") == "#/map/billing"
    tie = panel.locator("details").first
    tie.locator("summary").first.click()
    tie.locator("details summary").first.click()
    expect(tie.locator(".line code").first).to_be_visible()
    known = {f"{place.path}:{place.line}" for cut in small.cuts for place in cut.evidence}
    assert set(tie.locator(".line code").all_inner_texts()) <= known
    panel.get_by_role("button", name="Close").click()
    expect(panel.get_by_role("heading", name="Services")).to_be_visible()


def test_a_service_is_chosen_by_keyboard(visit: Open) -> None:
    page = open_map(visit, "small")
    panel = page.get_by_role("complementary")

    panel.get_by_role("link", name="Billing").first.focus()
    page.keyboard.press("Enter")

    expect(panel.get_by_role("heading", name="Billing")).to_be_visible()


def test_kinds_are_filtered_and_the_choice_is_in_the_address(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small")
    kinds = sorted({cut.kind for cut in small.cuts} - {"call"})
    shown = f"{GRAPH}.edges().filter(edge => edge.visible()).length"
    callers = {
        frozenset((cut.from_service, cut.to_service)) for cut in small.cuts if cut.kind == "call"
    }

    page.goto(f"{page.url.split('#')[0]}#/map?hide={','.join(kinds)}")

    expect(page.get_by_role("button", name="Calls")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Imports")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(shown) == len(callers)


def test_of_more_services_than_can_be_read_the_smallest_are_left_out_in_words(
    visit: Open,
) -> None:
    page = open_map(visit, "many")
    drawn = page.evaluate(f"{GRAPH}.nodes().length")

    assert drawn < MANY.services
    expect(page.locator(".map-said")).to_contain_text(f"{MANY.services - drawn} services not drawn")


def test_a_dense_map_draws_the_strongest_ties_and_says_what_it_folded(visit: Open) -> None:
    page = open_map(visit, "large")
    every = len({frozenset((cut.from_service, cut.to_service)) for cut in analysis(LARGE).cuts})
    drawn = page.evaluate(f"{GRAPH}.edges().length")

    assert drawn < every
    expect(page.locator(".map-choices")).to_contain_text(f"Ties {drawn} of {every}")
    expect(page.locator(".map-said")).to_contain_text(f"{every - drawn} weakest ties not drawn")
    page.goto(f"{page.url.split('#')[0]}#/map?ties={every}")
    expect(page.locator(".map-choices")).to_contain_text(f"Ties {every} of {every}")
    expect(page.locator(".map-said")).not_to_contain_text("not drawn")
