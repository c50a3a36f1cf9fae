"""Two candidates side by side."""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Locator, expect

from analyzer.model.analysis import Analysis, Cut
from tests.browser.conftest import Open


def _pair(analysis: Analysis) -> tuple[str, str]:
    """The two candidates with the most cuts between them."""
    pairs = Counter(tuple(sorted((cut.from_service, cut.to_service))) for cut in analysis.cuts)
    (first, second), _ = pairs.most_common(1)[0]
    return first, second


def _wings(table: Locator) -> list[tuple[int, int]]:
    rows = table.locator("tbody tr").all()
    cells = [row.locator("td.number").all_inner_texts() for row in rows]
    return [(int(left.replace(",", "")), int(right.replace(",", ""))) for left, right in cells]


def _outside(cuts: tuple[Cut, ...], service: str, other: str) -> list[Cut]:
    ends = [(cut, {cut.from_service, cut.to_service}) for cut in cuts]
    return [cut for cut, both in ends if service in both and other not in both]


def test_the_cuts_between_the_two_are_counted_where_they_start(
    visit: Open, small: Analysis
) -> None:
    first, second = _pair(small)
    forth = [c for c in small.cuts if (c.from_service, c.to_service) == (first, second)]
    back = [c for c in small.cuts if (c.from_service, c.to_service) == (second, first)]
    page = visit("small", f"#/compare?a={first}&b={second}")
    section = page.locator("section[aria-labelledby=between]")

    wings = _wings(section.locator(".butterfly"))

    assert [sum(side) for side in zip(*wings, strict=True)] == [len(forth), len(back)]
    points = sum(cut.weight for cut in (*forth, *back))
    expect(section).to_contain_text(f"{points} points that would go")


def test_the_parts_and_the_cuts_to_others_are_those_of_each(visit: Open, small: Analysis) -> None:
    first, second = _pair(small)
    services = {service.id: service for service in small.services}
    page = visit("small", f"#/compare?a={first}&b={second}")

    parts = _wings(page.locator("section[aria-labelledby=parts] .butterfly"))
    others = _wings(page.locator("section[aria-labelledby=others] .butterfly"))

    assert [sum(side) for side in zip(*parts, strict=True)] == [
        services[first].difficulty.points,
        services[second].difficulty.points,
    ]
    assert [sum(side) for side in zip(*others, strict=True)] == [
        len(_outside(small.cuts, first, second)),
        len(_outside(small.cuts, second, first)),
    ]
    for service in (services[first], services[second]):
        for sentence in (*service.benefits, *service.risks):
            expect(page.get_by_text(sentence.split("`")[0]).first).to_be_visible()


def test_two_are_picked_among_the_cards_by_keyboard(visit: Open) -> None:
    page = visit("small", "#/candidates")

    page.get_by_role("checkbox", name="Compare Orders").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("put it beside Orders")
    page.get_by_role("checkbox", name="Compare Billing").focus()
    page.keyboard.press("Space")

    expect(page.locator("h1")).to_have_text("Two candidates")
    assert page.evaluate("location.hash") == "#/compare?a=orders&b=billing"
    page.get_by_role("button", name="Swap").click()
    assert page.evaluate("location.hash") == "#/compare?a=billing&b=orders"
    page.get_by_label("Right").select_option("billing")
    expect(page.get_by_text("one and the same")).to_be_visible()
