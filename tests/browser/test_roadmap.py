"""The road map: what to do first, the order, cycles, bonds, and how far requests travel."""

from __future__ import annotations

import re
from collections import Counter

from playwright.sync_api import expect

from analyzer.model.analysis import Analysis
from tests.browser.conftest import Open, unfold


def test_the_steps_are_the_document_s(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/roadmap")
    rows = page.locator(".road > li")

    expect(rows).to_have_count(len(small.roadmap.steps))
    for row, step in zip(rows.all_inner_texts(), small.roadmap.steps, strict=True):
        numbers = re.findall(r"Breaks ([\d,]+) cuts?, ([\d,]+) points?; leaves ([\d,]+)", row)
        told = [tuple(int(n.replace(",", "")) for n in found) for found in numbers]
        assert told == ([(step.cuts, step.points, step.points_left)] if step.cuts else [])


def test_the_kinds_of_a_step_s_cuts_add_up(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/roadmap")
    step = max(small.roadmap.steps, key=lambda step: step.cuts)
    row = page.locator(".road > li").nth(small.roadmap.steps.index(step))

    counts = row.locator(".chips .number").all_inner_texts()
    assert len(counts) > 1
    assert sum(map(int, counts)) == step.cuts


def test_tasks_stand_by_candidate_with_remedy_and_places(visit: Open, small: Analysis) -> None:
    tasks = small.roadmap.tasks
    page = visit("small", "#/roadmap")
    section = page.locator("section[aria-labelledby=before]")
    unfold(section)

    expect(section.locator("details")).to_have_count(len({task.service for task in tasks}))
    assert [text.split("\n")[0] for text in section.locator(".tasks li").all_inner_texts()] == [
        task.text for task in tasks
    ]
    expect(section).to_contain_text("Whoever leaves first")
    last = section.locator(".tasks li").last
    expect(last).to_contain_text(tasks[-1].remedy)
    place = tasks[-1].evidence[0]
    expect(last.locator(".line code").first).to_have_text(f"{place.path}:{place.line}")


def test_cycles_come_lightest_first(visit: Open, small: Analysis) -> None:
    page = visit("small", "#/roadmap")
    rows = page.locator("section[aria-labelledby=cycles] tbody tr")
    points = [int(cell) for cell in rows.locator("td:nth-child(3)").all_inner_texts()]
    cycle = small.roadmap.cycles[0]

    assert len(points) > 1
    assert points == sorted(points)
    assert rows.first.locator("a").evaluate_all("all => all.map(a => a.hash)") == [
        f"#/service/{cycle.origin}",
        f"#/service/{cycle.home}",
    ]


def test_bonds_say_how_much_ties_the_two(visit: Open, small: Analysis) -> None:
    (bond,) = small.roadmap.bonds
    row = visit("small", "#/roadmap").locator("section[aria-labelledby=bonds] tbody tr")

    expect(row).to_contain_text(f"{int(bond.share * 100)}\u00a0%")
    expect(row.locator("td").last).to_have_text(str(bond.points))


def test_the_distribution_counts_every_entry_point_once(visit: Open, small: Analysis) -> None:
    section = visit("small", "#/roadmap").locator("section[aria-labelledby=travels]")
    bars = Counter(len(chain.reached) for chain in small.chains)
    bars[1] = len(small.entry_points) - len(small.chains)

    drawn = section.locator("svg .ladder-count").all_text_contents()
    assert [int(number) for number in drawn] == [bars[n] for n in sorted(bars) if bars[n]]
    assert section.locator(".vh li").all_text_contents() == [
        f"{bars[n]} entry point{'s' * (bars[n] != 1)} to {n} service{'s' * (n != 1)}"
        for n in sorted(bars)
        if bars[n]
    ]


def test_the_longest_way_shows_its_services_in_their_order(visit: Open, small: Analysis) -> None:
    chain = small.chains[0]
    names = {service.id: service.name for service in small.services}
    section = visit("small", "#/roadmap").locator("section[aria-labelledby=travels]")
    way = section.locator("details").first
    way.locator("summary").click()

    expect(way.locator("summary .service-name")).to_have_text(
        [names[service] for service in chain.services]
    )
    expect(way).to_contain_text(chain.name)
