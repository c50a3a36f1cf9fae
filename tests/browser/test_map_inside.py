"""Looking into a service on the map, down to the lines."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from playwright.sync_api import Page, expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open
from tests.browser.map_graph import GRAPH, click, inside, look_inside, open_map, ties, until
from tests.browser.sample import LARGE, analysis

MOST_NODES = 120
MOST_TIES = 300
WHOLE = "?in=billing&depth=3&ties=300"
OVERLAPS = f"""() => {{
    const boxOf = node => node.boundingBox({{includeLabels: true}});
    const nodes = {GRAPH}.nodes(':childless').map(node => [node.id(), boxOf(node)]);
    return nodes.flatMap(([a, x], index) => nodes.slice(index + 1)
        .filter(([, y]) => x.x1 < y.x2 && y.x1 < x.x2 && x.y1 < y.y2 && y.y1 < x.y2)
        .map(([b]) => [a, b]));
}}"""


def test_a_double_click_looks_inside_and_the_breadcrumb_leads_back(
    visit: Open, small: Analysis
) -> None:
    page = open_map(visit, "small")

    look_inside(page, "billing", lambda: click(page, "billing", times=2))

    until(page, f"{GRAPH}.nodes(':parent').length > 0")
    page.get_by_role("navigation", name="Breadcrumb").get_by_text("All services").click()
    until(page, f"{GRAPH}.nodes().length === {len(small.services)}")


def test_all_of_a_service_is_drawn_at_the_last_depth(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small", WHOLE)
    billing = next(service for service in small.services if service.id == "billing")

    assert set(inside(page)) == {
        *(f"module:{name}" for name in billing.modules),
        *(f"table:{name}" for name in billing.tables),
    }
    expect(page.locator(".map-said")).not_to_contain_text("folded")


def test_ties_inside_weigh_what_they_would_cost(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small", WHOLE)
    costs = {kind.name: kind.unit_cost for kind in small.tie_kinds if kind.cut}
    expected: dict[frozenset[str], int] = defaultdict(int)
    drawn = set(inside(page))
    for tie in small.ties:
        pair = {f"module:{tie.source}", f"table:{tie.source}"} & drawn
        pair |= {f"module:{tie.target}", f"table:{tie.target}"} & drawn
        if tie.kind in costs and len(pair) == 2:
            expected[frozenset(pair)] += costs[tie.kind]

    found = {frozenset((a, b)): weight for a, b, weight in ties(page) if {a, b} <= drawn}

    assert found == expected


def test_a_tie_inside_shows_its_lines(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small", WHOLE)
    drawn = set(inside(page))
    first, second, _ = next(tie for tie in ties(page) if set(tie[:2]) <= drawn)
    names = {first.split(":", 1)[1], second.split(":", 1)[1]}
    known = {
        f"{place.path}:{place.line}"
        for ends, evidence in (
            *(({d.source, d.target}, d.evidence) for d in small.dependencies),
            *(({a.module, a.table}, a.evidence) for a in small.accesses),
        )
        if ends == names
        for place in evidence
    }

    click(page, f"tie:{first}/{second}")

    panel = page.get_by_role("complementary")
    expect(panel.locator(".line code").first).to_be_visible()
    assert set(panel.locator(".line code").all_inner_texts()) <= known


def test_a_tie_to_another_service_shows_the_lines_of_its_cuts(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small", WHOLE)
    drawn = set(inside(page))
    first, second, _ = next(tie for tie in ties(page) if len(set(tie[:2]) & drawn) == 1)
    known = {f"{place.path}:{place.line}" for cut in small.cuts for place in cut.evidence}

    click(page, f"tie:{first}/{second}")

    panel = page.get_by_role("complementary")
    expect(panel.locator(".line code").first).to_be_visible()
    assert set(panel.locator(".line code").all_inner_texts()) <= known


def test_the_depth_is_chosen_by_keyboard_and_stands_in_the_address(
    visit: Open, small: Analysis
) -> None:
    page = open_map(visit, "small", "/billing")
    depth = page.get_by_role("slider", name="Depth")
    billing = next(service for service in small.services if service.id == "billing")

    depth.press("ArrowRight")

    expect(page).to_have_url(re.compile("in=billing&depth=2"))
    expect(page.locator(".map-said")).to_contain_text(_folded(page, len(billing.modules)))
    depth.press("ArrowRight")
    expect(page).to_have_url(re.compile("in=billing&depth=3"))
    expect(page.locator(".map-said")).not_to_contain_text("folded")
    depth.press("Home")
    until(page, f"{GRAPH}.nodes().length === {len(small.services)}")


@pytest.mark.parametrize("depth", [2, 3])
@pytest.mark.parametrize("opened", [True, False], ids=["the largest", "all"])
def test_never_more_than_a_few_hundred_are_drawn_and_the_rest_is_counted(
    visit: Open, depth: int, opened: bool
) -> None:
    document = analysis(LARGE)
    largest = max(document.services, key=lambda service: len(service.modules))
    query = f"in={largest.id}&" if opened else ""
    page = open_map(visit, "large", f"?{query}depth={depth}&ties=9999")

    drawn = inside(page)

    assert page.evaluate(f"{GRAPH}.nodes(':childless').length") <= MOST_NODES
    assert page.evaluate(f"{GRAPH}.edges().length") <= MOST_TIES
    if opened:
        modules = sum(name.startswith("module:") for name in drawn)
        expect(page.locator(".map-said")).to_contain_text(
            f"{len(largest.modules) - modules} modules"
        )


def test_names_inside_do_not_overlap(visit: Open) -> None:
    page = open_map(visit, "small", WHOLE)

    assert page.evaluate(OVERLAPS) == []


def test_a_package_is_unfolded_and_stays_so_when_something_else_is_selected(visit: Open) -> None:
    page = open_map(visit, "small", "/billing?in=billing&depth=2")
    panel = page.get_by_role("complementary")
    package = next(name for name in inside(page) if name.startswith("package:"))

    click(page, package)
    panel.get_by_role("link", name="Unfold").click()

    until(page, f"{GRAPH}.getElementById('{package}').isParent()")
    panel.get_by_role("button", name="Close").click()
    expect(panel.get_by_role("heading", name="Drawn inside")).to_be_visible()
    until(page, f"{GRAPH}.getElementById('{package}').isParent()")
    page.go_back()
    panel.get_by_role("link", name="Fold", exact=True).click()
    until(page, f"!{GRAPH}.getElementById('{package}').isParent()")


def test_the_address_of_a_module_alone_leads_to_it(visit: Open, small: Analysis) -> None:
    billing = next(service for service in small.services if service.id == "billing")
    module = billing.modules[0]

    page = open_map(visit, "small", f"/module:{module}")

    expect(page.get_by_role("complementary").get_by_role("heading", name=module)).to_be_visible()
    until(page, f"{GRAPH}.getElementById('module:{module}').hasClass('chosen')")


def test_the_map_goes_by_keyboard_alone(visit: Open, small: Analysis) -> None:
    page = open_map(visit, "small")
    page.locator(".map-canvas").focus()

    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"#/map/\w+$"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("in="))
    until(page, f"{GRAPH}.nodes(':parent').length > 0")
    page.locator(".map-canvas").focus()
    page.keyboard.press("Escape")
    until(page, f"{GRAPH}.nodes().length === {len(small.services)}")


def _folded(page: Page, modules: int) -> str:
    single = sum(name.startswith("module:") for name in inside(page))
    return f"{modules - single} modules"


def test_what_would_be_too_small_to_read_begins_with_the_service_and_fit_shows_all(
    visit: Open,
) -> None:
    largest = max(analysis(LARGE).services, key=lambda service: len(service.modules))
    page = open_map(visit, "large", f"?in={largest.id}&depth=3")
    near = page.evaluate(f"{GRAPH}.zoom()")

    page.get_by_role("button", name="Fit", exact=True).click()

    assert page.evaluate(f"{GRAPH}.zoom()") < near
