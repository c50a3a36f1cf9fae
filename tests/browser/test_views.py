"""Every view, as a reader meets it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open, unfold

TIE = "map/support%2Faccounts"
VIEWS = {
    "summary": "Worth taking apart, one service at a time.",
    "map": "Map",
    "map/billing": "Map",
    TIE: "Map",
    "data": "Data",
    "data/accounts_profile": "accounts_profile",
    "dependencies": "Dependencies",
    "candidates": "Candidates",
    "compare": "Two candidates",
    "service/billing": "Billing",
    "module/shop.orders.cart.views": "shop.orders.cart.views",
    "roadmap": "Road map",
    "workshop": "Workshop",
    "workshop/billing": "Workshop",
    "findings": "Findings",
}


@pytest.mark.parametrize(("address", "heading"), VIEWS.items())
def test_each_view_opens_by_its_address(visit: Open, address: str, heading: str) -> None:
    page = visit("small", f"#/{address}")

    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator("nav[aria-label=Views] a[aria-current=page]")).to_have_count(1)


GO_AT_ONCE = """new MutationObserver((changes, observer) => {
    if (!document.querySelector('h1')) return;
    observer.disconnect();
    location.hash = '#/data';
}).observe(document, { childList: true, subtree: true });"""


def test_an_address_that_changes_before_the_first_paint_is_followed(visit: Open) -> None:
    page = visit("small", "#/findings")
    page.add_init_script(GO_AT_ONCE)

    page.reload()

    expect(page.locator("h1")).to_have_text("Data")


@pytest.mark.parametrize("address", ["service/nobody", "data/nothing", "module/no.where", "news"])
def test_an_address_of_another_report_says_so(visit: Open, address: str) -> None:
    page = visit("small", f"#/{address}")

    expect(page.locator("h1")).to_contain_text("No such")


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("name", ["two", "large", "hostile"])
def test_no_view_is_wider_than_the_screen(visit: Open, name: str, width: int) -> None:
    page = visit(name)
    page.set_viewport_size({"width": width, "height": 900})

    for view in (
        "summary",
        "map",
        "data",
        "dependencies",
        "candidates",
        "compare",
        "roadmap",
        "findings",
    ):
        page.evaluate("view => { location.hash = `#/${view}` }", view)
        expect(page.locator(f"main.view-{view} h1")).to_be_visible()
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, view


def test_the_summary_counts_what_the_analysis_counts(visit: Open, small: Analysis) -> None:
    page = visit("small")
    numbers = page.locator(".figure-value").all_inner_texts()
    contested = sum(row.kind == "shared_write" for row in small.sharing)
    rate = small.summary.resolution_rate or 0

    assert numbers == [
        str(small.summary.services),
        str(small.summary.tables),
        str(contested),
        str(small.summary.cuts),
        f"{int(rate * 100)}\u00a0%",
    ]
    for null in ("One blob", "Random", "Packages"):
        expect(page.get_by_role("columnheader", name=null)).to_be_visible()


def test_the_candidates_stand_in_the_order_of_extraction(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/candidates")
    order = sorted(small.services, key=lambda service: service.extraction_rank)

    expect(page.locator(".card h2")).to_have_text([service.name for service in order])


def test_a_candidate_shows_how_its_points_add_up(visit: Open, small: Analysis) -> None:
    service = small.services[0]
    page = visit("small", f"#/service/{service.id}")
    rows = page.locator(".sums tbody tr td:last-child").all_inner_texts()

    assert [int(cell) for cell in rows] == [part.points for part in service.difficulty.parts]
    assert page.locator(".sums tfoot td:last-child").inner_text() == str(service.difficulty.points)


def test_every_cut_of_a_candidate_leads_to_its_lines(visit: Open, small: Analysis) -> None:
    service = small.services[0]
    cuts = [cut for cut in small.cuts if service.id in (cut.from_service, cut.to_service)]
    page = visit("small", f"#/service/{service.id}")

    unfold(page.locator("section[aria-labelledby=cuts]"))
    while (more := page.locator("section[aria-labelledby=cuts] .more")).count():
        more.first.click()

    shown = set(page.locator("section[aria-labelledby=cuts] .line code").all_inner_texts())
    expected = {f"{place.path}:{place.line}" for cut in cuts for place in cut.evidence}
    assert shown == expected
    assert page.locator("section[aria-labelledby=cuts] li.cut").count() == len(cuts)


def test_a_line_can_be_copied(visit: Open) -> None:
    page = visit("small", "#/findings")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line = page.locator(".line").first

    line.get_by_role("button").click()

    expect(line.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == line.locator("code").inner_text()


def test_findings_are_filtered_and_the_filter_is_in_the_address(visit: Open) -> None:
    page = visit("small", "#/findings")

    page.get_by_role("searchbox").fill("dynamic-sql")

    expect(page.locator(".findings")).to_have_count(1)
    assert page.evaluate("location.hash") == "#/findings?q=dynamic-sql"


def test_the_views_are_reached_by_keyboard(visit: Open) -> None:
    page = visit("small")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.locator("nav[aria-label=Views] a", has_text="Data").focus()
    page.keyboard.press("Enter")

    # Focus follows a moment after the heading has changed.
    expect(page.locator("h1")).to_have_text("Data")
    expect(page.locator("h1")).to_be_focused()


def test_the_theme_is_chosen_and_kept(visit: Open) -> None:
    page = visit("small")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)

    page.get_by_role("button", name="Switch to dark").click()
    dark = page.evaluate(background)
    page.reload()
    page.wait_for_selector("h1")

    assert light != dark
    assert page.evaluate(background) == dark


def test_print_shows_every_row_of_the_matrix(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/data")

    page.emulate_media(media="print")

    expect(page.locator(".matrix tbody tr")).to_have_count(len(small.tables))


def test_paper_is_light_whatever_the_screen_is(visit: Open) -> None:
    page = visit("small", "#/map")
    page.get_by_role("button", name="Switch to dark").click()
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)

    page.emulate_media(media="print")

    assert page.evaluate(background) != dark
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    picture = page.locator(".map-paper")
    expect(picture).to_be_visible()
    expect(picture).to_have_attribute("src", re.compile("^data:image/png"))


@pytest.mark.parametrize(
    "view",
    [
        "summary",
        "map",
        "map/billing?in=billing&depth=3",
        "dependencies",
        "candidates",
        "compare",
        "workshop",
    ],
)
def test_nothing_is_cut_off_on_paper(visit: Open, view: str) -> None:
    page = visit("small", f"#/{view}")
    page.set_viewport_size({"width": 720, "height": 1000})

    page.emulate_media(media="print")

    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    hidden = """() => [...document.querySelectorAll('main *')].filter(part =>
        /auto|scroll/.test(getComputedStyle(part).overflowY) && part.offsetHeight
        && part.scrollHeight > part.clientHeight + 1).map(part => part.className)"""
    assert page.evaluate(hidden) == []
    expect(page.get_by_role("button", name="Fold all")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_the_title_names_the_project(visit: Open) -> None:
    page = visit("small", "#/data/accounts_profile")

    expect(page).to_have_title(re.compile("accounts_profile · Data · shop"))


def test_the_road_map_s_curve_ends_where_nothing_is_left(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/roadmap")
    notes = page.locator(".road li", has_text="leaves").all_inner_texts()
    told = [re.findall(r"leaves ([\d,]+)", note)[0] for note in notes]
    left = [int(number.replace(",", "")) for number in told]

    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    expect(page.locator(".curve-point")).to_have_count(len(small.services))
