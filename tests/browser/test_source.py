"""Evidence opens the code, and quotes it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from analyzer.model.analysis import Analysis
from reports.html import REPORT
from reports.source_link import source_link

TEMPLATE = "https://forge.invalid/blob/{path}?x=1&y=2#L{line}"


@pytest.fixture
def quoting(small: Analysis) -> Analysis:
    """The small system; the first line of evidence on its first page is quoted."""
    place = small.verdict.rows[1].evidence[0]
    excerpts = {place.path: {str(place.line): "<b>x</b> = '\u202e'"}}
    return msgspec.structs.replace(small, excerpts=excerpts)


def opened(context: BrowserContext, file: Path, text: str) -> Page:
    file.write_text(text, encoding="utf-8")
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"{file.as_uri()}#/summary")
    page.wait_for_selector("h1")
    return page


def test_evidence_leads_to_the_code(
    context: BrowserContext, quoting: Analysis, tmp_path: Path
) -> None:
    link = source_link(TEMPLATE)
    page = opened(context, tmp_path / "linked.html", REPORT.linked(link).render(quoting))
    first = page.locator("main .line a.source").first
    place = quoting.verdict.rows[1].evidence[0]
    expect(first).to_have_attribute("href", link.url(place))
    expect(first).to_have_attribute("target", "_blank")
    expect(first).to_have_attribute("rel", "noreferrer noopener")


def test_without_a_template_nothing_is_a_link(
    context: BrowserContext, quoting: Analysis, tmp_path: Path
) -> None:
    page = opened(context, tmp_path / "plain.html", REPORT.render(quoting))
    expect(page.locator("main .line").first).to_be_visible()
    expect(page.locator("a.source")).to_have_count(0)


def test_a_line_that_is_quoted_is_shown(
    context: BrowserContext, quoting: Analysis, tmp_path: Path
) -> None:
    page = opened(context, tmp_path / "quoted.html", REPORT.render(quoting))
    line = page.locator("main .line").first
    # A mark that turns the direction of text is written out, and markup is text.
    expect(line.locator(".excerpt")).to_have_text("<b>x</b> = '\\u202e'")
    expect(page.locator(".excerpt")).to_have_count(1)
    above, below = (
        line.locator("code").first.bounding_box(),
        line.locator(".excerpt").bounding_box(),
    )
    assert above is not None
    assert below is not None
    assert below["y"] >= above["y"] + above["height"] - 1
