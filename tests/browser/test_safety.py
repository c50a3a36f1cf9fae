"""What the scanned code says is text, and the page stays where it is."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, Report, unfold
from tests.browser.map_graph import GRAPH, click, open_map, until

VIEWS = (
    "summary",
    "map",
    "data",
    "dependencies",
    "candidates",
    "compare",
    "roadmap",
    "workshop",
    "findings",
)


def test_hostile_text_is_shown_and_never_runs(visit: Open) -> None:
    page = visit("hostile")

    for view in VIEWS:
        page.evaluate("view => { location.hash = `#/${view}` }", view)
        expect(page.locator(f"main.view-{view} h1")).to_be_visible()
        unfold(page.locator("main"), at_most=5)
        assert page.evaluate("window.hacked === undefined"), view
        assert page.locator("img:not(.map-paper), iframe, object, embed").count() == 0, view
    expect(page.locator("body")).to_contain_text("</script><img src=x")


def test_hostile_names_are_drawn_inside_of_a_service_and_found(visit: Open) -> None:
    page = open_map(visit, "hostile")
    service = page.evaluate(f"{GRAPH}.nodes()[0].id()")

    click(page, service, times=2)
    until(page, f"{GRAPH}.nodes(':parent').length > 0")
    page.get_by_role("slider", name="Depth").press("End")
    page.get_by_role("combobox").fill("onerror")
    page.get_by_role("combobox").press("ArrowDown")

    expect(page.get_by_role("option").first).to_contain_text("onerror")
    page.get_by_role("combobox").press("Enter")
    expect(page.get_by_role("complementary").get_by_role("heading").first).to_contain_text(
        "onerror"
    )
    assert page.evaluate("window.hacked === undefined")


def test_hostile_names_lead_to_their_pages(visit: Open) -> None:
    page = visit("hostile", "#/candidates")

    page.locator(".card h2 a").first.click()
    expect(page.locator("h1")).to_contain_text("onerror")
    page.locator("section[aria-labelledby=tables] .rows a").first.click()

    expect(page.locator("h1")).to_contain_text("onerror")
    # A mark that turns the direction of text is written out.
    expect(page.locator("h1")).to_contain_text("\\u202e")


@pytest.mark.parametrize(
    "attack",
    [
        "document.body.innerHTML += '<img src=x onerror=window.hacked=1>'",
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
        "document.body.append(s)",
        "document.body.setAttribute('onclick', 'window.hacked = 1'); document.body.click()",
        "return fetch('https://seamline.invalid/').then(() => { window.hacked = 1 }, () => 0)",
        "return new Promise(done => { const i = new Image(); i.onload = () => { window.hacked = 1;"
        "done() }; i.onerror = done; i.src = 'https://seamline.invalid/x.png' })",
    ],
)
def test_the_policy_lets_nothing_run_or_leave(
    browser: Browser, report: Report, attack: str
) -> None:
    context = browser.new_context()
    left: list[str | None] = []
    page = context.new_page()
    page.goto(report("small").as_uri())
    page.wait_for_selector("h1")
    # Some releases announce a request before the policy stops it.
    page.on("requestfinished", lambda request: left.append(request.url))
    page.on("requestfailed", lambda request: left.append(request.failure))

    page.evaluate(f"() => {{ try {{ {attack} }} catch (refused) {{ return `${{refused}}` }} }}")

    assert page.evaluate("window.hacked === undefined")
    assert all("csp" in str(each).lower() for each in left)
    context.close()


def test_the_policy_is_as_strict_as_can_be(report: Report) -> None:
    page = report("hostile").read_text(encoding="utf-8")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    found = dict(directive.split(" ", 1) for directive in policy.split("; "))
    (script,) = re.findall(r"<script type=\"module\"[^>]*>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    styles = found.pop("style-src").split()
    assert all(re.fullmatch(r"'sha256-[\w+/=]+'", each) for each in styles)
    assert found == {
        "default-src": "'none'",
        "script-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_without_scripts_there_is_a_summary(browser: Browser, report: Report) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(report("small").as_uri())

    expect(page.locator("noscript h1")).to_have_text("shop")
    expect(page.locator("noscript li", has_text="Billing: ")).to_be_visible()
    context.close()
