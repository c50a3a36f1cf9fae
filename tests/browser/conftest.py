"""A real browser on a report opened from disk, and a watch over what it must never do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from analyzer.model.analysis import Analysis
from analyzer.pipeline import scan
from reports.document import load
from reports.html import REPORT
from tests.browser.sample import LARGE, SMALL, Size, analysis, hostile

SKIP = "SEAMLINE_SKIP_BROWSER"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A machine that is busy with other tests may take its time.
TIMEOUT = 120_000
expect.set_options(timeout=30_000)
TWO = Size(services=2, modules=12, tables=6, ties=1)
MANY = Size(services=130, modules=400, tables=260, ties=1)

WEB = Path(__file__).parents[2] / "reports" / "web"
FIXTURES = Path(__file__).parents[2] / "fixtures"
# Documents of real projects, packed.
EXAMPLES = {
    path.name.partition(".")[0]: path
    for path in sorted((WEB.parents[1] / "docs" / "examples").glob("*.analysis.json.gz"))
}
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"

Open = Callable[..., Page]
Report = Callable[[str], Path]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get(SKIP):
            pytest.skip(f"there is no Chromium, and {SKIP} is set")
        pytest.fail(f"there is no Chromium: install Debian's `chromium`, or set {SKIP}=1")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=program, args=list(ARGUMENTS), timeout=TIMEOUT
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def small() -> Analysis:
    return analysis(SMALL)


@cache
def scanned(fixture: str) -> Analysis:
    """A project of `fixtures/`, as a scan sees it."""
    return scan([FIXTURES / fixture], workers=1)


def _real_or_fixture(name: str) -> Analysis:
    return load(EXAMPLES[name]) if name in EXAMPLES else scanned(name)


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory, small: Analysis) -> Report:
    """Writes the report that a name stands for, once: a sample's, or a fixture's."""
    folder = tmp_path_factory.mktemp("reports")
    shown: dict[str, Callable[[], Analysis]] = {
        "small": lambda: small,
        "two": lambda: analysis(TWO),
        "many": lambda: analysis(MANY),
        "large": lambda: analysis(LARGE),
        "hostile": hostile,
    }

    def written(name: str) -> Path:
        file = folder / f"{name}.html"
        if not file.exists():
            made = shown[name]() if name in shown else _real_or_fixture(name)
            file.write_text(REPORT.render(made), encoding="utf-8")
        return file

    return written


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    made.set_default_timeout(TIMEOUT)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, report: Report) -> Iterator[Open]:
    """Opens a report at an address; in the end nothing may have complained or gone out."""
    complaints: list[str] = []
    own: set[str] = set()

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on(
            "request",
            lambda request: (
                complaints.append(f"request: {request.url}")
                if request.url.split("#")[0] not in own
                else None
            ),
        )

    context.on("page", watch)
    context.set_offline(True)

    def opened(name: str, address: str = "#/summary") -> Page:
        page = context.pages[0] if context.pages else context.new_page()
        own.add(report(name).as_uri())
        page.goto(report(name).as_uri() + address)
        page.wait_for_selector("h1")
        return page

    yield opened
    assert complaints == []


def unfold(within: Locator, at_most: int = 1_000) -> None:
    """Open what is folded; each click changes which folds are still closed."""
    closed = within.locator("details:not([open]) > summary")
    # What is inside, folds among it, is made a moment after the click.
    empty = within.locator("details.fold[open]:not(:has(> .fold-body))")
    for _ in range(at_most):
        if not closed.count():
            # What is in a fold is made a moment after it opens, and may hold folds itself.
            within.page.wait_for_timeout(100)
        if not closed.count():
            return
        closed.first.click()
        expect(empty).to_have_count(0)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which the build of the page installs among its own tools."""
    if not AXE.is_file():
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=WEB, check=True)
    return AXE.read_text(encoding="utf-8")
