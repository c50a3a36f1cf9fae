"""Foreign keys to a column that is named through its class, whoever made the column."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import codebase_of

HELPER = """
    from sqlalchemy import Column, ForeignKey, Integer
    from sqlalchemy.orm import declarative_base
    Base = declarative_base()
    def id_column():
        return Column(Integer, primary_key=True)
    class Identified:
        id = Column(Integer, primary_key=True)
"""
MADE = """
    from shop.base import Base, Column, ForeignKey, Identified, Integer, id_column
    class Customer(Base):
        __tablename__ = "customers"
        id = id_column()
    class Order(Base):
        __tablename__ = "orders"
        id = id_column()
        customer_id = Column(Integer, ForeignKey(Customer.id))
    class Lock(Base):
        __tablename__ = "locks"
        id = id_column()
"""
MIXED = MADE.replace("(Base)", "(Identified, Base)").replace("id = id_column()", "pass")


@pytest.mark.parametrize("models", [MADE, MIXED], ids=["a helper", "a mixin"])
def test_a_column_that_many_classes_have_belongs_to_the_class_that_is_named(models: str) -> None:
    files = {"shop/__init__.py": "", "shop/base.py": HELPER, "shop/models.py": models}
    tables = codebase_of({path: textwrap.dedent(text) for path, text in files.items()}).tables
    keys = [(t.name, key.column, key.to_table) for t in tables for key in t.foreign_keys]
    assert keys == [("orders", "customer_id", "customers")]
