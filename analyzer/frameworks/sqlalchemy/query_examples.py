"""Queries that helpers of libraries make, and methods of a program's own queries."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
    from sqlalchemy import Column, Integer
    from sqlalchemy.orm import declarative_base

    Base = declarative_base()

    class Share(Base):
        __tablename__ = "shares"
        id = Column(Integer, primary_key=True)

    class Quota(Base):
        __tablename__ = "quotas"
        id = Column(Integer, primary_key=True)
"""
_TABLES = {"quotas": ("id",), "shares": ("id",)}

QUERIES = (
    Example(
        title="queries that oslo.db makes, and rows that its queries mark as deleted",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/api.py": """
                from oslo_db.sqlalchemy import utils

                def model_query(context, model, *args):
                    return utils.model_query(model=model, session=context.session, args=args)
            """,
            "shop/shares.py": """
                from shop import models
                from shop.api import model_query

                def first(context):
                    return model_query(context, models.Share).first()
            """,
            "shop/quotas.py": """
                from shop import models
                from shop.api import model_query

                def drop(context, names):
                    model_query(context, models.Quota).filter_by(name=names).soft_delete()
            """,
        },
        tables=_TABLES,
        accesses=("shop.quotas quotas write", "shop.shares shares read"),
    ),
    Example(
        title="the key of a row that was handed on before any table was known",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/quotas.py": """
                from shop.models import Quota

                def quota(session, name):
                    found = Quota(name=name)
                    session.add(found)
                    return found.id
            """,
            "shop/shares.py": """
                from shop.models import Share

                def share(session, quota_id):
                    return session.query(Share).filter(Share.id == quota_id).first()
            """,
            "shop/views.py": """
                from shop.quotas import quota
                from shop.shares import share

                def view(session):
                    class Page:
                        shown = share(session, quota(session, "first"))

                    return Page
            """,
        },
        tables=_TABLES,
        accesses=("shop.quotas quotas write", "shop.shares shares read"),
    ),
    Example(
        title="a session of the program's own that runs what it is handed in its own way",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/sessions.py": """
                from sqlalchemy.ext.asyncio import AsyncSession

                class Explaining(AsyncSession):
                    async def execute(self, statement, *args, explain=False, **options):
                        return await super().execute(statement, *args, **options)
            """,
            "shop/shares.py": """
                from sqlalchemy import delete
                from shop.models import Share
                from shop.sessions import Explaining

                async def prune(engine):
                    async with Explaining(engine) as session:
                        await session.execute(delete(Share), explain=True)
            """,
        },
        tables=_TABLES,
        accesses=("shop.sessions shares write", "shop.shares shares write"),
    ),
    Example(
        title="a loop over classes whose rows are deleted",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/shares.py": """
                from sqlalchemy.orm import Session
                from shop.models import Quota, Share

                def prune(session: Session, number):
                    for model in (Share, Quota):
                        query = session.query(model).filter(model.id < number)
                        query.delete(synchronize_session=False)
            """,
        },
        tables=_TABLES,
        accesses=("shop.shares quotas write", "shop.shares shares write"),
    ),
    Example(
        title="the row that a query for a class gives as a scalar",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/shares.py": """
                from sqlalchemy.orm import Session
                from shop.models import Quota, Share

                def drop(session: Session, number):
                    share = session.query(Share).filter(Share.id == number).scalar()
                    session.delete(share)

                def top(session: Session):
                    share = session.query(Share, Quota.id).scalar()
                    share.id = 1
            """,
        },
        tables=_TABLES,
        accesses=("shop.shares quotas read", "shop.shares shares read", "shop.shares shares write"),
    ),
    Example(
        title="a class of queries with methods of its own",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/queries.py": """
                from sqlalchemy.orm import Query

                class ShopQuery(Query):
                    def live(self):
                        return self.filter_by(deleted=False)

                    def retire(self):
                        return self.live().update({"deleted": True})
            """,
            "shop/shares.py": """
                from sqlalchemy.orm import Session
                from shop.models import Share

                def oldest(session: Session):
                    return session.query(Share).live().first()
            """,
            "shop/quotas.py": """
                from sqlalchemy.orm import Session
                from shop.models import Quota

                def retire(session: Session):
                    session.query(Quota).retire()
            """,
        },
        tables=_TABLES,
        accesses=("shop.quotas quotas write", "shop.shares shares read"),
    ),
    Example(
        title="classes of queries that models have each for themselves",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from flask_sqlalchemy import SQLAlchemy
                from flask_sqlalchemy.query import Query

                db = SQLAlchemy()

                class Share(db.Model):
                    id = db.Column(db.Integer, primary_key=True)

                    class ShareQuery(Query):
                        def get(self, key, owner):
                            return self.join(Quota).filter(Share.id == key).one()

                    query_class = ShareQuery

                class Quota(db.Model):
                    id = db.Column(db.Integer, primary_key=True)

                class Plan(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
            """,
            "shop/plans.py": """
                from shop.models import Plan

                def rename(key):
                    Plan.query.get(key).id = 2
            """,
            "shop/shares.py": """
                from shop.models import Share

                def rename(key, owner):
                    Share.query.get(key, owner).id = 2
            """,
        },
        tables={"plan": ("id",), "quota": ("id",), "share": ("id",)},
        accesses=(
            "shop.plans plan read",
            "shop.plans plan write",
            "shop.shares quota read",
            "shop.shares share read",
            "shop.shares share write",
        ),
    ),
    Example(
        title="heirs that are loaded with the rows of the class that they extend",
        files={
            "site/__init__.py": "",
            "site/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, String
                from sqlalchemy.orm import declarative_base, relationship

                Base = declarative_base()

                class Node(Base):
                    __tablename__ = "nodes"
                    id = Column(Integer, primary_key=True)
                    kind = Column(String)
                    __mapper_args__ = dict(polymorphic_on=kind, with_polymorphic="*")

                class Page(Node):
                    __tablename__ = "pages"
                    id = Column(ForeignKey(Node.id), primary_key=True)

                class Account(Base):
                    __tablename__ = "accounts"
                    id = Column(Integer, primary_key=True)
                    kind = Column(String)
                    __mapper_args__ = {"polymorphic_on": kind}

                class Person(Account):
                    __tablename__ = "people"
                    id = Column(ForeignKey(Account.id), primary_key=True)
                    __mapper_args__ = {"polymorphic_load": "inline"}

                class Firm(Account):
                    __tablename__ = "firms"
                    id = Column(ForeignKey(Account.id), primary_key=True)
            """,
            "site/tree.py": """
                from sqlalchemy.orm import Session
                from site.models import Node

                def root(session: Session):
                    return session.query(Node).first()
            """,
            "site/login.py": """
                from sqlalchemy.orm import Session
                from site.models import Account

                def who(session: Session, number):
                    return session.get(Account, number)
            """,
        },
        tables={
            "accounts": ("id", "kind"),
            "firms": ("id",),
            "nodes": ("id", "kind"),
            "pages": ("id",),
            "people": ("id",),
        },
        accesses=(
            "site.login accounts read",
            "site.login people read",
            "site.tree nodes read",
            "site.tree pages read",
        ),
    ),
)
