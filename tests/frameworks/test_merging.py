"""What `session.merge(row)` writes: rows that were made or changed, not those it only attaches."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import codebase_of

_MODELS = """
    from sqlalchemy import Column, Integer
    from sqlalchemy.orm import declarative_base

    Base = declarative_base()

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)
        number = Column(Integer)
    """


@pytest.mark.parametrize(
    ("body", "confidence"),
    [
        ("session.merge(order)", "likely"),
        ("return session.merge(order)", "likely"),
        ("with opened() as db:\n    db.merge(order)", "likely"),
        ("session.merge(Order(id=1))", "likely"),
        ("order = session.merge(Order(id=1))", "likely"),
        ("made = Order(id=1)\nmade = session.merge(made)", "likely"),
        ("order.number = 2\norder = session.merge(order)", "likely"),
        ("setattr(order, name, 2)\norder = session.merge(order)", "likely"),
        ("order.renumber()\norder = session.merge(order)", "likely"),
        ("order = session.merge(order)\nprint(order.number)", "guess"),
        ("copy = await session.merge(order)\nreturn copy", "guess"),
    ],
)
def test_merge_is_as_sure_to_write_as_its_function_shows(body: str, confidence: str) -> None:
    """It reads by the key whatever is merged; a write needs something that differs."""
    function = textwrap.indent(body, "    ")
    views = (
        f"from shop.models import Order\nasync def f(session, order: Order, name):\n{function}\n"
    )
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/views.py": views}
    found = [access for access in codebase_of(files).accesses if access.table == "orders"]
    sure = {"guess": 0, "likely": 1, "certain": 2}
    writes = [a.confidence for a in found if a.operation == "write"]
    assert max(writes, key=sure.__getitem__) == confidence
    assert any(a.operation == "read" and a.confidence != "guess" for a in found)


@pytest.mark.parametrize("body", ["words.merge(order)", "order.merge(order)"])
def test_other_things_merge_as_well(body: str) -> None:
    """What is not called as sessions are is none."""
    views = f"from shop.models import Order\ndef f(words, order: Order):\n    {body}\n"
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/views.py": views}
    assert not codebase_of(files).accesses


def test_what_a_merge_only_attaches_is_not_sent_by_a_commit() -> None:
    """Nobody is said to write it at the next commit."""
    views = """
        from shop.models import Order

        def attach(session, order: Order):
            order = session.merge(order)
            print(order.number)

        def finish(session, order: Order):
            attach(session, order)
            session.commit()
    """
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/views.py": views}
    codebase = codebase_of(files)
    assert not codebase.sent
    assert not [a for a in codebase.accesses if a.function == "finish" and a.operation == "write"]
