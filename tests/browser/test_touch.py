"""On a tablet: fingers instead of a mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import TIMEOUT, Open, scanned
from tests.browser.map_graph import GRAPH, look_inside, open_map, point, until


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True)
    made.set_default_timeout(TIMEOUT)
    yield made
    made.close()


def test_a_finger_drags_a_member_by_its_grip_onto_a_service(visit: Open) -> None:
    page, cards = _workshop(visit)

    _drag(page, page.locator(".member .grip").first, cards.nth(1))

    expect(page.locator(".shift")).to_have_count(1)
    expect(page.locator(".ghost")).to_have_count(0)


def test_a_finger_on_a_name_moves_nothing(visit: Open) -> None:
    page, cards = _workshop(visit)

    _drag(page, page.locator(".member code").first, cards.nth(1))

    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator(".shift")).to_have_count(0)


def test_what_is_let_go_beside_all_services_stays(visit: Open) -> None:
    page, _ = _workshop(visit)

    _drag(page, page.locator(".member .grip").first, page.locator(".workshop-columns .effect"))

    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator(".shift")).to_have_count(0)


def test_a_tap_selects_on_the_map_and_a_double_tap_looks_inside(
    visit: Open, small: Analysis
) -> None:
    page = open_map(visit, "small")

    _tap(page, "billing")
    expect(page.get_by_role("complementary").get_by_role("heading", name="Billing")).to_be_visible()
    page.wait_for_timeout(500)
    look_inside(page, "billing", lambda: _tap(page, "billing", times=2))

    until(page, f"{GRAPH}.nodes(':parent').length > 0")


def _workshop(visit: Open) -> tuple[Page, Locator]:
    services = scanned("django_shop").services
    largest = max(services, key=lambda one: (len(one.modules), one.id))
    page = visit("django_shop", f"#/workshop/{largest.id}")
    return page, page.locator(f".bench-card:not([data-service='{largest.id}'])")


def _tap(page: Page, node: str, times: int = 1) -> None:
    at = point(page, node)
    box = page.locator(".map-canvas").bounding_box()
    assert box
    for _ in range(times):
        page.touchscreen.tap(box["x"] + at["x"], box["y"] + at["y"])


def _middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"], 120) / 2


def _drag(page: Page, start: Locator, end: Locator) -> None:
    """A finger goes down on one thing, in steps to the other, and up there."""
    (x, y), (to_x, to_y) = _middle(start), _middle(end)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", (x, y))
    for step in range(1, 11):
        touch("touchMove", (x + (to_x - x) * step / 10, y + (to_y - y) * step / 10))
    touch("touchEnd")
