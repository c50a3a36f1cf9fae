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


_INJECTED = {
    "shop/__init__.py": "",
    "shop/models.py": _FILES["shop/models.py"],
    "shop/deps.py": """
        from typing import Annotated
        from fastapi import Depends
        from sqlalchemy.orm import Session
        from .models import Bill, Order

        def current_order():
            return Session().get(Order, 1)

        def last_bill():
            return Session().get(Bill, 1)

        CurrentOrder = Annotated[Order, Depends(current_order)]
    """,
    "shop/views.py": """
        from typing import Annotated
        from fastapi import APIRouter, Depends
        from .deps import CurrentOrder, current_order, last_bill

        router = APIRouter()

        @router.get("/named")
        def named(order: CurrentOrder):
            return order

        @router.get("/inline")
        def inline(bill: Annotated[object, Depends(last_bill)]):
            return bill

        @router.get("/default")
        def default(bill=Depends(last_bill)):
            return bill

        @router.get("/before", dependencies=[Depends(current_order)])
        def before():
            return None

        @router.get("/none")
        def none(bill: Annotated[object, "Depends(last_bill)"]):
            return None
    """,
}


def test_what_fastapi_has_run_before_a_route() -> None:
    points = {point.name: point.tables for point in codebase_of(_INJECTED).entry_points}
    assert points == {
        "/before": ("orders",),
        "/default": ("bill",),
        "/inline": ("bill",),
        "/named": ("orders",),
        "/none": (),
    }
