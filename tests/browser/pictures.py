"""The pictures of the views in the documentation: `python -m tests.browser.pictures ANALYSIS [NAME...]`.

All of them, or those named, are written into the documentation's folder. Each is what a reader of the report sees at 1440 x 900; what is selected follows from the document.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from analyzer.model.analysis import Analysis
from reports.document import load
from reports.html import REPORT
from tests.browser.conftest import ARGUMENTS, PROGRAMS

SIZE: ViewportSize = {"width": 1440, "height": 900}
FOLDER = Path(__file__).parents[2] / "docs" / "images"

# So far down that the figures stand below the names that they belong to.
BETWEEN = "scrollTo(0, document.querySelector('.facing').getBoundingClientRect().top - 80)"

Prepare = Callable[[Page, Analysis], None]


def main(analysis: Path, names: list[str], folder: Path = FOLDER) -> None:
    """Write a picture of each of these views into the folder, of all where none is named."""
    document = load(analysis)
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        report = Path(scratch) / "index.html"
        report.write_text(REPORT.render(document), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for name in names or VIEWS:
            prepare = VIEWS[name]
            page = browser.new_page(viewport=SIZE, color_scheme="light")
            page.goto(report.as_uri())
            page.wait_for_selector("main h1")
            prepare(page, document)
            page.wait_for_timeout(800)
            page.mouse.move(0, 0)
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


def _at(view: str) -> Prepare:
    return lambda page, _: _go(page, view)


def _go(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = `#/${address}` }", address)
    page.wait_for_selector(f"main.view-{address.split('/')[0].split('?')[0]} h1")


def _inside(page: Page, analysis: Analysis) -> None:
    """A service with tables of a size that is read at a glance, the largest of these."""
    sized = [s for s in analysis.services if len(s.modules) <= 50 and len(s.tables) > 1]
    service = max(sized or analysis.services, key=lambda s: (len(s.modules), s.id))
    _go(page, f"map/{service.id}?in={service.id}&depth=3")


def _compare(page: Page, analysis: Analysis) -> None:
    """The two with the most cuts between them."""
    pairs = Counter(tuple(sorted((cut.from_service, cut.to_service))) for cut in analysis.cuts)
    (first, second), _ = pairs.most_common(1)[0]
    _go(page, f"compare?a={first}&b={second}")
    page.evaluate(BETWEEN)


def _workshop(page: Page, analysis: Analysis) -> None:
    """A service of a size to be looked through, after one move and before the next."""
    sized = [s for s in analysis.services if len(s.modules) <= 40 and s.tables]
    service = max(sized or analysis.services, key=lambda s: (len(s.modules), s.id))
    _go(page, f"workshop/{service.id}")
    page.locator(".bundle > input").last.check()
    page.locator(".preview").first.wait_for()
    labels = page.get_by_label("Move to").locator("> option").all()[1:]
    changes = {
        str(option.get_attribute("value")): _change(option.inner_text()) for option in labels
    }
    page.get_by_label("Move to").select_option(min(changes, key=lambda place: changes[place]))
    page.get_by_role("button", name="Move", exact=True).click()
    page.locator(".member input").first.check()
    page.locator(".preview").first.wait_for()


def _change(label: str) -> int:
    """The number between the brackets of an option."""
    return int(label.rpartition("(")[2].strip(")±+").replace("\N{MINUS SIGN}", "-") or 0)


VIEWS: dict[str, Prepare] = {
    "summary": _at("summary"),
    "map": _at("map"),
    "inside": _inside,
    "data": _at("data"),
    "dependencies": _at("dependencies"),
    "compare": _compare,
    "workshop": _workshop,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
