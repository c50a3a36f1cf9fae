"""What classes inherit and compute: columns of shared tables, query properties, expressions."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_STORE = """
    from sqlalchemy.orm import scoped_session, sessionmaker
    Session = scoped_session(sessionmaker())
"""

ATTRIBUTES = (
    Example(
        title="classes that share a table add columns to it, and may not want what a base brings",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, Text
                from sqlalchemy.orm import declarative_base, declared_attr

                class Common:
                    id = Column(Integer, primary_key=True)
                    made = Column(Text)

                    @declared_attr.cascading
                    def note(cls):
                        return Column(Text)

                Base = declarative_base(cls=Common)

                class Place(Base):
                    __tablename__ = "place"

                class Thing(Base):
                    __tablename__ = "thing"
                    id = None
                    key = Column(Integer, primary_key=True)
                    kind = Column(Text)
                    __mapper_args__ = {"polymorphic_on": kind}

                class Machine(Thing):
                    __mapper_args__ = {"polymorphic_identity": "machine"}
                    power = Column(Integer)
                    place_id = Column(ForeignKey("place.id"))

                class Book(Thing):
                    __tablename__ = "book"
                    key = Column(ForeignKey("thing.key"), primary_key=True)
                    title = Column(Text)
            """,
        },
        tables={
            "book": ("key", "note", "title"),
            "place": ("id", "made", "note"),
            "thing": ("key", "kind", "made", "note", "place_id", "power"),
        },
    ),
    Example(
        title="a property of the base is each class's query",
        files={
            "shop/__init__.py": "",
            "shop/store.py": _STORE,
            "shop/models.py": """
                from sqlalchemy import Column, Integer, Text
                from sqlalchemy.orm import declarative_base
                from shop.store import Session

                class Common:
                    id = Column(Integer, primary_key=True)
                    query = Session.query_property()
                    rows = Session.query_property()

                Base = declarative_base(cls=Common)

                class Order(Base):
                    __tablename__ = "orders"

                class Line(Base):
                    __tablename__ = "lines"
            """,
            "shop/views.py": """
                from shop import models

                def show():
                    return sorted(models.Order.query.all())

                def late():
                    query = models.Line.rows
                    query = query.filter(models.Line.id > 3)
                    return query.all()
            """,
        },
        tables={"lines": ("id",), "orders": ("id",)},
        accesses=("shop.views lines read", "shop.views orders read"),
    ),
    Example(
        title="columns that are computed of other tables are read with each row, or when asked for",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, Text, func, select
                from sqlalchemy.orm import column_property, declarative_base, relationship

                Base = declarative_base()

                class Line(Base):
                    __tablename__ = "lines"
                    id = Column(Integer, primary_key=True)
                    order_id = Column(ForeignKey("orders.id"))
                    price = Column(Integer)

                class Review(Base):
                    __tablename__ = "reviews"
                    id = Column(Integer, primary_key=True)
                    order_id = Column(ForeignKey("orders.id"))

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)
                    customer_id = Column(ForeignKey("customers.id"))
                    twice = column_property(id + id)

                class Customer(Base):
                    __tablename__ = "customers"
                    id = Column(Integer, primary_key=True)
                    orders = relationship(Order)

                Order.sum = column_property(
                    select(func.sum(Line.price)).where(Line.order_id == Order.id).scalar_subquery()
                )
                Order.reviews = column_property(
                    select(func.count(Review.id)).where(Review.order_id == Order.id), deferred=True
                )
            """,
            "shop/views.py": """
                from shop.models import Customer

                def show(session, key):
                    return [order.id for order in session.get(Customer, key).orders]
            """,
            "shop/board.py": """
                from shop.models import Order

                def praise(session, key):
                    return session.get(Order, key).reviews
            """,
            "shop/worth.py": """
                from shop.models import Order

                def worth(session):
                    return session.query(Order.sum).scalar()
            """,
        },
        tables={
            "customers": ("id",),
            "lines": ("id", "order_id", "price"),
            "orders": ("customer_id", "id"),
            "reviews": ("id", "order_id"),
        },
        accesses=(
            "shop.board lines read",
            "shop.board orders read",
            "shop.board reviews read",
            "shop.models lines read",
            "shop.models orders read",
            "shop.models reviews read",
            "shop.views customers read",
            "shop.views lines read",
            "shop.views orders read",
            "shop.worth lines read",
            "shop.worth orders read",
        ),
    ),
)
