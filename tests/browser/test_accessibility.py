"""Each view before axe-core, in light and in dark."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from tests.browser.conftest import Open

VIEWS = (
    "summary",
    "map",
    "map/billing",
    "map/billing?in=billing&depth=2",
    "map/table:billing_invoice?in=billing&depth=3",
    "map?find=billing",
    "data",
    "data/accounts_profile",
    "dependencies",
    "dependencies?by=package&row=m:shop.orders.cart.views&col=g:shop.billing",
    "candidates",
    "compare?a=billing&b=orders",
    "service/billing",
    "module/shop.orders.cart.views",
    "roadmap",
    "workshop",
    "workshop/billing",
    "findings",
)
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .map(found => [found.id, found.help, found.nodes.slice(0, 3).map(node => node.html)])"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation(
    visit: Open, axe: str, view: str, theme: Literal["light", "dark"]
) -> None:
    page = visit("small", "#/summary")
    page.emulate_media(color_scheme=theme)
    page.evaluate("view => { location.hash = `#/${view}` }", view)
    page.wait_for_selector(f"main.view-{re.split('[/?]', view)[0]} h1")
    page.evaluate(axe)

    assert page.evaluate(RUN) == []
