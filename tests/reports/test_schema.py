from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from analyzer.model.analysis import Analysis
from reports.document import dump
from reports.schema import FILE, schema, text
from tests.builders import EMPTY, PAYLOADS, hostile, one_module, shop

VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_shipped_schema_is_fresh() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run: python -m reports.schema"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == "urn:seamline:analysis:1"
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    assert all(definition["description"] for definition in definitions.values())


@pytest.mark.parametrize(
    "analysis",
    [EMPTY, one_module(), shop(), *map(hostile, PAYLOADS.values())],
    ids=["empty", "one module", "shop", *PAYLOADS],
)
def test_rendered_documents_are_valid(analysis: Analysis) -> None:
    VALIDATOR.validate(json.loads(dump(analysis)))


@pytest.mark.parametrize(
    ("key", "value"),
    [("schema_version", "2"), ("modules", {}), ("services", [{"id": "a"}]), ("metrics", [])],
)
def test_another_shape_is_not_valid(key: str, value: object) -> None:
    document = json.loads(dump(shop()))
    document[key] = value
    assert not VALIDATOR.is_valid(document)


def test_every_field_is_known_and_other_programs_names_are_required() -> None:
    properties, required = schema()["properties"], schema()["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    assert list(properties) == [field.name for field in msgspec.structs.fields(Analysis)]
    later = {"hubs", "memberships", "granularity", "runs"}
    later |= {
        "tie_kinds",
        "ties",
        "parts",
        "unit_costs",
        "sagas",
        "interfaces",
        "chains",
        "roadmap",
        "shared_settings",
    }
    assert properties.keys() - required == {"summary", "sharing", "excerpts"} | later
