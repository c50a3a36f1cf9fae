"""Run in a project's environment: `python -m seamline_accuracy.ask FRAMEWORK OUTPUT`.

The variable SEAMLINE_SETUP holds code to run first: what the project needs before it answers.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from . import schema_django, schema_peewee, schema_sqlalchemy, schema_sqlite
from .importing import import_everything
from .parties import Parties, from_environment


def main(framework: str, output: str) -> None:
    """Write the framework's own account of the project's tables."""
    parties = from_environment()
    answer = ASKED[framework](parties)
    names = (name for name in list(sys.modules) if parties.is_project(name))
    answer["loaded"] = sorted([*names, *answer.get("loaded", ())])
    Path(output).write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


def _django(parties: Parties) -> dict[str, Any]:
    _set_up()
    return {"tables": schema_django.tables(), "refused": []}


def _sqlalchemy(parties: Parties) -> dict[str, Any]:
    schema_sqlalchemy.watch(import_module("sqlalchemy.sql.schema"))
    _set_up()
    refused = import_everything(parties, _skipped())
    return {"tables": schema_sqlalchemy.tables(parties), "refused": refused}


def _peewee(parties: Parties) -> dict[str, Any]:
    _set_up()
    refused = import_everything(parties, _skipped())
    return {"tables": schema_peewee.tables(), "refused": refused}


def _sqlite(parties: Parties) -> dict[str, Any]:
    """Ask the file that the setup made; what no module is said to define is judged as well."""
    _set_up()
    return {
        "tables": schema_sqlite.tables(Path(os.environ["SEAMLINE_DATABASE"])),
        "refused": [],
        "loaded": [""],
    }


ASKED = {"django": _django, "sqlalchemy": _sqlalchemy, "peewee": _peewee, "sqlite": _sqlite}


def _skipped() -> tuple[str, ...]:
    return tuple(os.environ.get("SEAMLINE_SKIP", "").split())


def _set_up() -> None:
    exec(compile(os.environ.get("SEAMLINE_SETUP", ""), "<setup>", "exec"), {})


if __name__ == "__main__":
    main(*sys.argv[1:])
