"""The map as cytoscape.js holds it: what the tests ask it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Open

# Cytoscape keeps its graph at the element that it draws into.
GRAPH = "document.querySelector('.map-canvas')._cyreg.cy"
# Its ties are drawn a moment after its nodes.
READY = f"!!document.querySelector('.map-canvas')?._cyreg && {GRAPH}.edges().length > 0"
PATIENCE = 30.0


def open_map(visit: Open, report: str, address: str = "") -> Page:
    """The map at an address below `#/map`, drawn."""
    page = visit(report, f"#/map{address}")
    drawn(page)
    return page


def drawn(page: Page) -> None:
    """Wait until the map is laid out, with its ties, and fitted to its stage."""
    until(page, f"{READY} && {GRAPH}.zoom() !== 1")


def until(page: Page, holds: str) -> None:
    """Wait until an expression holds; the page's policy forbids Playwright's own way to do it."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(holds):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(20)


def look_inside(page: Page, service: str, twice: Callable[[], object]) -> None:
    """Do twice what opens a service, until it does.

    On a busy machine two clicks in a row can be too far apart to be one double click.
    """
    for _ in range(5):
        twice()
        page.wait_for_timeout(500)
        if f"in={service}" in page.url:
            return
    raise AssertionError(f"{service} stayed closed: {page.url}")


def inside(page: Page) -> list[str]:
    """The ids of what is drawn inside of opened services, frames left out."""
    found: list[str] = page.evaluate(f"{GRAPH}.nodes(':child:childless').map(node => node.id())")
    return found


def ties(page: Page) -> list[tuple[str, str, float]]:
    """Each tie that is drawn: its two ends and its weight."""
    drawn: list[Any] = page.evaluate(
        f"{GRAPH}.edges().map(edge => [edge.source().id(), edge.target().id(), edge.data('weight')])"
    )
    return [(first, second, weight) for first, second, weight in drawn]


def point(page: Page, node: str) -> dict[str, float]:
    """Where the middle of a node, or of a tie, is on the canvas."""
    at: dict[str, float] = page.evaluate(
        f"""id => {{
            const element = {GRAPH}.getElementById(id);
            return element.isNode() ? element.renderedPosition() : element.renderedMidpoint();
        }}""",
        node,
    )
    return at


def click(page: Page, node: str, times: int = 1) -> None:
    """A click, or a double click, on a node or a tie."""
    at = point(page, node)
    page.locator(".map-canvas").click(position={"x": at["x"], "y": at["y"]}, click_count=times)
