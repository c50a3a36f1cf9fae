"""Which tables a statement uses, whatever the dialect and the driver's placeholders."""

from __future__ import annotations

import pytest

from analyzer.frameworks.sql import statement_uses
from analyzer.resolution.values import UNKNOWN_PART


def _words(sql: str) -> list[str]:
    uses = statement_uses(sql)
    assert uses is not None
    return [
        f"{schema + '.' if schema else ''}{name} {operation}" for name, schema, operation in uses
    ]


@pytest.mark.parametrize(
    ("sql", "uses"),
    [
        ("SELECT * FROM a JOIN s.b ON a.id = b.a WHERE a.x = %s", ["a read", "s.b read"]),
        ("SELECT (SELECT max(x) FROM b) FROM a", ["a read", "b read"]),
        ("SELECT x FROM a UNION ALL SELECT y FROM b", ["a read", "b read"]),
        ("INSERT INTO a (x) SELECT y FROM b WHERE z = :z", ["a write", "b read"]),
        ("INSERT INTO a (x) VALUES (?) ON CONFLICT (x) DO UPDATE SET x = 1", ["a write"]),
        ("UPDATE a SET x = u.y FROM u WHERE a.id = u.id", ["a write", "u read"]),
        ("UPDATE a JOIN b ON a.i = b.i SET a.x = 1", ["a write", "b read"]),
        (
            "WITH c AS (SELECT 1 FROM d) DELETE FROM e USING c WHERE e.id = c.id",
            ["d read", "e write"],
        ),
        ("DELETE FROM a WHERE id IN (SELECT id FROM b)", ["a write", "b read"]),
        ("TRUNCATE TABLE a", ["a write"]),
        ("UPDATE a SET y = %(y)s WHERE id IN ({ids})", ["a write"]),
        (f"SELECT x FROM {UNKNOWN_PART} JOIN a ON 1 = 1", ["a read"]),
        ("CREATE TABLE a (x int)", []),
        ("SELECT relname FROM pg_class", []),
        ("SELECT 1; DELETE FROM a", ["a write"]),
        ("SELECT `x` FROM `a` LIMIT 5, 10", ["a read"]),
    ],
)
def test_tables_and_operations(sql: str, uses: list[str]) -> None:
    assert _words(sql) == uses


def test_what_no_dialect_parses_is_said_to_be_so() -> None:
    assert statement_uses("select nonsense from from") is None
