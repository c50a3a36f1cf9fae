"""A statement is certain where it is named if somebody is seen to run it; else it is likely."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

_MODELS = """
    from sqlalchemy import Column, Integer
    from sqlalchemy.orm import declarative_base, mapped_column

    Base = declarative_base()

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)
        number = Column(Integer)

    orders = Order.__table__
    """
_RUN = {
    "executed": "session.execute(select(Order))",
    "executed later": "stmt = select(Order)\n    session.scalars(stmt.where(Order.id == 1))",
    "inside of another": "session.execute(select(1).where(select(Order.id).exists()))",
    "by what it is handed to": "run(session, select(Order))",
    "by who is handed it": "run(session, built())",
    "by itself": "orders.select().execute()",
    "a query for its rows": "session.query(Order).all()",
    "a query in a loop": "for each in session.query(Order): print(each)",
    "a query by what it is handed to": "first(session.query(Order))",
    "a query as text says": "session.query(Order).from_statement(text('SELECT 1')).all()",
    "a query's statement": "session.execute(session.query(Order).statement)",
    "into a data frame": "pd.read_sql(session.query(Order).statement, session.bind)",
    "named when it goes on": "session.scalar(select(func.count()).select_from(Order))",
}
_NOT_RUN = {
    "only built": "stmt = select(Order)",
    "handed to what looks at it": "look(select(Order))",
    "handed to who knows what": "unknown.build(select(Order))",
    "given back": "return select(Order)",
    "a table's": "return orders.select().where(orders.c.id == 1)",
    "a query": "return session.query(Order)",
    "an update": "return update(Order).values(number=1)",
    "named when it goes on": "return select(func.count()).select_from(Order)",
}


def _confidences(body: str) -> set[str]:
    views = f"""
import pandas as pd
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session
from unknown import unknown
from shop.models import Order, orders
from shop.running import first, look, run

def built():
    return select(Order)

def f(session: Session):
    {body}
"""
    running = """
        def run(session, statement):
            return session.execute(statement).all()

        def first(query):
            return query.first()

        def look(statement):
            return str(statement.limit(1))
    """
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/running.py": running,
        "shop/views.py": views,
    }
    function = "built" if "built()" in body else "f"
    found = codebase_of(files).accesses
    return {a.confidence for a in found if a.module == "shop.views" and a.function == function}


@pytest.mark.parametrize("body", _RUN.values(), ids=_RUN)
def test_what_is_run_is_certain(body: str) -> None:
    """Wherever it is run."""
    assert "certain" in _confidences(body)


@pytest.mark.parametrize("body", _NOT_RUN.values(), ids=_NOT_RUN)
def test_what_nobody_is_seen_to_run_is_likely(body: str) -> None:
    """It may be run by what is not known."""
    assert _confidences(body) == {"likely"}
