"""Statements of SQLAlchemy that touch no table are understood all the same."""

from __future__ import annotations

from tests.program import codebase_of

STORE = """
from sqlalchemy import text
from sqlalchemy.orm import Session

def slow_down(session: Session, seconds):
    session.execute(text("SELECT pg_sleep(:seconds)").bindparams(seconds=seconds))
"""


def test_a_statement_without_tables_is_understood_with_its_parameters() -> None:
    assert codebase_of({"store.py": STORE}).unresolved == ()


def test_what_defines_a_table_is_no_unknown_statement() -> None:
    """`self.table` may be any: its rows are not asked for."""
    store = """
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateTable

class Store:
    def __init__(self, table, connection: Connection):
        connection.execute(CreateTable(table, if_not_exists=True))
"""
    assert codebase_of({"store.py": store}).unresolved == ()
