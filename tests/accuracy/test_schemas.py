"""What is asked where a framework's registry is new to the harness, or there is none."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.accuracy.inside import schema_sqlite
from tests.accuracy.inside.parties import Parties
from tests.accuracy.truth import read_schema


def test_a_database_tells_of_its_tables_and_of_no_module(tmp_path: Path) -> None:
    file = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT)")
        connection.execute("CREATE TABLE lines (of_id INTEGER REFERENCES orders (id), note TEXT)")
    answer = {"tables": schema_sqlite.tables(file), "loaded": [""], "refused": []}
    real = read_schema(json.dumps(answer), Parties(("shop",)))
    assert sorted(real.tables) == ["lines", "orders"]
    assert real.tables["lines"].columns == ("of_id", "note")
    assert real.tables["lines"].keys == (("lines", "of_id", "orders"),)
    assert real.tables["lines"].homes == ()
