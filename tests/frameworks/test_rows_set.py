"""Rows whose attributes are set, however they are come by: what a result's rows hold."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

_MODELS = """
    from sqlalchemy import Column, ForeignKey, Integer, select
    from sqlalchemy.orm import declarative_base, relationship

    class Lent:
        def __setitem__(self, key, value):
            setattr(self, key, value)

    Base = declarative_base()

    class Order(Lent, Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)

    class Bill(Base):
        __tablename__ = "bill"
        id = Column(Integer, primary_key=True)
        order_id = Column(ForeignKey("orders.id"))
        order = relationship(Order)

        def __iter__(self):
            return iter([Order()])
    """
_WRITES = {
    "of a name that is not known": (
        "bill = session.get(Bill, 1)\n    for key, value in data.items(): setattr(bill, key, value)",
        "bill",
    ),
    "by its class's name": (
        "for row in session.execute(select(Order)).all(): row.Order.id = 1",
        "orders",
    ),
    "by its class's name among others": (
        "for row in session.execute(select(Order, Bill)): row.Bill.id = 1",
        "bill",
    ),
    "by its place": ("session.execute(select(Order)).first()[0].id = 1", "orders"),
    "unpacked": ("row, = session.execute(select(Order)).first()\n    row.id = 1", "orders"),
    "unpacked in a loop": ("for (row,) in session.execute(select(Order)): row.id = 1", "orders"),
    "made where another is given it": ("Bill(order=Order(id=1))", "orders"),
    "with parts of its own": ("for row in session.get(Bill, 1): row.id = 1", "orders"),
}
_NOT = {
    "of a row that is only told of": "Bill(order=session.get(Order, 1))",
    "of an attribute that is no column": "session.get(Order, 1).shown = True",
    "of what is no row": "for key in data: setattr(data, key, 1)",
}


def _written(body: str) -> set[str]:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/views.py": f"from shop.models import *\ndef f(session, data):\n    {body}\n",
    }
    return {a.table for a in codebase_of(files).accesses if a.operation == "write"}


@pytest.mark.parametrize(("body", "table"), _WRITES.values(), ids=_WRITES)
def test_a_row_is_written_whose_attribute_is_set(body: str, table: str) -> None:
    """And no other: what a base lends all its heirs nobody has used."""
    assert _written(body) == {table}


@pytest.mark.parametrize("body", _NOT.values(), ids=_NOT)
def test_nothing_else_is_written(body: str) -> None:
    """An attribute that is not mapped stays in memory."""
    assert not _written(body)
