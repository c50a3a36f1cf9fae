"""`text(...)` of SQLAlchemy: what is told its parameters is still the statement."""

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
