"""Which columns of rows are read and set."""

from __future__ import annotations

from collections.abc import Mapping

from tests.program import codebase_of

DJANGO = {
    "shop/__init__.py": "",
    "shop/models.py": """
        from django.db import models

        class Customer(models.Model):
            name = models.CharField(max_length=9)

        class Order(models.Model):
            customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
            status = models.CharField(max_length=9, db_column="state")
            paid = models.BooleanField()
        """,
    "shop/sales.py": """
        from shop.models import Order

        def place(customer):
            return Order.objects.create(customer=customer, status="new")

        def show(pk):
            order = Order.objects.get(pk=pk)
            return order.status, order.customer.name

        def cancel(pk):
            order = Order.objects.get(pk=pk)
            order.status = "gone"
            order.save()
        """,
    "shop/billing.py": """
        from shop.models import Order

        def pay(pk):
            Order.objects.filter(pk=pk).update(paid=True)
        """,
}

SQLALCHEMY = {
    "shop/__init__.py": "",
    "shop/models.py": """
        from sqlalchemy import Boolean, Column, Integer, String
        from sqlalchemy.orm import declarative_base

        Base = declarative_base()

        class Order(Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)
            status = Column("state", String)
            paid = Column(Boolean)
        """,
    "shop/sales.py": """
        from shop.models import Order

        def place(session):
            session.add(Order(status="new"))

        def pay(session, pk):
            order = session.get(Order, pk)
            order.paid = order.status != "gone"
        """,
}


def columns(files: Mapping[str, str]) -> set[str]:
    return {
        f"{use.module}.{use.function} {use.table}.{use.column} {use.operation}"
        for use in codebase_of(files).columns
    }


def test_django_rows_tell_which_columns_are_used() -> None:
    assert columns(DJANGO) == {
        "shop.billing.pay shop_order.paid write",
        "shop.sales.cancel shop_order.state write",
        "shop.sales.place shop_order.customer_id write",
        "shop.sales.place shop_order.state write",
        "shop.sales.show shop_customer.name read",
        "shop.sales.show shop_order.customer_id read",
        "shop.sales.show shop_order.state read",
    }


def test_sqlalchemy_rows_tell_which_columns_are_used() -> None:
    assert columns(SQLALCHEMY) == {
        "shop.sales.pay orders.paid write",
        "shop.sales.pay orders.state read",
        "shop.sales.place orders.state write",
    }
