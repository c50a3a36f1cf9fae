"""How programs declare tables by rules and helpers of their own, shown on little programs."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Band(Base):
    __tablename__ = "bands"
    id = Column(Integer, primary_key=True)

class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
"""
_TABLES = {"bands": ("id",), "person": ("id",)}

DECLARING = (
    Example(
        title="helpers that make tables and columns of what they are given",
        files={
            "app/__init__.py": "",
            "app/helpers.py": """
                import sqlalchemy as sa

                def Table(*args, **kwargs):
                    kwargs["mysql_charset"] = "utf8"
                    return sa.Table(*args, **kwargs)

                def reference(table, on_delete="CASCADE"):
                    return sa.Column(sa.Integer, sa.ForeignKey(f"{table}.id", ondelete=on_delete))
            """,
            "app/schema.py": """
                import sqlalchemy as sa
                from sqlalchemy.orm import declarative_base
                from .helpers import Table, reference

                Base = declarative_base()
                shelves = Table("shelves", Base.metadata, sa.Column("id", sa.Integer))

                class Author(Base):
                    __tablename__ = "author"
                    id = sa.Column(sa.Integer, primary_key=True)

                class Book(Base):
                    __tablename__ = "book"
                    id = sa.Column(sa.Integer, primary_key=True)
                    author_id = reference("author")
                    shelf_id = reference("shelves")
                    blurb = sa.orm.deferred(sa.Column("description", sa.Text))
            """,
            "app/moving.py": """
                from .schema import Base, Book, shelves

                def build(connection):
                    connection.execute(shelves.insert().values(id=1))

                def burn(connection):
                    connection.execute(Book.__table__.delete())

                def forget(connection):
                    author = Base.metadata.tables["author"]
                    connection.execute(author.update().values(id=None))
            """,
        },
        tables={
            "author": ("id",),
            "book": ("author_id", "description", "id", "shelf_id"),
            "shelves": ("id",),
        },
        accesses=("app.moving author write", "app.moving book write", "app.moving shelves write"),
    ),
    Example(
        title="names by a rule of the base, columns that a class's own constants decide on",
        files={
            "app/__init__.py": "",
            "app/base.py": """
                import re
                from sqlalchemy import Column, Integer, String
                from sqlalchemy.orm import DeclarativeBase, declared_attr

                WORDS = re.compile(r"(?<!^)(?=[A-Z])")

                class Base(DeclarativeBase):
                    @declared_attr.directive
                    def __tablename__(cls) -> str:
                        return WORDS.sub("_", cls.__name__).lower()

                    id = Column(Integer, primary_key=True)

                class Reachable:
                    has_email = False

                    @declared_attr
                    def email(cls):
                        if not cls.has_email:
                            return
                        return Column(String)
            """,
            "app/models.py": """
                from .base import Base, Reachable

                class PostalAddress(Reachable, Base):
                    pass

                class UserAccount(Reachable, Base):
                    has_email = True
            """,
        },
        tables={"postal_address": ("id",), "user_account": ("email", "id")},
    ),
    Example(
        title="what a base class and the mixins of libraries bring",
        files={
            "app/__init__.py": "",
            "app/db.py": """
                from flask_sqlalchemy import SQLAlchemy
                from flask_sqlalchemy.model import Model
                from oslo_db.sqlalchemy import models
                from sqlalchemy import Column, ForeignKeyConstraint, Integer, orm

                class Record(Model):
                    @classmethod
                    def find(cls, key):
                        return cls.query.get(key)

                db = SQLAlchemy(model_class=Record)

                class Stamped(models.ModelBase, models.TimestampMixin):
                    pass

                Base = orm.declarative_base(cls=Stamped)

                class Server(Base):
                    __tablename__ = "servers"
                    id = Column(Integer, primary_key=True)
                    rack = Column(Integer)
                    place = Column(Integer)
                    __table_args__ = (
                        ForeignKeyConstraint([rack, place], ["racks.id", "racks.place"]),
                    )

                class Rack(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                    __tablename__ = "racks"
            """,
            "app/views.py": """
                from .db import Rack, db

                def drop(key):
                    db.session.delete(Rack.find(key))

                def is_there(key):
                    query = db.session.query(Rack).filter_by(id=key)
                    return db.session.query(query.exists()).scalar()
            """,
        },
        tables={
            "racks": ("id",),
            "servers": ("created_at", "id", "place", "rack", "updated_at"),
        },
        accesses=("app.views racks read", "app.views racks write"),
    ),
    Example(
        title="a base by its metaclass, and a mixin that names its heirs' tables",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer
                from sqlalchemy.orm import DeclarativeMeta, Mapped, registry, relationship

                mapper_registry = registry()

                class Base(metaclass=DeclarativeMeta):
                    __abstract__ = True
                    registry = mapper_registry
                    metadata = mapper_registry.metadata

                class Shared:
                    __tablename__ = "shares"
                    id = Column(Integer, primary_key=True)
                    user: Mapped[User]

                class User(Base):
                    __tablename__ = "user"
                    id = Column(Integer, primary_key=True)

                class Share(Shared, Base):
                    user_id = Column(ForeignKey("user.id"))
                    user: Mapped[User] = relationship()
            """,
        },
        tables={"shares": ("id", "user_id"), "user": ("id",)},
    ),
    Example(
        title="a mixin's column is a table's for its heirs alone",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Source:
                    id = Column(Integer, primary_key=True)

                    def is_read(self, session):
                        return session.query(Reading).filter(Reading.source_id == self.id).first()

                class Reading(Base):
                    __tablename__ = "readings"
                    id = Column(Integer, primary_key=True)
                    source_id = Column(Integer)

                class Feed(Source, Base):
                    __tablename__ = "feeds"
            """,
        },
        tables={"feeds": ("id",), "readings": ("id", "source_id")},
        accesses=("app.models readings read",),
    ),
    Example(
        title="a property in the place of a mixin's column",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from sqlalchemy import Column, Integer, String
                from sqlalchemy.ext.declarative import declared_attr
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Named:
                    name = Column(String)
                    rank = Column(Integer)

                    @declared_attr
                    def note(cls):
                        return Column(String)

                class Order(Named, Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)

                    @property
                    def name(self):
                        return str(self.id)

                    @declared_attr
                    def note(cls):
                        return Column(String(80))

                class Line(Named, Base):
                    __tablename__ = "lines"
                    id = Column(Integer, primary_key=True)
                    rank = 1
            """,
        },
        tables={"lines": ("id", "name", "note"), "orders": ("id", "note", "rank")},
    ),
    Example(
        title="repositories that are generic in their model",
        files={
            "app/__init__.py": "",
            "app/base.py": """
                from typing import Generic, TypeVar, get_args

                T = TypeVar("T")

                class Repository(Generic[T]):
                    def __init_subclass__(cls):
                        cls.model = get_args(cls.__orig_bases__[0])[0]

                    def __init__(self, session):
                        self.session = session

                    def every(self):
                        return self.session.query(self.model).all()

                class Writing(Repository[T]):
                    def save(self, row: T) -> T:
                        self.session.add(row)
                        return row
            """,
            "app/models.py": _MODELS,
            "app/bands.py": """
                from .base import Repository
                from .models import Band

                class Bands(Repository[Band]):
                    pass
            """,
            "app/people.py": """
                from .base import Writing
                from .models import Person

                class People(Writing[Person]):
                    pass
            """,
        },
        tables=_TABLES,
        accesses=(
            "app.bands bands read",
            "app.people person read",
            "app.people person write",
        ),
    ),
    Example(
        title="SQLModel's columns as Core has them, made by a helper",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, ForeignKey
                from sqlmodel import Field, SQLModel

                def key_to(target: str, column: str):
                    return Field(sa_column=Column(ForeignKey(f"{target}.{column}")))

                class Team(SQLModel, table=True):
                    id: int = Field(primary_key=True)

                class Player(SQLModel, table=True):
                    id: int = Field(primary_key=True)
                    team_id: int = key_to("team", "id")
            """,
        },
        tables={"team": ("id",), "player": ("id", "team_id")},
    ),
    Example(
        title="names by a rule that only running it would tell are guessed, and no table is lost",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                import re
                from sqlalchemy import Column, ForeignKey, Integer
                from sqlalchemy.orm import DeclarativeBase, declared_attr

                def named(name):
                    return "_".join(part.lower() for part in re.split("(?=[A-Z])", name) if part)

                class Base(DeclarativeBase):
                    @declared_attr.directive
                    def __tablename__(cls):
                        return named(cls.__name__)

                class OrderLine(Base):
                    id = Column(Integer, primary_key=True)

                class LongOrderLine(OrderLine):
                    pass

                class Note(Base):
                    id = Column(Integer, primary_key=True)
                    line_id = Column(ForeignKey("order_line.id"))
            """,
            "app/use.py": """
                from .models import LongOrderLine

                def use(db_session):
                    return db_session.query(LongOrderLine).all()
            """,
        },
        tables={"note": ("id", "line_id"), "order_line": ("id",)},
        accesses=("app.use order_line read",),
    ),
)
