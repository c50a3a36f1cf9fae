"""What a candidate would offer, what fails with it, and its sagas."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analyzer.assessment import interfaces, sagas
from analyzer.model.analysis import Analysis
from tests.browser.conftest import WEB, Open, unfold

OFFERING = Path(WEB, "src", "document", "offering.ts")


def test_every_style_and_kind_of_step_has_words() -> None:
    text = OFFERING.read_text(encoding="utf-8")
    known = set(re.findall(r"^  (\w+): \{", text, re.MULTILINE))

    assert known == {
        *(interfaces.CALL, interfaces.EVENT, interfaces.REPLICA, interfaces.LIBRARY),
        *(sagas.COMPENSATABLE, sagas.PIVOT, sagas.RETRIABLE),
    }


def test_a_candidate_shows_what_it_would_offer_with_libraries_last_and_folded(
    visit: Open, small: Analysis
) -> None:
    offer = max(small.interfaces, key=lambda offer: len(offer.operations))
    styles = Counter(operation.style for operation in offer.operations)
    page = visit("small", f"#/service/{offer.service}")
    section = page.locator("section[aria-labelledby=offer]")
    names = section.locator(".fold-name").all_inner_texts()

    assert len(styles) == 4
    assert names == ["Synchronous calls", "Events", "Reads of a copy", "Libraries"]
    assert section.locator("details[open] .fold-name").all_inner_texts() == names[:-1]
    expect(section.locator("h2 .number")).to_have_text(str(styles.total() - styles["library"]))
    unfold(section)
    expect(section.locator(".operation")).to_have_count(styles.total())


def test_an_operation_shows_what_is_passed_who_calls_and_which_tables(
    visit: Open, small: Analysis
) -> None:
    offer = next(offer for offer in small.interfaces if offer.operations)
    called = next(one for one in offer.operations if one.style == "call")
    page = visit("small", f"#/service/{offer.service}")
    row = page.locator(".operation", has_text="call_upon").first

    expect(row.locator(".signature")).to_have_text("Desk.call_upon(request, amount, kwargs)")
    expect(row).to_contain_text(called.reason)
    for caller in called.callers:
        expect(row.locator(f"a[href='#/service/{caller}']")).to_be_visible()
    for table in called.tables:
        expect(row.locator(f"a[href='#/data/{table}']")).to_be_visible()


def test_the_calls_back_lead_to_the_candidate_s_own_lines(visit: Open, small: Analysis) -> None:
    service = small.services[1]
    paths = {module.path for module in small.modules if module.service == service.id}
    page = visit("small", f"#/service/{service.id}")
    section = page.locator("section[aria-labelledby=calls-back]")
    unfold(section)

    shown = {line.rpartition(":")[0] for line in section.locator(".line code").all_inner_texts()}
    assert shown
    assert shown <= paths
    operations = [one for offer in small.interfaces for one in offer.operations]
    needed = sum(service.id in one.callers for one in operations)
    expect(section.locator("h2 .number")).to_have_text(str(needed))


def test_what_fails_with_a_candidate_says_how_many_more_there_are(
    visit: Open, small: Analysis
) -> None:
    offer, failing = next(
        (offer, other)
        for offer in small.interfaces
        for other in offer.fails_with
        if other.entry_points > len(other.names)
    )
    page = visit("small", f"#/service/{offer.service}")
    section = page.locator("section[aria-labelledby=fails-with]")
    unfold(section)

    expect(section.locator("details")).to_have_count(len(offer.fails_with))
    expect(section).to_contain_text(failing.names[0])
    expect(section).to_contain_text(f"and {failing.entry_points - len(failing.names)} more")


def test_a_saga_shows_its_steps_in_order_with_the_pivot_marked(
    visit: Open, small: Analysis
) -> None:
    saga = small.sagas[0]
    page = visit("small", f"#/service/{saga.service}")
    fold = page.locator("section[aria-labelledby=sagas] details").first
    steps = fold.locator(".saga-step")

    expect(fold.locator(".fold-name")).to_have_text(saga.source)
    assert [text.split("\n")[0] for text in steps.all_inner_texts()] == ["Can be undone", "Pivot"]
    expect(fold.locator(".pivot")).to_have_count(1)
    expect(steps.nth(0)).to_contain_text(f"Undo: {saga.steps[0].undo}")
    expect(steps.nth(1).locator(f"a[href='#/data/{saga.steps[1].tables[0]}']")).to_be_visible()


def test_person_days_stand_beside_the_points(visit: Open, small: Analysis) -> None:
    service = small.services[0]
    points = service.difficulty.points
    page = visit("small", f"#/service/{service.id}")

    expect(page.locator("section[aria-labelledby=difficulty]")).to_contain_text(
        f"{points:,} points · {points // 10} to {points // 4} person-days"
    )


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_hostile_candidate_s_page_holds_text_alone(visit: Open, width: int) -> None:
    page = visit("hostile", "#/candidates")
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".card h2 a").last.click()
    expect(page.locator(".saga-step").first).to_be_visible()
    for part in ("offer", "calls-back", "fails-with", "sagas"):
        unfold(page.locator(f"section[aria-labelledby={part}]"))

    expect(page.locator(".operation .signature").first).to_contain_text("<img src=x")
    assert page.evaluate("window.hacked === undefined")
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
