"""A real browser on a report opened from disk, and a watch over what it must never do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from analyzer.model.analysis import Analysis
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
TWO = Size(services=2, modules=12, tables=6, ties=1)

WEB = Path(__file__).parents[2] / "reports" / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"

Open = Callable[..., Page]


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


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory, small: Analysis) -> dict[str, Path]:
    """Reports on disk by the name of what they show."""
    folder = tmp_path_factory.mktemp("reports")
    shown = {
        "small": small,
        "two": analysis(TWO),
        "large": analysis(LARGE),
        "hostile": hostile(),
    }
    for name, document in shown.items():
        (folder / f"{name}.html").write_text(REPORT.render(document), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in shown}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    made.set_default_timeout(TIMEOUT)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, reports: dict[str, Path]) -> Iterator[Open]:
    """Opens a report at an address; in the end nothing may have complained or gone out."""
    complaints: list[str] = []
    own = {path.as_uri() for path in reports.values()}

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
        page.goto(reports[name].as_uri() + address)
        page.wait_for_selector("h1")
        return page

    yield opened
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which the build of the page installs among its own tools."""
    if not AXE.is_file():
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=WEB, check=True)
    return AXE.read_text(encoding="utf-8")
