"""The workshop: plans that are made in the page, and what a scan makes of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from analyzer.model.analysis import Analysis
from analyzer.pipeline import scan
from tests.browser.conftest import FIXTURES, Open, scanned

POINTS = """() => Object.fromEntries(
    [...document.querySelectorAll('.bench-card')]
        .filter(card => card.querySelector('.effort-points'))
        .map(card => [card.dataset.service, card.querySelector('.effort-points').innerText]))"""
KINDS = """() => Object.fromEntries([...document.querySelectorAll('tr[data-kind]')]
    .map(row => [row.dataset.kind, row.cells[2].innerText]))"""

Act = Callable[[Page, Analysis], None]


def _told(analysis: Analysis) -> tuple[dict[str, int], dict[str, int]]:
    points = {service.id: service.difficulty.points for service in analysis.services}
    return points, dict(Counter(cut.kind for cut in analysis.cuts))


def _counted(page: Page) -> tuple[dict[str, int], dict[str, int]]:
    points, kinds = (
        {name: int(text.replace(",", "")) for name, text in page.evaluate(script).items()}
        for script in (POINTS, KINDS)
    )
    return points, {kind: number for kind, number in kinds.items() if number}


def _card(page: Page, service: str) -> Locator:
    return page.locator(f".bench-card[data-service='{service}']")


def _open(page: Page, service: str) -> None:
    _card(page, service).get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(_card(page, service)).to_have_class("bench-card selected")


def _largest(analysis: Analysis) -> list[str]:
    """The ids of the services, those with the most members first."""
    services = sorted(analysis.services, key=lambda s: (-len(s.modules) - len(s.tables), s.id))
    return [service.id for service in services]


def _tick(page: Page, number: int) -> None:
    """Tick every other member of what the roster shows, so many in all, by the keyboard."""
    boxes = page.locator(".member input")
    for place in range(0, 2 * number, 2):
        if place < boxes.count():
            boxes.nth(place).focus()
            page.keyboard.press("Space")


def _name(analysis: Analysis, service: str) -> str:
    return next(one.name for one in analysis.services if one.id == service)


def _number(analysis: Analysis, service: str) -> str:
    """The number of a service in the page: its place in the order of extraction."""
    services = sorted(analysis.services, key=lambda one: (one.extraction_rank, one.id))
    return str([one.id for one in services].index(service))


def _move_to(page: Page, number: str) -> None:
    """Choose where to by keyboard: arrows alone move nothing."""
    select = page.get_by_label("Move to")
    select.focus()
    for _ in range(40):
        if select.input_value() == number:
            break
        page.keyboard.press("ArrowDown")
    assert select.input_value() == number
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def _move(page: Page, analysis: Analysis) -> None:
    first, second, *_ = _largest(analysis)
    _open(page, first)
    _tick(page, 3)
    _move_to(page, _number(analysis, second))


def _merge(page: Page, analysis: Analysis) -> None:
    first, second, *_ = _largest(analysis)
    _open(page, second)
    merge = page.get_by_label(f"Merge {_name(analysis, second)} into")
    merge.focus()
    merge.select_option(_number(analysis, first))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def _split(page: Page, analysis: Analysis) -> None:
    _open(page, _largest(analysis)[0])
    _tick(page, 4)
    page.get_by_role("button", name="Split off into a new service").click()
    name = page.get_by_label("Name of the service")
    # Until the new service is the one that is looked at, the field holds another one's name.
    expect(name).to_have_value("New service")
    name.fill('Half "one"')
    name.press("Enter")
    expect(_card(page, "new-service")).to_contain_text('Half "one"')


def _tables_elsewhere(page: Page, analysis: Analysis) -> None:
    """All tables of the first service that has some go to another, without their modules."""
    owner = next(service for service in analysis.services if service.tables)
    other = next(service for service in _largest(analysis) if service != owner.id)
    _open(page, owner.id)
    page.get_by_label("All of Tables").check()
    _move_to(page, _number(analysis, other))


def _role(page: Page, role: str) -> None:
    """Look at what has a role."""
    page.evaluate("role => { location.hash = `#/workshop/role:${role}` }", role)
    heading = {"library": "Shared library", "glue": "Framework glue", "none": "No service"}[role]
    expect(page.locator(".bench-card.role.selected h2")).to_have_text(heading)


def _into(page: Page, role: str) -> None:
    option = page.get_by_label("Move to").locator("option", has_text=role)
    page.get_by_label("Move to").select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Move", exact=True).click()


def _to_glue(page: Page, analysis: Analysis) -> None:
    """Half the packages of the largest service."""
    _open(page, _largest(analysis)[0])
    for box in page.locator(".bundle > input:not([aria-label='All of Tables'])").all()[::2]:
        box.check()
    _into(page, "Framework glue")


def _left_out(page: Page, analysis: Analysis) -> None:
    """All of the smallest service with more than a module."""
    sized = [one.id for one in analysis.services if len(one.modules) > 1]
    _open(page, next(service for service in reversed(_largest(analysis)) if service in sized))
    for box in page.locator(".bundle > input").all():
        box.check()
    _into(page, "Left out")


def _to_library(page: Page, analysis: Analysis) -> None:
    """What of the largest service comes to no data."""
    _open(page, _largest(analysis)[0])
    for box in page.locator(".bundle > input").all():
        box.check()
    _into(page, "Shared library")


def _from_role(role: str) -> Act:
    def act(page: Page, analysis: Analysis) -> None:
        _role(page, role)
        for box in page.locator(".bundle > input").all():
            box.check()
        _move_to(page, _number(analysis, _largest(analysis)[0]))

    return act


@pytest.mark.parametrize("fixture", ["django_shop", "tangle_crm", "flat_clinic", "layered_cli"])
def test_the_proposal_is_counted_as_the_scan_counts_it(visit: Open, fixture: str) -> None:
    page = visit(fixture, "#/workshop")

    assert _counted(page) == _told(scanned(fixture))


PLANS = [
    *product(
        ["django_shop", "tangle_crm", "flat_clinic"],
        [_move, _merge, _split, _tables_elsewhere, _to_glue, _left_out],
    ),
    *product(["django_shop", "flask_bookings"], [_to_library]),
    *product(["django_shop", "flat_clinic", "layered_cli"], [_from_role("glue")]),
    *product(["django_shop"], [_from_role("library"), _from_role("none")]),
]


@pytest.mark.parametrize(("fixture", "act"), PLANS)
def test_a_plan_costs_in_the_page_what_a_scan_says(
    visit: Open, tmp_path: Path, fixture: str, act: Act
) -> None:
    page = visit(fixture, "#/workshop")
    before = _counted(page)

    act(page, scanned(fixture))
    counted = _counted(page)
    plan = _downloaded(page, tmp_path, "Download plan")

    assert counted != before
    again = scan([FIXTURES / fixture], plan=plan, workers=1)
    assert counted == _told(again)
    assert not [found for found in again.diagnostics if found.path == plan.name]


def test_a_file_makes_the_plan_that_it_was_made_of(visit: Open, tmp_path: Path) -> None:
    page = visit("django_shop", "#/workshop")
    _split(page, scanned("django_shop"))
    _move(page, scanned("django_shop"))
    counted = _counted(page)
    plan = _downloaded(page, tmp_path, "Download plan")
    page.get_by_role("button", name="Start over").click()
    assert _counted(page) != counted

    page.get_by_label("Plan file").set_input_files(plan)

    expect(page.locator(".workshop-said")).to_contain_text("plan.toml is loaded.")
    assert _counted(page) == counted


def test_what_is_pinned_alone_is_written_where_the_rest_is_left_free(
    visit: Open, tmp_path: Path
) -> None:
    analysis = scanned("django_shop")
    service = _largest(analysis)[0]
    page = visit("django_shop", "#/workshop")
    _open(page, service)

    page.get_by_role("button", name="Pin", exact=True).click()
    expect(_card(page, service)).to_contain_text("pinned")
    plan = tomllib.loads(_downloaded(page, tmp_path, "Only pinned").read_text())

    assert set(plan["services"]) == {service}
    assert plan["services"][service]["tables"] == sorted(
        next(one.tables for one in analysis.services if one.id == service)
    )


def test_globs_of_a_file_mean_what_they_mean_to_a_scan(visit: Open, tmp_path: Path) -> None:
    fixture, plan = "django_shop", tmp_path / "plan.toml"
    analysis = scanned(fixture)
    package = analysis.project.packages[0]
    service = analysis.services[0].id
    table = next(table for table in analysis.tables if table.service != service)
    plan.write_text(
        f'[services.{service}]\nmodules = ["{package}.c*", "{package}.[!c]*.views"]\n'
        f'tables = ["{table.name[:3]}*"]\n[services.other]\nmodules = ["{package}.c*.models"]\n'
        '[plan]\napart = [["a", "b"]]\n'
    )
    page = visit(fixture, "#/workshop")

    page.get_by_label("Plan file").set_input_files(plan)
    expect(page.locator(".workshop-said")).to_contain_text("Its rules (apart) take effect")
    counted = _counted(page)

    again = scan([FIXTURES / fixture], plan=_downloaded(page, tmp_path, "Download plan"), workers=1)
    assert counted == _told(again)
    pinned = scan([FIXTURES / fixture], plan=plan, workers=1)
    mine = next(one for one in pinned.services if one.id == service)
    here = next(one for one in again.services if one.id == service)
    claimed = {name for name in mine.tables if name.startswith(table.name[:3])}
    assert claimed <= set(here.tables)


def test_a_file_that_is_no_plan_is_refused_in_words(visit: Open, tmp_path: Path) -> None:
    page = visit("django_shop", "#/workshop")
    before = _counted(page)
    file = tmp_path / "notes.toml"
    for text, why in (("services = [", "is not a plan"), ("a = 1", "no [services.NAME]")):
        file.write_text(text)

        page.get_by_label("Plan file").set_input_files(file)

        expect(page.locator(".workshop-said")).to_contain_text(why)
    assert _counted(page) == before


def test_a_member_is_dragged_onto_a_service(visit: Open) -> None:
    analysis = scanned("django_shop")
    first, second, *_ = _largest(analysis)
    page = visit("django_shop", f"#/workshop/{first}")
    before = _counted(page)

    page.locator(".member").first.drag_to(_card(page, second))

    expect(page.locator(".shift")).to_have_count(1)
    expect(page.locator(".shift")).to_contain_text(_name(analysis, second))
    assert _counted(page) != before


def test_every_step_is_taken_back_and_done_again_by_keyboard(visit: Open) -> None:
    page = visit("django_shop", "#/workshop")
    states = [_counted(page)]
    for act in (_move, _split):
        act(page, scanned("django_shop"))
        states.append(_counted(page))
    page.locator("h1").focus()

    # A split is two steps: the new service, and its name.
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert _counted(page) == states[1]
    page.keyboard.press("Control+z")
    assert _counted(page) == states[0]
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for _ in range(3):
        page.keyboard.press("Control+Shift+z")

    assert _counted(page) == states[2]


def test_the_plan_is_kept_in_the_browser_and_in_the_address(visit: Open) -> None:
    page = visit("django_shop", "#/workshop")
    proposed = _counted(page)
    _move(page, scanned("django_shop"))
    counted = _counted(page)
    page.wait_for_url(lambda url: "plan=" in url)
    address = page.evaluate("location.hash")

    page.evaluate("location.hash = '#/summary'")
    page.reload()
    page.evaluate("location.hash = '#/workshop'")
    expect(page.locator(".shift")).not_to_have_count(0)
    assert _counted(page) == counted
    page.get_by_role("button", name="Start over").click()
    page.wait_for_url(lambda url: "plan=" not in url)
    assert _counted(page) == proposed
    page.evaluate("address => { location.hash = address }", address)

    expect(page.locator(".shift")).not_to_have_count(0)
    assert _counted(page) == counted


def test_an_address_of_another_report_changes_nothing(visit: Open) -> None:
    page = visit("django_shop", "#/workshop")
    _move(page, scanned("django_shop"))
    page.wait_for_url(lambda url: "plan=" in url)
    address = page.evaluate("location.hash")

    page = visit("tangle_crm", address)

    expect(page.locator(".workshop-said")).to_contain_text("belongs to another report")
    assert _counted(page) == _told(scanned("tangle_crm"))


def test_each_service_says_what_a_move_there_would_change(visit: Open) -> None:
    analysis = scanned("django_shop")
    first, second, *_ = _largest(analysis)
    page = visit("django_shop", f"#/workshop/{first}")
    _tick(page, 2)
    page.wait_for_timeout(500)
    said = _card(page, second).locator(".preview .change").inner_text()
    total = ".total:nth-child(2) .total-now"
    before = int(page.locator(total).inner_text().replace(",", ""))

    _move_to(page, _number(analysis, second))

    after = int(page.locator(total).inner_text().replace(",", ""))
    digits = int("".join(filter(str.isdigit, said.split()[1])))
    assert after - before == (digits if "+" in said else -digits)


def test_what_no_count_is_known_of_stays_and_is_said(visit: Open) -> None:
    analysis = scanned("django_shop")
    page = visit("django_shop", "#/workshop")
    writer = next(access.module for access in analysis.accesses if access.operation == "write")
    home = next(module.service for module in analysis.modules if module.name == writer)
    assert home

    _open(page, home)
    for box in page.locator(".bundle > input").all():
        box.check()
    _into(page, "Shared library")

    expect(page.locator(".workshop-said")).to_contain_text("stay: tables have no role")
    page.get_by_label("Find a module or table").fill(writer)
    expect(page.locator(".roster section")).to_contain_text(_name(analysis, home))


def test_what_only_a_scan_computes_is_said(visit: Open) -> None:
    page = visit("small", "#/workshop")

    expect(page.get_by_text("Null partitions, stability, the order")).to_contain_text(
        "seamline scan PATH --plan FILE"
    )


def _downloaded(page: Page, folder: Path, button: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file
