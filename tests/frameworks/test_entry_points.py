"""Which tables an entry point reaches: through what it calls, and what it inherits."""

from __future__ import annotations

from tests.program import codebase_of

_FILES = {
    "shop/__init__.py": "",
    "shop/models.py": """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base

        Base = declarative_base()

        class Order(Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)

        class Bill(Base):
            __tablename__ = "bill"
            id = Column(Integer, primary_key=True)
    """,
    "shop/base.py": """
        from tornado.web import RequestHandler

        class Listing(RequestHandler):
            model = None

            def get(self):
                return self.settings["session"].query(self.model).all()
    """,
    "shop/views.py": """
        from shop.base import Listing
        from shop.models import Bill, Order

        class Orders(Listing):
            model = Order

        class Bills(Listing):
            model = Bill

        handlers = [("/orders", Orders), ("/bills", Bills)]
    """,
}


def test_a_class_reaches_what_its_inherited_methods_do_for_it() -> None:
    """Not what they do for others."""
    found = {point.name: point.tables for point in codebase_of(_FILES).entry_points}
    assert found == {"/orders": ("orders",), "/bills": ("bill",)}
