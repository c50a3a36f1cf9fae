"""The table x service matrix."""

from __future__ import annotations

from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open, unfold
from tests.browser.sample import LARGE, analysis

# By table and service: is it the owner, how many places read, how many write.
CELLS = """() => {
    const services = [...document.querySelectorAll('.matrix .service-head bdi')]
        .map(head => head.innerText);
    const times = (cell, operation) =>
        Number(cell.querySelector(`.mark.${operation} + .times`)?.innerText ?? 0);
    return Object.fromEntries([...document.querySelectorAll('.matrix tbody tr')].map(row => [
        row.querySelector('th').innerText,
        Object.fromEntries([...row.querySelectorAll('td.use')].map((cell, index) => [
            services[index],
            [cell.classList.contains('owner'), times(cell, 'read'), times(cell, 'write')]]))]));
}"""


def test_each_cell_says_what_the_analysis_says(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/data")
    page.set_viewport_size({"width": 1920, "height": 4000})
    expect(page.locator(".matrix tbody tr[aria-rowindex]")).to_have_count(len(small.tables))
    expected = {}
    for row in small.sharing:
        uses = {use.service: (use.reads, use.writes) for use in row.uses}
        expected[row.table] = {
            service.name: [service.id == row.owner, *uses.get(service.id, (0, 0))]
            for service in small.services
        }

    assert page.evaluate(CELLS) == expected


def test_contested_tables_come_first(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/data")
    kinds = {row.table: row.kind for row in small.sharing}
    contested = sum(kind == "shared_write" for kind in kinds.values())

    shown = page.locator(".matrix tbody th").all_inner_texts()

    assert contested
    assert {kinds[table] for table in shown[:contested]} == {"shared_write"}


def test_read_and_write_differ_by_letter_and_shape(visit: Open) -> None:
    page = visit("small", "#/data")
    read = page.locator(".matrix .mark.read").first
    write = page.locator(".matrix .mark.write").first
    radius = "mark => getComputedStyle(mark).borderRadius"

    assert (read.inner_text(), write.inner_text()) == ("R", "W")
    assert read.evaluate(radius) != write.evaluate(radius)


def test_filters_and_order_stand_in_the_address(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/data?q=orders&sort=table")
    orders = sorted(table.id for table in small.tables if "orders" in table.id)

    assert page.locator(".matrix tbody th").all_inner_texts() == orders
    page.get_by_role("button", name="Table").click()

    assert page.evaluate("location.hash") == "#/data?q=orders&sort=-table"
    assert page.locator(".matrix tbody th").all_inner_texts() == orders[::-1]


def test_a_table_tells_who_uses_it_and_the_way_back_keeps_the_filter(
    visit: Open, small: Analysis
) -> None:
    page = visit("small", "#/data?show=shared_write")
    table = page.locator(".matrix tbody th").first.inner_text()
    evidence = {
        f"{place.path}:{place.line}"
        for access in small.accesses
        if access.table == table
        for place in access.evidence
    }

    page.locator(".matrix tbody th a").first.click()
    expect(page.locator("h1")).to_have_text(table)
    unfold(page.locator("main"))

    assert evidence <= set(page.locator(".line code").all_inner_texts())
    page.get_by_role("link", name="All tables").click()
    expect(page.locator("select").first).to_have_value("shared_write")


def test_a_thousand_tables_scroll_with_few_rows_in_the_page(visit: Open) -> None:
    tables = len(analysis(LARGE).tables)
    page = visit("large", "#/data")
    matrix = page.locator("table.matrix")
    last = page.locator(f".matrix tr[aria-rowindex='{tables + 1}']")

    assert matrix.get_attribute("aria-rowcount") == str(tables + 1)
    assert page.locator(".matrix tbody tr").count() < 80
    expect(last).to_have_count(0)
    page.locator(".matrix-scroller").evaluate("box => box.scrollTo(0, box.scrollHeight)")

    expect(last).to_be_visible()
    assert page.locator(".matrix tbody tr").count() < 80
