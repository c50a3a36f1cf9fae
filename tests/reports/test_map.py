"""The map of services: dot and svg."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from analyzer.model.analysis import Cut
from analyzer.model.errors import MissingProgram
from reports.dot import Dot
from reports.png import Png
from reports.registry import formats
from reports.svg import Svg
from reports.text import safe
from tests.browser import sample
from tests.builders import EMPTY, PAYLOADS, at, hostile, service, shop

EDGE = re.compile(r"^\t(service\d+) -> (service\d+) \[label=(\d+)", re.MULTILINE)


def texts(svg: str) -> list[str]:
    return [
        element.text or ""
        for element in ElementTree.fromstring(svg).iter()
        if "text" in element.tag
    ]


def test_services_are_nodes_and_cuts_of_a_family_one_edge() -> None:
    source = Dot().render(shop())
    assert re.findall(r"^\tservice\d .*<b>(\w+)</b>", source, re.MULTILINE) == [
        "Billing",
        "Catalog",
        "Orders",
    ]
    assert sorted(EDGE.findall(source)) == [
        ("service1", "service3", "1"),
        ("service1", "service3", "2"),
        ("service3", "service1", "1"),
        ("service3", "service1", "1"),
        ("service3", "service1", "1"),
    ]
    assert 'tooltip="1 foreign_key, 1 shared_write: 13 points"' in source


def test_modules_of_no_service_are_counted_by_their_role() -> None:
    assert "<b>In no service</b><br/>library: 1 module<br/>test: 1 module>" in Dot().render(shop())
    assert "In no service" not in Dot().render(EMPTY)


def test_large_pictures_are_drawn_the_same_each_time() -> None:
    # Graphviz's fdp lays out by chance; it shows in some draws only.
    assert "layout=neato" in Dot().render(shop())
    analysis = sample.analysis(sample.SMALL)
    assert len({Svg().render(analysis) for _ in range(3)}) == 1
    assert len({Svg(analysis.services[0].id).render(analysis) for _ in range(3)}) == 1


def test_cuts_to_an_unknown_service_are_left_out() -> None:
    cut = msgspec.structs.replace(shop().cuts[0], to_service="gone")
    source = Dot().render(msgspec.structs.replace(shop(), cuts=(cut,)))
    assert not EDGE.search(source)


def test_many_ties_are_folded_and_the_legend_says_so() -> None:
    names = [f"s{number}" for number in range(40)]
    services = tuple(
        service(name, name, (name,), (), rank=rank, score=rank) for rank, name in enumerate(names)
    )
    cuts = tuple(
        Cut("call", first, second, first, second, "", index, at("a.py", 1))
        for index, first in enumerate(names)
        for second in names
        if first != second
    )
    source = Dot().render(msgspec.structs.replace(shop(), services=services, cuts=cuts))
    assert len(EDGE.findall(source)) == 80
    assert "the 80 heaviest of 1560 are drawn" in source


def test_the_picture_shows_the_names() -> None:
    shown = texts(Svg().render(shop()))
    assert {"Billing", "Catalog", "Orders"} <= set(shown)


@pytest.mark.parametrize("name", ["script", "markup", "quotes", "graphviz", "wide"])
def test_hostile_text_is_shown_as_it_is(name: str) -> None:
    analysis = hostile(PAYLOADS[name])
    first = msgspec.structs.replace(analysis.services[0], name=PAYLOADS[name][:30])
    analysis = msgspec.structs.replace(analysis, services=(first,), cuts=())
    picture = Svg().render(analysis)
    # Graphviz draws spaces as such that do not break.
    assert safe(PAYLOADS[name][:30]) in [text.replace("\xa0", " ") for text in texts(picture)]
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture).iter()}
    assert not tags & {"script", "image"}


def test_without_dot_the_picture_says_so_and_all_else_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for picture in (Svg(), Png()):
        with pytest.raises(MissingProgram, match=f"format {picture.name}.* program dot") as caught:
            picture.render(shop())
        assert "apt install graphviz" in caught.value.hint
    for report in formats().values():
        if report.name not in ("png", "svg"):
            assert report.render(shop())


def test_pixels_are_a_picture_of_the_same() -> None:
    picture = Png().render(shop())
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert 300 < width < 3000
    assert 300 < height < 3000
    assert picture != Png("billing").render(shop())
