"""What a database itself says, where no framework keeps a registry: SQLite's catalogue."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

# Not those in which a module of SQLite keeps what a virtual table holds.
NAMES = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'
"""


def tables(database: Path) -> list[dict[str, Any]]:
    """Return each table of a file; all are the project's own, and no module is said to define one."""
    with closing(sqlite3.connect(database)) as connection:
        names = sorted(name for (name,) in connection.execute(NAMES))
        return [_table(connection, name) for name in names]


def _table(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    columns = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
    keys = connection.execute(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (name,)
    )
    return {
        "table": name,
        "module": None,
        "own": True,
        "class": None,
        "columns": [column for (column,) in columns],
        "fks": sorted(
            ({"column": c, "to_table": t, "to_column": to} for c, t, to in keys),
            key=lambda key: (key["column"], key["to_table"]),
        ),
    }
