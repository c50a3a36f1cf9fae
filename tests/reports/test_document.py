from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import msgspec
import pytest

from analyzer.model.errors import InvalidAnalysis, PathNotFound
from reports.document import dump, load, parse
from tests.builders import EMPTY, PAYLOADS, hostile, one_module, shop

# The names that other programs rely on: a document without one of them breaks them.
CONTRACT = {
    "modules": "name path lines role service",
    "dependencies": "source target kind weight evidence",
    "tables": "id name database schema module class origin columns foreign_keys service",
    "accesses": "module function table operation how confidence for_module evidence",
    "reach": "module table operation distance",
    "transactions": "module function tables_written tables_read evidence",
    "entry_points": "kind name module function tables",
    "services": "id name modules tables stability difficulty extraction_rank benefits",
    "alternatives": "name services",
    "cuts": "kind from_service to_service source target remedy weight evidence",
    "unresolved": "code path line message",
    "diagnostics": "code path line message",
}


@pytest.mark.parametrize("analysis", [EMPTY, one_module(), shop()], ids=lambda a: a.project.name)
def test_what_is_written_is_read_back(analysis: object) -> None:
    assert isinstance(analysis, type(EMPTY))
    text = dump(analysis)
    assert dump(parse(text.encode())) == text


@pytest.mark.parametrize("name", sorted(set(PAYLOADS) - {"surrogate"}))
def test_hostile_text_is_kept_to_the_letter(name: str) -> None:
    analysis = hostile(PAYLOADS[name])
    assert parse(dump(analysis).encode()).modules == analysis.modules


def test_lone_surrogates_become_replacement_characters() -> None:
    project = msgspec.structs.replace(EMPTY.project, name="a\ud800b")
    document = dump(msgspec.structs.replace(EMPTY, project=project))
    assert parse(document.encode("utf-8")).project.name == "a\ufffdb"


def test_all_names_of_the_contract_are_written() -> None:
    document = json.loads(dump(shop()))
    for key, names in CONTRACT.items():
        assert set(names.split()) <= document[key][0].keys(), key
    assert document["schema_version"] == "1"
    assert document["tool"].keys() >= {"name", "version"}
    assert document["project"].keys() >= {"name", "root_name", "packages"}
    assert document["metrics"]["write_purity"].keys() >= {"value", "nulls"}
    assert document["verdict"].keys() >= {"advice", "reasons", "rows"}
    assert document["services"][0]["difficulty"].keys() >= {"score", "word", "parts"}
    assert document["excerpts"]["shop/billing/models.py"].keys() == {"12"}


def test_each_row_stands_on_its_own_line() -> None:
    lines = dump(shop()).splitlines()
    rows = [line.strip().rstrip(",") for line in lines if line.startswith("    ")]
    assert any(json.loads(row).get("name") == "shop.utils" for row in rows if row[0] == "{")
    assert json.loads("\n".join(lines))["summary"]["files"] == 8


def test_keys_that_are_no_fields_are_sorted() -> None:
    backwards = dict(reversed(shop().metrics.items()))
    assert dump(msgspec.structs.replace(shop(), metrics=backwards)) == dump(shop())


def test_floats_are_rounded_and_never_minus_nothing() -> None:
    metric = shop().metrics["write_purity"]
    metrics = {
        "sum": msgspec.structs.replace(metric, value=0.1 + 0.2, nulls={"a": -1e-9}),
        "none": msgspec.structs.replace(metric, value=math.nan, nulls={"a": math.inf}),
    }
    written = json.loads(dump(msgspec.structs.replace(shop(), metrics=metrics)))["metrics"]
    assert written["sum"] == {**written["sum"], "value": 0.3, "nulls": {"a": 0.0}}
    assert written["none"] == {**written["none"], "value": None, "nulls": {"a": None}}
    assert "-0.0" not in dump(msgspec.structs.replace(shop(), metrics=metrics))


def test_loads_from_a_file_or_its_folder(tmp_path: Path) -> None:
    (tmp_path / "analysis.json").write_text(dump(shop()), encoding="utf-8")
    assert load(tmp_path) == load(tmp_path / "analysis.json")
    assert load(tmp_path).project == shop().project


def test_what_only_seamline_adds_may_be_missing() -> None:
    document = json.loads(dump(shop()))
    for name in ("summary", "sharing", "excerpts"):
        del document[name]
    read = parse(json.dumps(document).encode())
    assert read.services == shop().services
    assert read.sharing == ()
    assert read.summary.files == len(shop().modules)
    assert read.summary.lines == sum(module.lines for module in shop().modules)
    assert read.summary.resolution_rate is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match=r"nothing\.json"):
        load(tmp_path / "nothing.json")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not an analysis"),
        (b"\xff\xfe\x00", "not an analysis"),
        (b"[]", "not an analysis"),
        (b"{}", "no schema_version"),
        (b"not json", "not an analysis"),
        (b'{"schema_version": 1}', "no schema_version"),
        (b'{"schema_version": "one"}', "no schema_version"),
        (b'{"schema_version": "0"}', "no schema_version 0"),
        (b'{"schema_version": "2"}', "newer seamline"),
        (b'{"schema_version": "1"}', r"missing required field `tool`"),
        (b'{"a":' * 100_000, "not an analysis"),
        (b'{"schema_version": "1", "modules": ' + b"[" * 100_000, "not an analysis"),
    ],
)
def test_what_is_no_analysis_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "some.json"
    file.write_bytes(data)
    with pytest.raises(InvalidAnalysis, match=said) as caught:
        load(file)
    assert str(file) in caught.value.message
    assert caught.value.hint


def test_the_place_of_a_mistake_is_named() -> None:
    document = json.loads(dump(shop()))
    document["modules"][3]["lines"] = "many"
    with pytest.raises(InvalidAnalysis, match=r"`\$\.modules\[3\]\.lines`"):
        parse(json.dumps(document).encode())


def test_a_packed_document_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "analysis.json.gz"
    file.write_bytes(gzip.compress(dump(shop()).encode()))
    assert load(file) == parse(dump(shop()).encode())


@pytest.mark.parametrize("cut", [slice(0, -20), slice(0, 12)])
def test_a_broken_packed_document_is_refused(cut: slice, tmp_path: Path) -> None:
    file = tmp_path / "analysis.json.gz"
    file.write_bytes(gzip.compress(dump(shop()).encode())[cut])
    with pytest.raises(InvalidAnalysis, match="not an analysis"):
        load(file)
