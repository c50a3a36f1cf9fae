"""`certain` is what the code names where it stands, by a class or through its module."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.program import codebase_of

DJANGO = """
    from django.db import models

    class Order(models.Model):
        number = models.IntegerField()

        @classmethod
        def first(klass):
            return klass.objects.first()
"""

SQLALCHEMY = """
    from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
    from sqlalchemy.orm import declarative_base, relationship

    Base = declarative_base()

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)
        customer_id = Column(ForeignKey("customers.id"))
        customer = relationship("Customer")

    class Customer(Base):
        __tablename__ = "customers"
        id = Column(Integer, primary_key=True)

    marks = Table("marks", Base.metadata, Column("order_id", ForeignKey("orders.id")))
"""


def _confidences(models: str, body: str) -> set[str]:
    files = {"shop/__init__.py": "", "shop/models.py": models, "shop/use.py": body}
    return {
        f"{access.table} {access.operation} {access.confidence}"
        for access in codebase_of(files).accesses
        if access.module == "shop.use"
    }


@pytest.mark.parametrize(
    ("body", "confidence"),
    [
        ("from shop import models\ndef f(): return models.Order.objects.get()", "certain"),
        ("import shop.models\ndef f(): return shop.models.Order.objects.get()", "certain"),
        ("def f():\n    from shop.models import Order\n    return Order.objects.get()", "certain"),
        ("from shop.models import Order\nLATEST = Order.objects.order_by('pk')", "likely"),
        ("from shop.models import Order\nclass C:\n    queryset = Order.objects.all()", "likely"),
        (
            "from shop.models import Order\ndef f():\n    one = Order\n    return one.objects.get()",
            "likely",
        ),
        (
            "from shop.models import Order\ndef f(model): return model.objects.get()\nf(Order)",
            "likely",
        ),
    ],
)
def test_a_model_is_named_by_its_class_and_its_module(body: str, confidence: str) -> None:
    assert _confidences(DJANGO, body) == {f"shop_order read {confidence}"}


def test_a_class_methods_class_is_not_named_whatever_it_is_called() -> None:
    accesses = codebase_of({"shop/__init__.py": "", "shop/models.py": DJANGO}).accesses
    assert {access.confidence for access in accesses} == {"likely"}


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("session.query(models.Order).count()", {"orders read certain"}),
        ("session.execute(models.marks.insert())", {"marks write certain"}),
        ("session.add(models.Order())", {"orders write certain"}),
        (
            "session.query(models.Order).join(models.Order.customer).all()",
            {"orders read certain", "customers read likely"},
        ),
        (
            "session.query(models.Order).filter(models.Order.customer == who).all()",
            {"orders read certain"},
        ),
        ("session.query(models.Order).filter_by(id=1).delete()", {"orders write certain"}),
        (
            "session.query(models.Order).delete(synchronize_session='fetch')",
            {"orders read certain", "orders write certain"},
        ),
    ],
)
def test_what_a_query_names_and_what_it_only_comes_to(call: str, expected: set[str]) -> None:
    body = f"from shop import models\ndef f(session, who):\n    {call}\n"
    assert _confidences(SQLALCHEMY, body) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Order.objects.filter(number=1).update(number=2)", {"shop_order write certain"}),
        (
            "Order.objects.filter(customer__name='x').update(number=2)",
            {
                "shop_order write certain",
                "shop_order read certain",
                "shop_customer read certain",
            },
        ),
        ("Order.objects.none()", set()),
    ],
)
def test_an_update_reads_only_to_look_through_relations(call: str, expected: set[str]) -> None:
    models = """
        from django.db import models

        class Customer(models.Model):
            name = models.TextField()

        class Order(models.Model):
            number = models.IntegerField()
            customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    """
    body = f"from shop.models import Order\ndef f():\n    return {call}\n"
    assert _confidences(models, body) == expected


JOINS = """
    from django.db import models

    class Careful(models.Manager):
        def filter(self, *args, **kwargs):
            return super().filter(*args, **kwargs)

    class Customer(models.Model):
        name = models.TextField()

    class Order(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE)
        objects = Careful()
        plain = models.Manager()

    def named():
        return Order.objects.filter(customer__name="")
"""


def test_what_a_query_joins_by_way_of_others_is_not_certain() -> None:
    body = """
        from django.db.models import Q
        from shop.models import Order, named
        def f(): return Order.objects.filter(pk=1).first()
    """
    assert _confidences(JOINS, dedent(body)) == {"shop_order read certain"}
    other = "def g(): return named().first()\n"
    assert "shop_customer read likely" in _confidences(JOINS, dedent(body) + other)
    own = "def h(): return Order.objects.filter(Q(customer__name='')).first()\n"
    assert "shop_customer read certain" in _confidences(JOINS, dedent(body) + own)
    chained = "def f(): return Order.plain.filter(customer__name='').first()\n"
    found = _confidences(JOINS, "from shop.models import Order\n" + chained)
    assert "shop_customer read certain" in found


def test_what_scopes_and_orders_join_of_rows_that_are_fetched_along_is_not_certain() -> None:
    models = """
        from django.db import models
        from django_scopes import ScopedManager

        class Store(models.Model):
            pass

        class Order(models.Model):
            store = models.ForeignKey(Store, models.CASCADE)

        class Product(models.Model):
            name = models.TextField()

        class Line(models.Model):
            order = models.ForeignKey(Order, models.CASCADE)
            product = models.ForeignKey(Product, models.CASCADE, related_name="lines")
            shelf = models.ForeignKey("Shelf", models.CASCADE)
            objects = ScopedManager(store="order__store")

            class Meta:
                ordering = ["shelf__name"]

        class Shelf(models.Model):
            name = models.TextField()
    """
    body = """
        from shop.models import Product
        def f(): return list(Product.objects.prefetch_related("lines"))
    """
    found = _confidences(models, dedent(body))
    assert {"shop_product read certain", "shop_line read certain"} <= found
    assert {"shop_order read likely", "shop_shelf read likely"} <= found
