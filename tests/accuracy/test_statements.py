import pytest

from tests.accuracy.statements import touched


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ('SELECT "a"."id" FROM "a" WHERE "a"."x" = %s', {("a", "R")}),
        ("SELECT * FROM a JOIN b ON a.id = b.a WHERE b.x IN (?, ?, ?)", {("a", "R"), ("b", "R")}),
        ("SELECT * FROM a WHERE EXISTS (SELECT 1 FROM c WHERE c.a = a.id)", {("a", "R"), ("c", "R")}),
        ("INSERT INTO a (x, y) VALUES (%s, %s), (%s, %s) RETURNING id", {("a", "W")}),
        ("INSERT INTO a (x) SELECT b.x FROM b", {("a", "W"), ("b", "R")}),
        ("UPDATE a SET x = %(x)s WHERE id IN (SELECT id FROM b)", {("a", "W"), ("b", "R")}),
        ("DELETE FROM a WHERE a.id = ?", {("a", "W")}),
        ("WITH q AS (SELECT * FROM a) SELECT * FROM q JOIN b", {("a", "R"), ("b", "R")}),
        ("WITH q AS (SELECT id FROM a) DELETE FROM b WHERE id IN (SELECT id FROM q)", {("a", "R"), ("b", "W")}),
        ("REPLACE INTO a (x) VALUES (?)", {("a", "W")}),
        ("SELECT x FROM a WHERE y LIKE '100%%'", {("a", "R")}),
        ("SAVEPOINT s1", set()),
        ("CREATE TABLE a (x int)", set()),
    ],
)  # fmt: skip
def test_tables_of_a_statement(statement: str, tables: set[tuple[str, str]]) -> None:
    found = touched(statement, "sqlite")
    assert found is not None
    assert set(found) == tables


def test_what_cannot_be_parsed_is_said() -> None:
    assert touched("SELECT FROM WHERE (", "sqlite") is None
