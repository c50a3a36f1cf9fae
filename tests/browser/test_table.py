"""A table's page: who uses it, from where, and how transactions write it."""

from __future__ import annotations

from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open, unfold


def test_entry_points_stand_behind_each_use(visit: Open, small: Analysis) -> None:
    shared = max(small.sharing, key=lambda row: len(row.uses))
    names = {service.id: service.name for service in small.services}
    page = visit("small", f"#/data/{shared.table}")
    section = page.locator("section[aria-labelledby=uses]")

    cells = [row.split("\t") for row in section.locator("tbody tr").all_inner_texts()]
    told = {name.strip(): tuple(map(int, numbers)) for name, *numbers in cells}
    assert told == {
        names[str(use.service)]: (use.writes, use.reads, use.entry_points) for use in shared.uses
    }
    unfold(section)
    for entry in small.entry_points:
        row = section.locator("li", has_text=entry.name)
        expect(row).to_have_count(int(shared.table in entry.tables))


def test_a_transaction_says_how_it_writes_the_table_and_where(visit: Open, small: Analysis) -> None:
    stretch = small.transactions[0]
    mine, other = stretch.writes
    page = visit("small", f"#/data/{mine.table}")
    row = page.locator("li", has_text="also writes").first

    expect(row.locator("a").first).to_contain_text("Handler.commit")
    expect(row).to_contain_text(f"W {mine.how[0]}")
    expect(row.locator(".ways")).to_contain_text(f"{other.table} {other.how[0]}")
    place = mine.evidence[0]
    expect(row.locator(".written .line code")).to_have_text(f"{place.path}:{place.line}")
