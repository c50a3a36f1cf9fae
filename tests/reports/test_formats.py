"""What holds for every report format."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reports.base import Focusable, Rendered, Report
from reports.registry import formats
from tests.builders import EMPTY, PAYLOADS, hostile, one_module, shop

FORMATS = formats()
TEXTS = {name: report for name, report in FORMATS.items() if name not in ("parquet", "png")}
ANALYSES = {
    "empty": EMPTY,
    "one module": one_module(),
    "shop": shop(),
    **{name: hostile(payload) for name, payload in PAYLOADS.items()},
}


def documents(rendered: Rendered) -> list[bytes]:
    texts = list(rendered.values()) if isinstance(rendered, Mapping) else [rendered]
    return [text.encode() if isinstance(text, str) else text for text in texts]


def test_the_promised_formats_are_there() -> None:
    promised = (
        "cml csv dot gexf graphml html import-linter json markdown mermaid parquet plan png sarif "
        "structurizr svg tach terminal"
    )
    assert set(promised.split()) <= FORMATS.keys()


@pytest.mark.parametrize("report", FORMATS.values(), ids=list(FORMATS))
def test_describes_itself(report: Report) -> None:
    assert isinstance(report, Report)
    assert report.name == report.name.lower().strip()
    assert report.suffix.startswith(".")
    assert report.summary
    assert "\n" not in report.summary


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("report", TEXTS.values(), ids=list(TEXTS))
def test_renders_any_analysis_as_text_in_utf_8(report: Report, name: str) -> None:
    rendered = documents(report.render(ANALYSES[name]))
    assert rendered
    for document in rendered:
        text = document.decode("utf-8")
        assert text.endswith("\n")
        assert "\0" not in text
        assert "\r" not in text


@pytest.mark.parametrize("report", FORMATS.values(), ids=list(FORMATS))
def test_is_deterministic(report: Report) -> None:
    assert documents(report.render(shop())) == documents(report.render(shop()))


@pytest.mark.parametrize(
    "name",
    [
        "cml",
        "csv",
        "dot",
        "html",
        "json",
        "markdown",
        "mermaid",
        "sarif",
        "structurizr",
        "terminal",
    ],
)
def test_shows_the_names_of_the_scanned_code(name: str) -> None:
    rendered = b"".join(documents(FORMATS[name].render(shop())))
    assert b"shop" in rendered.lower()
    assert b"Billing" in rendered


def test_pictures_can_be_taken_close_up() -> None:
    able = {name for name, report in FORMATS.items() if isinstance(report, Focusable)}
    assert able == {"dot", "mermaid", "png", "svg"}


@pytest.mark.parametrize("name", ["dot", "mermaid", "svg"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_close_ups_bear_any_name(name: str, payload: str) -> None:
    report, analysis = FORMATS[name], hostile(PAYLOADS[payload])
    assert isinstance(report, Focusable)
    for subject in (analysis.services[0].id, analysis.modules[1].name, analysis.tables[2].id):
        (document,) = documents(report.focused(subject).render(analysis))
        assert document.decode().endswith("\n")
