"""How large the page of a large program is, and how quick it is in a browser.

`python -m tests.benchmarks.page`; ends with 1 where the page misses what it promises. Each time is
the median of five, from the start of the navigation, or of the click, to the frame that shows it.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, Page, sync_playwright

from reports.html import REPORT
from tests.browser.conftest import ARGUMENTS, PROGRAMS
from tests.browser.sample import Size, analysis

LARGE = Size(services=40, modules=10_000, tables=1_000, ties=7, links=10)
WORKSHOP = Size(services=25, modules=2_000, tables=300, ties=7, links=10)
TURNS = 5
VIEWS = ("map", "data", "dependencies", "dependencies?fold=-", "candidates", "workshop")

# The frame after the next one: what was asked for is drawn by then.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
GO = f"""async address => {{
    const start = performance.now();
    location.hash = address;
    await ({SETTLED})();
    return performance.now() - start;
}}"""
MOVE = f"""async place => {{
    const boxes = [...document.querySelectorAll('.bundle > input')];
    boxes.at(-1).click();
    await new Promise(done => setTimeout(done, 1500));
    const select = document.querySelector('[aria-label="Move to"]');
    select.value = String((place + 3) % 20 + 1);
    select.dispatchEvent(new Event('change', {{bubbles: true}}));
    await ({SETTLED})();
    const start = performance.now();
    select.form.requestSubmit();
    await ({SETTLED})();
    return performance.now() - start;
}}"""


class Line(msgspec.Struct, frozen=True):
    """A figure, its unit, and what it must stay below (None: only told)."""

    what: str
    value: float
    unit: str
    most: float | None = None

    def __str__(self) -> str:
        limit = "" if self.most is None else f"  (less than {self.most:g})"
        return f"{self.what:44} {self.value:8.2f} {self.unit}{limit}"


def main() -> int:
    """Print the figures; 1 where one of them is too high."""
    missed = False
    for line in figures():
        print(line, flush=True)
        missed |= line.most is not None and line.value >= line.most
    return int(missed)


def figures() -> Iterator[Line]:
    """All figures, as they are measured."""
    with _browser() as browser, tempfile.TemporaryDirectory() as folder:
        large, small = (Path(folder) / name for name in ("large.html", "workshop.html"))
        document = analysis(LARGE)
        large.write_text(REPORT.render(document), encoding="utf-8")
        yield Line(f"file, {len(document.ties):,} ties", large.stat().st_size / 1e6, "MB", 12)
        yield Line("interactive", _median(lambda _: _opened(browser, large)), "s", 3)
        page = _page(browser, large, "#/summary")
        for view in VIEWS:
            yield Line(f"view {view}", _median(partial(_shown, page, view)), "s")
        most = max(document.services, key=lambda service: len(service.modules))
        size, looked = len(most.modules), partial(_looked, browser, large, most.id)
        yield Line(f"inside of {size} modules, packages", _median(partial(looked, 2)), "s", 1)
        yield Line(f"inside of {size} modules, modules", _median(partial(looked, 3)), "s")
        document = analysis(WORKSHOP)
        small.write_text(REPORT.render(document), encoding="utf-8")
        most = max(document.services, key=lambda service: len(service.modules))
        page = _page(browser, small, f"#/workshop/{most.id}")
        moved = _median(lambda turn: float(page.evaluate(MOVE, turn)))
        yield Line(f"a move at 2,000 modules, {len(document.ties):,} ties", moved, "ms", 100)


@contextmanager
def _browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def _page(browser: Browser, file: Path, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(file.as_uri() + address, wait_until="commit")
    page.wait_for_selector("main h1")
    return page


def _opened(browser: Browser, file: Path) -> float:
    page = _page(browser, file, "#/summary")
    page.evaluate(SETTLED)
    seconds = float(page.evaluate("performance.now()")) / 1000
    page.close()
    return seconds


def _shown(page: Page, view: str, _: int) -> float:
    page.evaluate(GO, "#/findings")
    return float(page.evaluate(GO, f"#/{view}")) / 1000


def _looked(browser: Browser, file: Path, service: str, depth: int, _: int) -> float:
    """From the map of all services into one; in a page of its own, since a layout is kept."""
    page = _page(browser, file, "#/map")
    page.evaluate(SETTLED)
    seconds = float(page.evaluate(GO, f"#/map/{service}?in={service}&depth={depth}")) / 1000
    page.close()
    return seconds


def _median(measure: Callable[[int], float]) -> float:
    return statistics.median(measure(turn) for turn in range(TURNS))


if __name__ == "__main__":
    sys.exit(main())
