"""How the analysis gets into the page; no browser needed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from analyzer.model import analysis as model
from analyzer.model import (
    hubs,
    interfaces,
    membership,
    partition,
    place,
    roadmap,
    sagas,
    sharing,
    ties,
)
from analyzer.model.errors import PageNotBuilt
from reports.document import dump
from reports.html import ANALYSIS, REPORT, SUMMARY, TITLE, fill, template
from tests.browser.sample import SMALL, Size, analysis, hostile
from tests.builders import shop
from tests.pages import document_in, is_deflated

MIDDLE = Size(services=12, modules=1_200, tables=100, ties=3)
WEB = Path(__file__).parents[2] / "reports" / "web"
TYPES = [WEB / "src" / "document" / name for name in ("types.ts", "leaving.ts")]
PAGE = f"<html><head>{TITLE}</head><body><noscript>{SUMMARY}</noscript>{ANALYSIS}</body></html>"


class _Reader(HTMLParser):
    """Tags with their attributes, and the text of the data block."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = ("id", "analysis") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data += data


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize(
    "shown",
    [analysis(SMALL), hostile(), analysis(MIDDLE)],
    ids=["plain", "hostile", "large enough to be deflated"],
)
def test_the_page_holds_the_document(shown: model.Analysis) -> None:
    data = document_in(_read(fill(PAGE, shown)).data)

    assert [module["name"] for module in data["modules"]] == [m.name for m in shown.modules]
    assert data["cuts"] == json.loads(msgspec.json.encode(shown.cuts))


def test_only_what_is_large_is_deflated() -> None:
    small, large = fill(PAGE, shop()), fill(PAGE, analysis(MIDDLE))

    assert not is_deflated(_read(small).data)
    assert is_deflated(_read(large).data)
    assert 5 * len(large) < len(dump(analysis(MIDDLE)))


def test_hostile_text_adds_no_tag() -> None:
    plain = _read(fill(PAGE, analysis(SMALL)))
    attacked = _read(fill(PAGE, hostile()))

    assert attacked.tags == plain.tags
    assert not set("<>&\u2028\u2029") & set(attacked.data)


def test_rendering_is_a_function() -> None:
    assert REPORT.render(analysis(SMALL)) == REPORT.render(analysis(SMALL))


def test_the_policy_admits_the_page_s_own_blocks_alone() -> None:
    page = REPORT.render(analysis(SMALL))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)

    assert policy
    assert "default-src 'none'" in policy[1]
    assert re.search(r"script-src 'sha256-[^']+';", policy[1])
    assert re.search(r"style-src 'sha256-[^']+';", policy[1])
    assert "unsafe" not in policy[1]
    assert "connect-src" not in policy[1]


def test_a_page_that_was_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(PageNotBuilt) as raised:
        template(tmp_path / "index.html")

    assert "npm ci && npm run build" in raised.value.hint


def test_the_page_reads_only_what_the_document_holds() -> None:
    structs = {
        name: struct
        for module in (
            *(model, hubs, interfaces, membership, partition, place, roadmap, sagas, sharing, ties),
        )
        for name, struct in vars(module).items()
        if isinstance(struct, type) and issubclass(struct, msgspec.Struct)
    }
    text = "".join(file.read_text(encoding="utf-8") for file in TYPES)
    written_down = re.findall(r"export interface (\w+) \{\n(.*?)\n\}", text, re.DOTALL)

    assert written_down
    for name, body in written_down:
        read = re.findall(r"^  (\w+)\??:", body, re.MULTILINE)
        written = {field.encode_name for field in msgspec.structs.fields(structs[name])}
        assert set(read) <= written, name


@pytest.mark.skipif(shutil.which("npm") is None, reason="there is no npm on this machine")
def test_the_types_of_the_page_hold() -> None:
    if not (WEB / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=WEB, check=True)

    checked = subprocess.run(["npm", "run", "check"], cwd=WEB, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout


def test_the_lock_file_names_no_host() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))

    assert lock["packages"]
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
