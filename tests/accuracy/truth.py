"""What the projects themselves say: their tables, and which module ran which statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accuracy.inside.parties import Parties
from tests.accuracy.statements import touched

# (table, column, referenced table)
Key = tuple[str, str, str]
# (module, table, "R" or "W")
Pair = tuple[str, str, str]


@dataclass(frozen=True)
class RealTable:
    """A table of the framework's registry; `homes` are modules that may be said to define it.

    Of a database's own catalogue they are not known: then there are none.
    """

    name: str
    module: str
    homes: tuple[str, ...]
    columns: tuple[str, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class RealSchema:
    """The project's own tables, those of others and of tests, and the modules that were loaded."""

    tables: Mapping[str, RealTable]
    foreign: Mapping[str, RealTable]
    tests: frozenset[str]
    loaded: frozenset[str]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class RealPair:
    """How a pair came about: its ways, its functions, and the modules that stood on its stacks."""

    vias: frozenset[str]
    functions: tuple[str, ...]
    reach: frozenset[str]


@dataclass(frozen=True)
class RealAccesses:
    """What the suite's statements touched, of the project's own tables.

    `cut` says so where the suite did not run to its end.
    """

    pairs: Mapping[Pair, RealPair]
    statements: int
    unparsed: tuple[str, ...]
    cut: str = ""


def read_schema(text: str, parties: Parties) -> RealSchema:
    """Read what `inside/ask.py` wrote."""
    answer = json.loads(text)
    first: dict[str, RealTable] = {}
    foreign: dict[str, RealTable] = {}
    tests: set[str] = set()
    for row in answer["tables"]:
        module = row["module"] or row.get("made_in") or ""
        if row.get("own") or parties.is_first(module):
            first[row["table"]] = _table(row, module)
        elif parties.is_project(module):
            tests.add(row["table"])
        else:
            foreign[row["table"]] = _table(row, module)
    return RealSchema(
        first,
        {name: table for name, table in foreign.items() if name not in first},
        frozenset(tests - set(first)),
        frozenset(answer["loaded"]),
        tuple(answer["refused"]),
    )


def _table(row: Mapping[str, Any], module: str) -> RealTable:
    name = row["table"]
    homes = {module, row.get("made_in") or module, row.get("defined_in") or module} - {""}
    return RealTable(
        name=name,
        module=module,
        homes=tuple(sorted(homes)),
        columns=tuple(row["columns"]),
        keys=tuple((name, key["column"], key["to_table"]) for key in row["fks"]),
    )


def read_accesses(folder: Path, tables: frozenset[str]) -> RealAccesses:
    """Read what the recorder wrote, and find the tables of each statement."""
    rows: dict[Pair, list[dict[str, Any]]] = {}
    unparsed: set[str] = set()
    count = 0
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
            count += row["count"]
            found = touched(row["statement"], row["dialect"])
            if found is None:
                unparsed.add(row["statement"])
            for table, operation in found or ():
                if table in tables:
                    rows.setdefault((row["module"], table, operation), []).append(row)
    pairs = {pair: _pair(rows[pair]) for pair in sorted(rows)}
    cut = folder / "cut"
    note = cut.read_text(encoding="utf-8").strip() if cut.exists() else ""
    return RealAccesses(pairs, count, tuple(sorted(unparsed)), note)


def _pair(rows: list[dict[str, Any]]) -> RealPair:
    return RealPair(
        vias=frozenset(row["via"] for row in rows),
        functions=tuple(sorted({row["function"] for row in rows})),
        reach=frozenset(module for row in rows for module in row["reach"]),
    )
