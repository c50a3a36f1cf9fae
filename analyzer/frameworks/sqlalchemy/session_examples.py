"""What sessions do by themselves, shown on little programs."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy({options})

class Company(db.Model):
    id = db.Column(db.Integer, primary_key=True)

class Owner(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    company_id = db.Column(db.ForeignKey("company.id"))
    company = db.relationship(Company, lazy="joined")
    email = db.Column(db.String)

def save(row):
    db.session.add(row)
    db.session.commit()
"""
_TABLES = {"company": ("id",), "owner": ("id", "company_id", "email")}
_WELCOMING = """
    from shop.models import Company, Owner, save

    def welcome(owner: Owner):
        print(owner.email)
        save(Company())

    def invite(owner: Owner, send):
        save(Company())
        send(owner.email)
"""
# Either the one or the other: nothing is asked after the commit.
_REMINDING = """
    from shop.models import Company, Owner, save

    def remind(owner: Owner, send, is_new):
        if is_new:
            save(Company())
        elif owner.email:
            send()
"""
# The context commits when its block is left.
_LEAVING = """
    from contextlib import contextmanager
    from shop.models import Company, Owner, save

    @contextmanager
    def saving():
        yield
        save(Company())

    def look(owner: Owner, send):
        with saving():
            send(owner.email)
"""
_LEFT = _LEAVING.replace("            send(", "            pass\n        send(")
# The second turn comes after the commit of the first.
_GOING_ROUND = """
    from shop.models import Company, Owner, save

    def go_round(owners: list[Owner], send):
        for owner in owners:
            if owner.email:
                send()
            save(Company())
"""

SESSIONS = (
    Example(
        title="a row is read again, with what is loaded beside it, when it is asked after a commit",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS.replace("{options}", ""),
            "shop/going_round.py": _GOING_ROUND,
            "shop/leaving.py": _LEAVING,
            "shop/left.py": _LEFT,
            "shop/reminding.py": _REMINDING,
            "shop/welcoming.py": _WELCOMING,
        },
        tables=_TABLES,
        accesses=(
            "shop.going_round company read",
            "shop.going_round owner read",
            "shop.left company read",
            "shop.left owner read",
            "shop.models company write",
            "shop.welcoming company read",
            "shop.welcoming owner read",
        ),
    ),
    Example(
        title="not so where the session keeps what it knows",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS.replace(
                "{options}", "session_options=dict(expire_on_commit=False)"
            ),
            "shop/welcoming.py": _WELCOMING,
        },
        tables=_TABLES,
        accesses=("shop.models company write",),
    ),
    Example(
        title="a query whose rows are only changed where they are reads none of them",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS.replace("{options}", ""),
            "shop/clearing.py": """
                from shop.models import Owner, db

                def forget(query):
                    query.update({"email": None})

                def clear(company):
                    owners = db.session.query(Owner)
                    owners = owners.filter(Owner.company_id == company)
                    forget(owners)
            """,
            "shop/counting.py": """
                from shop.models import Owner, db

                def clear():
                    owners = db.session.query(Owner)
                    number = owners.count()
                    owners.delete()
                    return number
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.clearing owner write",
            "shop.counting company read",
            "shop.counting owner read",
            "shop.counting owner write",
        ),
    ),
    Example(
        title="a session that an object of somebody else's carries",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS.replace("{options}", "").replace('lazy="joined"', ""),
            "shop/views.py": """
                from pyramid.request import Request
                from shop.models import Company, Owner

                def show(request: Request):
                    company = request.db.query(Company).first()
                    request.db.add(Owner(company=company))
                    request.seen.add(company)
            """,
        },
        tables=_TABLES,
        accesses=("shop.views company read", "shop.views owner write"),
    ),
    Example(
        title="rows that save and find themselves",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from oslo_db.sqlalchemy import models
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                from sqlalchemy_mixins import ActiveRecordMixin

                Base = declarative_base()

                class Order(models.ModelBase, Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)

                class Customer(declarative_base(), ActiveRecordMixin):
                    __tablename__ = "customers"
                    id = Column(Integer, primary_key=True)
            """,
            "shop/ordering.py": """
                from shop.models import Order

                def order(handle):
                    Order().save(handle)
            """,
            "shop/greeting.py": """
                from shop.models import Customer

                def greet(key):
                    return Customer.find(key)
            """,
            "shop/context.py": """
                from shop.models import Customer

                class Context:
                    def __init__(self, environment=None):
                        self.environment = environment

                    def names(self):
                        return self.handle.db.query(Customer).all()
            """,
        },
        tables={"customers": ("id",), "orders": ("id",)},
        accesses=(
            "shop.context customers read",
            "shop.greeting customers read",
            "shop.ordering orders write",
        ),
    ),
    Example(
        title="rows hand themselves to their session, by methods of a base that is not known",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, Integer
                from company.records import Base

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)

                class Customer(Base):
                    __tablename__ = "customers"
                    id = Column(Integer, primary_key=True)
            """,
            "shop/ordering.py": """
                from shop.models import Order

                def order():
                    Order().add().commit()
            """,
            "shop/forgetting.py": """
                from shop.models import Customer

                def forget(session, key):
                    customer = session.get(Customer, key)
                    customer.delete().flush()
            """,
        },
        tables={"customers": ("id",), "orders": ("id",)},
        accesses=(
            "shop.forgetting customers read",
            "shop.forgetting customers write",
            "shop.ordering orders write",
        ),
    ),
    Example(
        title="all tables, one after another",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, Integer, Table
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()
                tags = Table("tags", Base.metadata, Column("id", Integer))

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)
            """,
            "shop/emptying.py": """
                from shop.models import Base

                def empty(connection):
                    for table in reversed(Base.metadata.sorted_tables):
                        connection.execute(table.delete())
            """,
            "shop/copying.py": """
                from sqlalchemy import select
                from shop.models import Base

                def rows(connection):
                    for name, table in Base.metadata.tables.items():
                        yield name, connection.execute(select(table))
            """,
        },
        tables={"orders": ("id",), "tags": ("id",)},
        accesses=(
            "shop.copying orders read",
            "shop.copying tags read",
            "shop.emptying orders write",
            "shop.emptying tags write",
        ),
    ),
    Example(
        title="a pagination of the program's own",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS.replace("{options}", ""),
            "shop/paging.py": """
                from flask_sqlalchemy.pagination import Pagination

                class Pages(Pagination):
                    def _query_items(self):
                        select = self._query_args["select"].limit(self.per_page)
                        return self._query_args["session"].execute(select).scalars().all()
            """,
            "shop/views.py": """
                from shop.models import Company, db
                from shop.paging import Pages

                def close():
                    for company in Pages(select=db.select(Company), session=db.session).items:
                        company.id = 0
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.paging company read",
            "shop.views company read",
            "shop.views company write",
        ),
    ),
    Example(
        title="conditions that one function makes for any column",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, Integer, Table
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()
                tags = Table("tags", Base.metadata, Column("id", Integer), Column("key", Integer))

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)

                class Customer(Base):
                    __tablename__ = "customers"
                    id = Column(Integer, primary_key=True)
            """,
            "shop/comparing.py": """
                def comparison(operator):
                    def equal(column, value):
                        return column == value

                    def alike(column, value):
                        return column.like(value)

                    return equal if operator == "=" else alike
            """,
            "shop/orders.py": """
                from sqlalchemy import select
                from shop.comparing import comparison
                from shop.models import Order

                def find(session, number):
                    return session.execute(select(1).where(comparison("=")(Order.id, number)))
            """,
            "shop/customers.py": """
                from sqlalchemy import select
                from shop.comparing import comparison
                from shop.models import Customer, tags

                def find(session, number):
                    return session.execute(select(1).where(comparison("=")(Customer.id, number)))

                def tagged(session, number):
                    return session.execute(select(1).where(comparison("~")(tags.c.key, number)))
            """,
        },
        tables={"customers": ("id",), "orders": ("id",), "tags": ("id", "key")},
        accesses=(
            "shop.customers customers read",
            "shop.customers tags read",
            "shop.orders orders read",
        ),
    ),
)
