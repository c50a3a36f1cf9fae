"""Which tables a statement uses, whatever the dialect and the driver's placeholders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.frameworks.sql.handing import is_run_by
from analyzer.frameworks.sql.statements import is_parsed, statement_uses
from analyzer.resolution.values import UNKNOWN_PART, Text
from tests.program import codebase_of


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
        ("CREATE TEMP TABLE a ON COMMIT DROP AS SELECT x FROM b", ["b read"]),
        ("SELECT relname FROM pg_class", []),
        ("SELECT 1; DELETE FROM a", ["a write"]),
        ("SELECT `x` FROM `a` LIMIT 5, 10", ["a read"]),
        ("DELETE a FROM a JOIN b ON a.id = b.id", ["a write", "b read"]),
        ("DELETE o FROM orders o JOIN b ON o.i = b.i", ["b read", "orders write"]),
        ("DELETE orders", []),
        ("SELECT x FROM orders_ JOIN a ON 1 = 1", ["a read"]),
        ("INSERT INTO  (id, name) SELECT x, y FROM b", ["b read"]),
        ("SELECT x FROM a JOIN orders_ FROM WHERE", ["a read"]),
    ],
)
def test_tables_and_operations(sql: str, uses: list[str]) -> None:
    assert _words(sql) == uses


@pytest.mark.parametrize("rest", ["AS a LIMIT 0", "LIMIT 5", "WHERE a = 1", "ORDER BY b", ""])
def test_the_next_word_is_no_table_where_its_name_is_missing(rest: str) -> None:
    assert not statement_uses(f"SELECT x FROM  {rest}")
    assert statement_uses(f'SELECT x FROM "order" FROM {rest}') == (("order", None, "read"),)


@pytest.mark.parametrize("begin", ["CREATE TRIGGER t AFTER INSERT ON a BEGIN", "drop function f"])
def test_what_a_database_is_to_run_later_is_not_run_here(begin: str) -> None:
    sql = f"{begin} UPDATE a SET x = 1 WHERE id = NEW.id; END"
    assert (statement_uses(sql), is_parsed(sql)) == ((), True)


def test_what_no_dialect_parses_is_said_to_be_so() -> None:
    assert statement_uses("select nonsense from from") is None


_TOKENS = [
    "select",
    "delete",
    "update",
    "insert",
    "merge",
    "truncate",
    "table",
    "into",
    "from",
    "set",
    "where",
    "join",
    "on",
    "with",
    "as",
    "using",
    "values",
    "when",
    "matched",
    "then",
    "not",
    "null",
    "returning",
    "union",
    "lateral",
    "alter",
    "drop",
    "a",
    "b.c",
    "1",
    "'x'",
    "*",
    "=",
    "(",
    ")",
    ",",
    ";",
]


@given(st.lists(st.sampled_from(_TOKENS), max_size=12).map(" ".join))
def test_whatever_words_of_sql_come_together_is_read_or_refused(sql: str) -> None:
    uses = statement_uses(sql)
    assert uses is None or all(operation in ("read", "write") for _, _, operation in uses)


@pytest.mark.parametrize(
    ("name", "sql", "runs"),
    [
        ("", "SELECT a FROM b", True),
        ("db_query", "\n  INSERT INTO b (a) SELECT a FROM c", True),
        ("all", "WITH c AS (SELECT 1) SELECT a FROM b, c", True),
        ("message", "Delete from basket", False),
        ("debug", "SELECT a FROM b", False),
        ("", "SELECT 1", False),
    ],
)
def test_what_is_given_a_plain_statement_runs_it(name: str, sql: str, runs: bool) -> None:
    assert is_run_by(name, Text(sql)) is runs


def _claims(files: dict[str, str]) -> list[tuple[str, str, str | None, str]]:
    accesses = codebase_of(files).accesses
    return [(a.module, a.function, a.for_module, a.confidence) for a in accesses]


def test_who_hands_a_statement_over_is_told_from_who_runs_it() -> None:
    files = {
        "a/__init__.py": "",
        "a/db.py": "def run(cursor, sql):\n    cursor.execute(sql)\n",
        "a/use.py": "from a import db\ndef f(c):\n    db.run(c, 'SELECT x FROM y')\n",
    }
    assert _claims(files) == [
        ("a.db", "run", "a.use", "likely"),
        ("a.use", "f", None, "certain"),
    ]


def test_statements_handed_over_where_classes_are_declared_are_their_callers() -> None:
    files = {
        "a/__init__.py": "",
        "a/db.py": (
            "class Connection:\n"
            "    def one(self, query, model=None):\n"
            "        return self.raw.execute(query)\n"
            "class Database:\n"
            "    def one(self, query, model=None):\n"
            "        return Connection().one(query, model)\n"
        ),
        "a/use.py": (
            "from a.db import Database\n"
            "db = Database()\n"
            "class Loan: pass\n"
            "FIRST = db.one('SELECT x FROM loan', Loan)\n"
            "def f():\n"
            "    class Row: pass\n"
            "    return db.one('SELECT x FROM shelf', Row)\n"
        ),
    }
    assert _claims(files) == [
        ("a.db", "Connection.one", "a.use", "likely"),
        ("a.db", "Connection.one", "a.use", "likely"),
        ("a.use", "", None, "certain"),
        ("a.use", "f", None, "certain"),
    ]


def test_strings_of_one_callback_are_not_those_of_another() -> None:
    files = {
        "a/__init__.py": "",
        "a/run.py": "def later(f, *args):\n    f(*args)\n",
        "a/db.py": "def count(table):\n    c.execute(f'SELECT 1 FROM {table}')\n",
        "a/use.py": (
            "from a import db, run\n"
            "run.later(db.count, 'orders')\n"
            "run.later(lambda word: print(word), 'GET')\n"
            "def hear(word): pass\n"
            "run.later(hear, 'POST')\n"
        ),
    }
    assert not {table for table in codebase_of(files).tables if table.name in ("GET", "POST")}


@pytest.mark.parametrize(
    ("sql", "codes"),
    [
        ("f'ALTER SEQUENCE orders_id_seq RESTART WITH {number}'", []),
        ("f'SELECT x FROM main.{table}'", ["dynamic-sql"]),
    ],
)
def test_only_a_statement_about_an_unknown_table_is_dynamic(sql: str, codes: list[str]) -> None:
    source = f"def f(cursor, number, table):\n    cursor.execute({sql})\n"
    files = {"a/__init__.py": "", "a/x.py": source}
    assert [diagnostic.code for diagnostic in codebase_of(files).unresolved] == codes


def test_of_what_no_dialect_parses_the_tables_are_read_that_stand_in_their_places() -> None:
    gathered = """
        SELECT t.id, EXTRACT(day FROM t.due) FROM orders AS t WHERE a = 1 WHERE note = 'FROM x'
        LEFT JOIN shop."line" AS l ON JOIN LATERAL (SELECT 1) WHERE b IS NOT DISTINCT FROM c
    """
    assert statement_uses(gathered) == (("line", "shop", "read"), ("orders", None, "read"))
    assert not is_parsed(gathered)
    assert statement_uses("DELETE FROM stock WHERE AND WHERE") == (("stock", None, "write"),)
    assert statement_uses("INSERT INTO stock (a) WHERE AND WHERE") == (("stock", None, "write"),)
    assert statement_uses('SELECT a FROM "" WHERE AND WHERE') is None
    assert statement_uses("Delete a thing from the list of things or so from there") is None


def _tables(*statements: str) -> dict[str, tuple[str, ...]]:
    runs = "".join(f"    cursor.execute({text!r})\n" for text in statements)
    found = codebase_of({"a/__init__.py": "", "a/db.py": f"def change(cursor):\n{runs}"}).tables
    return {table.name: tuple(column.name for column in table.columns) for table in found}


@pytest.mark.parametrize(
    "copying",
    [
        (
            "CREATE TABLE new_loan (id int, due date)",
            "INSERT INTO new_loan (id) SELECT id FROM loan",
            "DROP TABLE loan",
            "ALTER TABLE new_loan RENAME TO loan",
        ),
        (
            "ALTER TABLE loan RENAME TO old_loan",
            "INSERT INTO loan (id) SELECT id FROM old_loan",
            "DROP TABLE IF EXISTS old_loan",
        ),
        (
            "CREATE TABLE new_loan (id int, due date)",
            "INSERT INTO new_loan (id) SELECT id FROM loan",
            "ALTER TABLE loan RENAME TO loan_backup",
            "ALTER TABLE new_loan RENAME TO loan",
            "DROP TABLE loan_backup",
        ),
    ],
)
def test_a_copy_that_takes_over_the_name_is_no_table_of_its_own(copying: tuple[str, ...]) -> None:
    made = "CREATE TABLE loan (id int, due date)"
    assert _tables(made, *copying) == {"loan": ("id", "due")}


def test_a_table_that_is_only_dropped_or_renamed_is_still_one() -> None:
    renamed = _tables("CREATE TABLE loan (id int)", "ALTER TABLE loan RENAME TO lending")
    assert list(renamed) == ["loan"]
    assert list(_tables("SELECT id FROM loan", "DROP TABLE loan")) == ["loan"]


def test_pieces_that_a_helper_joins_are_a_statement_each() -> None:
    files = {
        "a/__init__.py": "",
        "a/db.py": (
            "def run(cursor, sql):\n"
            "    if isinstance(sql, (list, tuple)):\n"
            "        sql = ' '.join(sql)\n"
            "    cursor.execute(sql)\n"
        ),
        "a/use.py": (
            "from a import db\n"
            "def make(c):\n"
            "    db.run(c, ['CREATE TABLE loan (', 'id int);'])\n"
            "    db.run(c, ['CREATE TABLE shelf (', 'id int, room int);'])\n"
            "    db.run(c, ['SELECT name FROM sqlite_master', 'WHERE name IN (1)'])\n"
            "def count(c):\n"
            "    db.run(c, ['SELECT id', 'FROM loan'])\n"
        ),
    }
    found = codebase_of(files)
    assert {t.name: [c.name for c in t.columns] for t in found.tables} == {
        "loan": ["id"],
        "shelf": ["id", "room"],
    }
    assert _claims(files) == [
        ("a.db", "run", "a.use", "likely"),
        ("a.use", "count", None, "certain"),
    ]


def test_what_a_page_says_is_no_statement() -> None:
    files = {
        "a/__init__.py": "",
        "a/pages.py": """
            from tagflow import text as label
            from sqlalchemy import text
            from elsewhere import page, session

            def show():
                label("Update Email")
                label("Update orders set by others")
                text("Update Status")
                page.query("Delete everything")
                session.execute(text("update orders set paid = 1"))
        """,
    }
    codebase = codebase_of(files)
    assert [(a.table, a.operation) for a in codebase.accesses] == [("orders", "write")]
    assert codebase.unresolved == ()


@pytest.mark.parametrize(
    ("sql", "uses"),
    [
        ("SELECT id FROM hints INDEXED BY by_hint WHERE hint = ?", {"hints read"}),
        ("SELECT id FROM hints NOT INDEXED WHERE hint = ?", {"hints read"}),
        ('UPDATE coins INDEXED BY "by_id" SET spent = 1', {"coins write"}),
        ("UPDATE OR IGNORE coins SET spent = 1", {"coins write"}),
        ("REPLACE INTO coins ('id', 'spent') VALUES (?, ?)", {"coins write"}),
        (f"SELECT id FROM hints WHERE hint IN ({UNKNOWN_PART}?)", {"hints read"}),
        (
            f"SELECT * FROM hints WHERE id = ? {UNKNOWN_PART}ORDER BY id{UNKNOWN_PART}",
            {"hints read"},
        ),
        ("CREATE UNIQUE INDEX other.by_id ON hints(id) WHERE id = 1", set()),
    ],
)
def test_what_one_database_alone_has_changes_nothing_of_the_tables(
    sql: str, uses: set[str]
) -> None:
    assert is_parsed(sql)
    assert {f"{table} {operation}" for table, _, operation in statement_uses(sql) or ()} == uses


def test_a_name_that_is_put_together_is_not_read_as_what_is_left_of_it() -> None:
    """Only what is no table's name may be nothing."""
    sql = f"SELECT * FROM {UNKNOWN_PART}hints WHERE id IN ({UNKNOWN_PART}?)"
    assert not is_parsed(sql)
