"""Links to the source: which templates are admitted, and what hostile paths cannot do with them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from analyzer.model.errors import InvalidSourceLink
from analyzer.model.place import Location
from reports.base import Linkable
from reports.html import Html
from reports.markdown import Markdown
from reports.registry import formats
from reports.source_link import EDITORS, source_link
from tests.builders import PAYLOADS, hostile, shop
from tests.reports.test_markdown import tokens

FORGE = "https://forge.test/o/r/blob/{commit}/{path}#L{line}"
PLACE = Location("shop/orders/views.py", 52)


def test_a_permalink_of_a_forge() -> None:
    link = source_link(FORGE, commit="c0ffee")
    assert link.url(PLACE) == "https://forge.test/o/r/blob/c0ffee/shop/orders/views.py#L52"


def test_an_address_of_an_editor() -> None:
    link = source_link("vscode://file/{root}/{path}:{line}", root="/home/me/a b")
    assert link.url(PLACE) == "vscode://file//home/me/a%20b/shop/orders/views.py:52"


def test_every_editor_is_admitted_in_any_case() -> None:
    for scheme in (*EDITORS, *map(str.upper, EDITORS), "HTTPS"):
        assert source_link(f"{scheme}://open/{{path}}").url(PLACE).endswith("views.py")


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert(1)//{path}",
        "JavaScript://x/%0aalert(1)//{path}",
        "data:text/html,{path}",
        "file:///{path}",
        "vbscript:{path}",
        " https://forge.test/{path}",
        "//forge.test/{path}",
        "{path}",
        "",
        "https:{path}",
        "https://{path}",
        "https://forge{path}/",
        "https://forge.test/",
        "https://forge.test/{path}/{branch}",
        "https://forge.test/{path}{",
        "https://forge.test/{path}}",
        'https://forge.test/{path}"onclick="x',
        "https://forge.test/{path}<b>",
        "https://forge.test/{path}\n",
        "https://forge.test/{path}\u202e",
        "https://forge.test/\\{path}",
    ],
)
def test_other_templates_are_refused(template: str) -> None:
    with pytest.raises(InvalidSourceLink) as caught:
        source_link(template, root="/r", commit="c0ffee")
    assert caught.value.hint


@pytest.mark.parametrize("field", ["root", "commit"])
def test_what_is_not_known_is_said(field: str) -> None:
    with pytest.raises(InvalidSourceLink, match=f"What {{{field}}} is"):
        source_link(f"https://forge.test/{{{field}}}/{{path}}")


@pytest.mark.parametrize("payload", [*PAYLOADS.values(), "../../{line}", "//evil.test/", "a?b#c"])
def test_a_hostile_path_stays_a_path(payload: str) -> None:
    url = source_link(FORGE, commit="c0ffee").url(Location(payload, 7))
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.query) == ("https", "forge.test", "")
    assert parts.fragment == "L7"
    assert re.fullmatch(r"[\x21-\x7e]+", url)
    assert not set("\"'<>`{}|\\") & set(url)
    written = payload.encode("utf-8", "backslashreplace").decode()
    assert unquote(parts.path) == f"/o/r/blob/c0ffee/{written}"


def test_a_place_without_a_line_leads_to_the_first() -> None:
    assert source_link("https://forge.test/{path}#{line}").url(Location("a.py", 0)).endswith("#1")


def test_html_and_markdown_can_be_linked() -> None:
    able = {name for name, report in formats().items() if isinstance(report, Linkable)}
    assert able == {"html", "markdown"}


def test_evidence_in_markdown_becomes_links() -> None:
    page = Markdown().linked(source_link(FORGE, commit="c0ffee")).render(shop())
    assert (
        "[`shop/billing/tasks.py:44`](<https://forge.test/o/r/blob/c0ffee/shop/billing/tasks.py#L44>)"
        in page
    )
    assert "](<" not in Markdown().render(shop())


def hrefs(page: str) -> list[str]:
    return [str(each.attrGet("href")) for each in tokens(page) if each.type == "link_open"]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_links_in_markdown_lead_where_the_template_says(payload: str) -> None:
    report = Markdown().linked(source_link(FORGE, commit="c0ffee"))
    good, bad = shop(), hostile(payload, shop(), kept=frozenset({"kind", "style"}))
    expected, found = hrefs(report.render(good)), hrefs(report.render(bad))
    assert len(found) == len(expected) > 10
    assert all(href.startswith("https://forge.test/o/r/blob/c0ffee/") for href in found)


class _Block(HTMLParser):
    link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("id", "analysis") in attrs:
            self.link = dict(attrs).get("data-source-link")


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (Html(), None),
        (
            Html().linked(source_link("https://forge.test/{path}?a=1&b=2#L{line}")),
            "https://forge.test/{path}?a=1&b=2#L{line}",
        ),
    ],
)
def test_the_page_is_given_the_template(report: Html, expected: str | None) -> None:
    block = _Block()
    block.feed(report.render(shop()))
    assert block.link == expected
