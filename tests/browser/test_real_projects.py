"""Each view of the reports on real projects, whose documents lie in docs/examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from analyzer.model.analysis import Analysis
from reports.document import load
from tests.browser.conftest import EXAMPLES, Open
from tests.browser.map_graph import until
from tests.browser.test_accessibility import RUN

OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"


@cache
def document(project: str) -> Analysis:
    return load(EXAMPLES[project])


def views(project: str) -> Iterator[str]:
    """Addresses of all views, with the most that the project has to show in each."""
    analysis = document(project)
    largest, second = sorted(analysis.services, key=lambda s: (-len(s.modules), s.id))[:2]
    shared = max(analysis.sharing, key=lambda row: (len(row.uses), row.table))
    yield from ("summary", "map", "data", "dependencies", "candidates", "roadmap", "findings")
    yield from (f"map/{largest.id}?in={largest.id}&depth={depth}" for depth in (2, 3))
    yield f"data/{shared.table}"
    yield f"compare?a={largest.id}&b={second.id}"
    yield f"service/{largest.id}"
    yield f"module/{largest.modules[0]}"
    yield from ("workshop", f"workshop/{largest.id}")


@pytest.mark.parametrize(
    ("project", "view"),
    [pytest.param(project, view, id=view) for project in EXAMPLES for view in views(project)],
)
def test_the_view_shows_what_is_there_and_fits(
    visit: Open, axe: str, project: str, view: str
) -> None:
    page = visit(project, f"#/{view}")
    page.wait_for_selector(f"main.view-{view.partition('/')[0].partition('?')[0]} h1")
    until(page, "document.querySelector('main').innerText.length > 200")

    assert page.evaluate(OVERFLOW) <= 0
    page.evaluate(axe)
    assert page.evaluate(RUN) == []
