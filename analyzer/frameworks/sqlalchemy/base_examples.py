"""Bases that name their heirs' tables, and objects of Flask-SQLAlchemy that come from elsewhere."""

from __future__ import annotations

from analyzer.frameworks.base import Example

BASES = (
    Example(
        title="a base that is handed to `declarative_base`, and names heirs of heirs as well",
        files={
            "shop/__init__.py": """
                from sqlalchemy.ext.declarative import declarative_base
                from shop.base import Named

                Base = declarative_base(cls=Named)
            """,
            "shop/text.py": r"""
                import re

                def snake(text):
                    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", text).lower()
            """,
            "shop/base.py": """
                from sqlalchemy.ext.declarative import declared_attr

                class Named:
                    @declared_attr
                    def __tablename__(cls):
                        from shop.text import snake

                        return "{}s".format(snake(cls.__name__))
            """,
            "shop/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, String
                from sqlalchemy.ext.declarative import declared_attr
                from shop import Base

                class Node(Base):
                    id = Column(Integer, primary_key=True)

                class BigPage(Node):
                    id = Column(Integer, ForeignKey(Node.id), primary_key=True)

                class Draft(BigPage):
                    note = Column(String)

                class WithFile:
                    @declared_attr
                    def data(cls):
                        return cls.__table__.c.get("data", Column(String))

                class Photo(Node, WithFile):
                    id = Column(Integer, ForeignKey(Node.id), primary_key=True)
            """,
        },
        tables={"big_pages": ("id", "note"), "nodes": ("id",), "photos": ("data", "id")},
    ),
    Example(
        title="an object of Flask-SQLAlchemy that another package made",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from platform_db import db

                links = db.Table(
                    "links", db.Column("tag_id", db.Integer, db.ForeignKey("tag.id"))
                )

                class Tag(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
            """,
            "shop/views.py": """
                from platform_db.shared import db
                from shop.models import Tag

                def rename(name):
                    db.session.add(Tag(name=name))
            """,
        },
        tables={"links": ("tag_id",), "tag": ("id",)},
        accesses=("shop.views tag write",),
    ),
    Example(
        title="a class that a decorator makes the base of models, for each plug-in anew",
        files={
            "shop/__init__.py": "",
            "shop/base.py": """
                from sqlalchemy.orm import DeclarativeMeta, as_declarative, declarative_base

                Base = declarative_base()

                class Versioned(DeclarativeMeta):
                    pass

                def versioned_base(plugin, version):
                    @as_declarative(metaclass=Versioned, metadata=Base.metadata)
                    class VersionedBase:
                        _plugin = plugin
                        _version = version

                    return VersionedBase
            """,
            "shop/archive.py": """
                from sqlalchemy import Column, ForeignKey, Integer
                from shop.base import versioned_base

                Base = versioned_base("archive", 3)

                class Entry(Base):
                    __tablename__ = "archive_entry"
                    id = Column(Integer, primary_key=True)

                class Tag(Base):
                    __tablename__ = "archive_tag"
                    id = Column(Integer, primary_key=True)
                    entry_id = Column(ForeignKey("archive_entry.id"))
            """,
        },
        tables={"archive_entry": ("id",), "archive_tag": ("entry_id", "id")},
    ),
    Example(
        title="names that a helper makes of strings, and those that a base changes for its heirs",
        files={
            "shop/__init__.py": "",
            "shop/base.py": """
                from enum import Enum
                from sqlalchemy.orm import DeclarativeBase

                class Names(str, Enum):
                    TAGS = "shop_tags"

                def prefixed(name):
                    return f"shop_{name}"

                class Base(DeclarativeBase):
                    pass

                class Prefixed(DeclarativeBase):
                    def __init_subclass__(cls):
                        cls.__tablename__ = prefixed(cls.__tablename__)
                        super().__init_subclass__()
            """,
            "shop/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, Table
                from shop.base import Base, Names, Prefixed, prefixed

                class Order(Base):
                    __tablename__ = prefixed("orders")
                    id = Column(Integer, primary_key=True)

                class Line(Base):
                    __tablename__ = prefixed("lines")
                    id = Column(Integer, primary_key=True)
                    order_id = Column(ForeignKey(prefixed("orders") + ".id"))

                links = Table(prefixed("links"), Base.metadata, Column("line_id", Integer))

                class Tag(Base):
                    __tablename__ = Names.TAGS.value
                    id = Column(Integer, primary_key=True)

                class Tenant(Prefixed):
                    __tablename__ = "tenants"
                    id = Column(Integer, primary_key=True)

                class User(Prefixed):
                    __tablename__ = "users"
                    id = Column(Integer, primary_key=True)
            """,
        },
        tables={
            "shop_lines": ("id", "order_id"),
            "shop_links": ("line_id",),
            "shop_orders": ("id",),
            "shop_tags": ("id",),
            "shop_tenants": ("id",),
            "shop_users": ("id",),
        },
    ),
    Example(
        title="metaclasses that name the tables of the classes that they make",
        files={
            "shop/__init__.py": "",
            "shop/base.py": """
                import re
                from flask_sqlalchemy import SQLAlchemy
                from sqlalchemy.ext.declarative import DeclarativeMeta, declarative_base

                db = SQLAlchemy()

                class Plural(DeclarativeMeta):
                    def __init__(cls, name, bases, attrs):
                        if "__tablename__" not in attrs:
                            cls.__tablename__ = name.lower() + "s"
                        super().__init__(name, bases, attrs)

                class Prefixing(type(db.Model)):
                    def __new__(mcs, name, bases, namespace):
                        snake = re.sub("([a-z])([A-Z])", r"\\1_\\2", name).lower()
                        namespace["__tablename__"] = "shop_" + snake
                        return super().__new__(mcs, name, bases, namespace)

                class Late(DeclarativeMeta):
                    def __new__(mcs, name, bases, namespace):
                        namespace.setdefault("__tablename__", "late_" + name.lower())
                        cls = DeclarativeMeta.__new__(mcs, name, bases, namespace)
                        cls.kind = name
                        return cls

                Base = declarative_base(metaclass=Plural)
            """,
            "shop/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, String
                from sqlalchemy.orm import DeclarativeBaseNoMeta
                from shop.base import Base, Late, Prefixing, db

                class Order(Base):
                    id = Column(Integer, primary_key=True)

                class Rush(Order):
                    until = Column(String)

                class Line(Base):
                    __tablename__ = "order_line"
                    id = Column(Integer, primary_key=True)
                    order_id = Column(ForeignKey("orders.id"))

                class GiftCard(db.Model, metaclass=Prefixing):
                    __tablename__ = "unused"
                    id = db.Column(db.Integer, primary_key=True)

                class Model(DeclarativeBaseNoMeta, metaclass=Late):
                    pass

                class Parcel(Model):
                    id = Column(Integer, primary_key=True)
            """,
        },
        tables={
            "late_parcel": ("id",),
            "order_line": ("id", "order_id"),
            "orders": ("id", "until"),
            "shop_gift_card": ("id",),
        },
    ),
    Example(
        title="Flask's extensions under their old names",
        files={
            "shop/__init__.py": """
                from flask.ext.sqlalchemy import SQLAlchemy
                db = SQLAlchemy()
            """,
            "shop/models.py": """
                from flask.ext import sqlalchemy
                from shop import db

                other = sqlalchemy.SQLAlchemy()

                class GiftCard(db.Model):
                    id = db.Column(db.Integer, primary_key=True)

                class Visit(other.Model):
                    id = other.Column(other.Integer, primary_key=True)
            """,
            "shop/views.py": """
                from shop.models import GiftCard

                def show():
                    return GiftCard.query.all()
            """,
        },
        tables={"gift_card": ("id",), "visit": ("id",)},
        accesses=("shop.views gift_card read",),
    ),
    Example(
        title="columns and keys that a table is given later, and a table as it once was",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData
                from sqlalchemy import Table
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)

                lines = Table("lines", Base.metadata, Column("id", Integer, primary_key=True))
                lines.append_column(Column("order_id", Integer))
                lines.append_constraint(ForeignKeyConstraint(["order_id"], ["orders.id"]))
                Order.__table__.append_column(Column("parent_id", ForeignKey("orders.id")))

                old = MetaData()
                first_tags = Table("tags", old, Column("id", Integer))
                tags = Table("tags", Base.metadata, Column("id", Integer), Column("rank", Integer))
            """,
        },
        tables={
            "lines": ("id", "order_id"),
            "orders": ("id", "parent_id"),
            "tags": ("id", "rank"),
        },
    ),
    Example(
        title="models whose names and keys mixins of other packages bring",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from platform_users.models import PermissionMixin, UserMixin
                from sqlalchemy import Column, ForeignKey, Integer, String
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class User(UserMixin, Base):
                    nick = Column(String)

                class GroupPermission(PermissionMixin, Base):
                    pass

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)
                    user_id = Column(ForeignKey("users.id"))
                    permission_id = Column(ForeignKey("groups_permissions.id"))
            """,
            "shop/accounts.py": """
                from flask_security.models import fsqla_v2 as fsqla
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()

                class Role(db.Model, fsqla.FsRoleMixin):
                    pass
            """,
            "shop/views.py": """
                from shop.models import User

                def find(session, nick):
                    return session.query(User).filter(User.nick == nick).first()
            """,
        },
        tables={
            "groups_permissions": (),
            "orders": ("id", "permission_id", "user_id"),
            "role": ("description", "id", "name", "permissions", "update_datetime"),
            "users": ("nick",),
        },
        accesses=("shop.views users read",),
    ),
    Example(
        title="bases of libraries that name the tables of their heirs",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from advanced_alchemy.base import BigIntAuditBase
                from fastapi_users.db import SQLAlchemyBaseOAuthAccountTableUUID
                from fastapi_users.db import SQLAlchemyBaseUserTableUUID
                from litestar.plugins.sqlalchemy import base
                from sqlalchemy.orm import DeclarativeBase, Mapped

                class Base(DeclarativeBase):
                    pass

                class Account(SQLAlchemyBaseUserTableUUID, Base):
                    pass

                class Login(SQLAlchemyBaseOAuthAccountTableUUID, Base):
                    pass

                class OrderLine(BigIntAuditBase):
                    name: Mapped[str]

                class Shelf(base.UUIDBase):
                    name: Mapped[str]
            """,
        },
        tables={
            "oauth_account": (
                "access_token",
                "account_email",
                "account_id",
                "expires_at",
                "id",
                "oauth_name",
                "refresh_token",
                "user_id",
            ),
            "order_line": ("created_at", "id", "name", "updated_at"),
            "shelf": ("id", "name", "sa_orm_sentinel"),
            "user": ("email", "hashed_password", "id", "is_active", "is_superuser", "is_verified"),
        },
    ),
)
