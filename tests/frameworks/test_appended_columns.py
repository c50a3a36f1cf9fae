"""Columns and keys that a table of SQLAlchemy is given after its declaration."""

from __future__ import annotations

import textwrap

from tests.program import codebase_of

MODELS = """
    from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer
    from sqlalchemy.orm import declarative_base

    Base = declarative_base()

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)

    class Line(Base):
        __tablename__ = "lines"
        id = Column(Integer, primary_key=True)
        order_id = Column(Integer)

    Order.__table__.append_column(Column("parent_id", ForeignKey("orders.id")))
    Line.__table__.append_constraint(ForeignKeyConstraint(["order_id"], ["orders.id"]))
"""


def test_keys_that_are_added_later_count() -> None:
    """A column brings its key along; a constraint is one for a column that was there."""
    tables = codebase_of({"shop.py": textwrap.dedent(MODELS)}).tables
    found = {(t.name, ref.column, ref.to_table) for t in tables for ref in t.foreign_keys}
    assert found == {("lines", "order_id", "orders"), ("orders", "parent_id", "orders")}
