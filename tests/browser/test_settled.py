"""How settled the candidates are, how finely was divided, and what else there was."""

from __future__ import annotations

from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from reports.settled import granularity, times
from tests.browser.conftest import Open, unfold


def test_a_candidate_says_the_same_word_as_the_other_reports(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/candidates")

    for service in small.services:
        card = page.locator(".card").filter(has=page.locator(f"a[href='#/service/{service.id}']"))
        assert service.recurrence is not None
        expect(card.locator(".settled")).to_contain_text(service.settled.capitalize())
        expect(card.locator(".settled")).to_contain_text(times(service.recurrence, small.runs))


def test_the_least_settled_modules_come_first_with_where_they_would_go(
    visit: Open, small: Analysis
) -> None:
    left = [m for m in small.memberships if m.home.service == "billing" and m.home.share < 1]
    least = min(left, key=lambda each: (each.home.share, each.module))
    page = visit("small", "#/service/billing")
    row = page.locator(".wavering tbody tr").first

    expect(row.locator("th")).to_have_text(least.module)
    expect(row).to_contain_text(times(least.home.share, small.runs))
    assert least.runner_up
    expect(row.locator(f"a[href='#/service/{least.runner_up.service}']")).to_be_visible()
    expect(row).to_contain_text("Calls 1")


def test_a_module_shows_what_draws_it_to_both_sides(visit: Open, small: Analysis) -> None:
    membership = small.memberships[0]
    page = visit("small", f"#/module/{membership.module}")
    rows = page.locator(".sides tbody tr")

    assert rows.locator("th").all_inner_texts() == [
        "There in",
        "Imports",
        "Calls",
        "Tables it defines or uses",
        "Same vocabulary",
        "Same words in the path",
    ]
    assert rows.nth(1).locator("td").all_inner_texts() == ["5", "\u2013"]


def test_the_granularity_is_drawn_and_told(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/candidates")
    section = page.locator("section[aria-labelledby=granularity]")
    unfold(section)

    assert "resolution 2, on the stretch from 1.5 to 2.5" in granularity(small)
    expect(section).to_contain_text("on the stretch from 1.5 to 2.5")
    expect(section.locator(".ladder-rung")).to_have_count(len(small.granularity))
    expect(section.locator(".ladder-rung.chosen")).to_contain_text("9")
    expect(section.locator("tbody tr", has_text="taken")).to_contain_text("0.970")


def test_alternatives_say_what_they_merge_and_split(visit: Open) -> None:
    page = visit("small", "#/candidates")

    expect(page.get_by_text("Orders and Billing become Sales.")).to_be_visible()
    expect(page.get_by_text("Orders is split into Orders A and Orders B.")).to_be_visible()
