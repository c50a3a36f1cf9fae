"""The JSON Schema of the analysis document, made from the model.

`python -m reports.schema` writes it anew beside this file after a change of the model.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from analyzer.model.analysis import SCHEMA_VERSION, Analysis
from reports.document import ADDITIONS

FILE = Path(__file__).with_name("analysis.schema.json")


def schema() -> dict[str, object]:
    """JSON Schema, draft 2020-12; a field that only this program adds is not required."""
    (_,), components = msgspec.json.schema_components([Analysis], ref_template="#/$defs/{name}")
    analysis = components.pop("Analysis")
    analysis["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    required = [name for name in analysis["required"] if name not in ADDITIONS]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:seamline:analysis:{SCHEMA_VERSION}",
        **analysis,
        "title": f"seamline analysis, version {SCHEMA_VERSION}",
        "required": required,
        "$defs": dict(sorted(components.items())),
    }


def text() -> str:
    """The schema as the file holds it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
