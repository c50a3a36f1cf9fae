"""What commits as one where a driver's own connections, or Peewee's databases, run statements."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import codebase_of

_ONE = "conn.execute('INSERT INTO orders (id) VALUES (1)')"
_TWO = "conn.execute('UPDATE bills SET paid = 1')"


def _written(code: str, **files: str) -> list[tuple[str, ...]]:
    shop = {f"shop/{name}.py": source for name, source in files.items()}
    views = {"shop/__init__.py": "", "shop/views.py": textwrap.dedent(code)}
    return [row.tables_written for row in codebase_of({**views, **shop}).transactions]


@pytest.mark.parametrize(
    "connection",
    [
        "conn = sqlite3.connect('shop.db')",
        "conn = pool.getconn()",
        "conn = g.db",
    ],
)
def test_a_commit_of_a_connection_ends_a_transaction(connection: str) -> None:
    """One that a driver gave, and one that goes by that name."""
    code = f"""
        import sqlite3
        from flask import g
        from psycopg2.pool import ThreadedConnectionPool

        pool = ThreadedConnectionPool(1, 2)

        def pay():
            {connection}
            {_ONE}
            {_TWO}
            conn.commit()
    """
    assert _written(code) == [("bills", "orders")]


@pytest.mark.parametrize(
    "commit", ["repository.commit()", "conn.commit('message')", "conn.close()"]
)
def test_what_else_commits_is_none(commit: str) -> None:
    """Neither what is not called a connection, nor what says why."""
    assert _written(f"def pay(repository, conn):\n    {_ONE}\n    {commit}\n") == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("with sqlite3.connect('shop.db') as conn", [("bills", "orders")]),
        ("async with psycopg.connect().transaction() as conn", [("bills", "orders")]),
        ("async with databases.Database('shop.db').transaction() as conn", [("bills", "orders")]),
        ("async with aiosqlite.connect('shop.db') as conn", []),
    ],
)
def test_a_block_may_commit(block: str, expected: list[tuple[str, ...]]) -> None:
    """Those of some drivers only close the connection."""
    code = f"""
        import aiosqlite, databases, psycopg, sqlite3

        async def pay():
            {block}:
                {_ONE}
                {_TWO}
    """
    assert _written(code) == expected


def test_a_database_that_peewee_keeps_with_its_models_begins_transactions() -> None:
    """`Order._meta.database.atomic()`."""
    models = textwrap.dedent("""
        from peewee import IntegerField, Model

        class Order(Model):
            number = IntegerField()
    """)
    code = """
        from shop.models import Order

        def pay():
            with Order._meta.database.atomic():
                Order.create(number=1)
    """
    assert _written(code, models=models) == [("order",)]


def test_the_catalogue_of_an_extension_has_no_tables() -> None:
    """TimescaleDB describes its tables in a schema of its own."""
    code = """
        def sizes(conn):
            conn.execute("SELECT * FROM timescaledb_information.hypertables")
            conn.execute("SELECT * FROM orders")
    """
    files = {"shop/__init__.py": "", "shop/views.py": textwrap.dedent(code)}
    assert [table.name for table in codebase_of(files).tables] == ["orders"]
