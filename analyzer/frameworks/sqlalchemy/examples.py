"""What SQLAlchemy code means, shown on little programs."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Stamped:
    made_at = Column(Integer)

membership = Table(
    "membership",
    Base.metadata,
    Column("person_id", ForeignKey("person.id")),
    Column("band_id", ForeignKey("bands.id")),
)

class Band(Base):
    __tablename__ = "bands"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Person(Stamped, Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    bands = relationship(Band, secondary=membership, backref="people")
"""

_TABLES = {
    "bands": ("id", "name"),
    "membership": ("person_id", "band_id"),
    "person": ("id", "made_at"),
}

EXAMPLES = (
    Example(
        title="declarative classes, mixins and bare tables",
        files={"app/__init__.py": "", "app/models.py": _MODELS},
        tables=_TABLES,
    ),
    Example(
        title="Flask's extension in a class of the program's own",
        files={
            "app/__init__.py": "",
            "app/extensions.py": """
                from flask_sqlalchemy import SQLAlchemy as Base

                class SQLAlchemy(Base):
                    def apply_pool_defaults(self, app, options):
                        return options

                db = SQLAlchemy()
            """,
            "app/models.py": """
                from .extensions import db

                class Song(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
            """,
            "app/songs.py": """
                from . import extensions
                from .models import Song

                def songs():
                    return extensions.db.session.query(Song).all()
            """,
        },
        tables={"song": ("id",)},
        accesses=("app.songs song read",),
    ),
    Example(
        title="a copy that is frozen for migrations does not define a table",
        files={
            "app/__init__.py": "",
            "app/db/__init__.py": "",
            "app/db/migration/__init__.py": "",
            "app/db/migration/frozen.py": """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Shelf(Base):
                    __tablename__ = "shelf"
                    id = Column(Integer, primary_key=True)
            """,
            "app/db/models.py": """
                from sqlalchemy import Column, Integer, String
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Shelf(Base):
                    __tablename__ = "shelf"
                    id = Column(Integer, primary_key=True)
                    label = Column(String)
            """,
        },
        tables={"shelf": ("id", "label")},
        accesses=(),
    ),
    Example(
        title="helpers give back the row that they are given, and a set is no session",
        files={
            "app/__init__.py": "",
            "app/models.py": _MODELS,
            "app/database.py": """
                def create(store, row):
                    store.session.add(row)
                    return row
            """,
            "app/bands.py": """
                from .database import create
                from .models import Band

                def start(store):
                    create(store, Band()).name = "The Others"
            """,
            "app/people.py": """
                from .database import create
                from .models import Person

                def join(store):
                    people = set()
                    people.add(create(store, Person()))
            """,
        },
        tables=_TABLES,
        accesses=("app.people person write", "app.bands bands write"),
    ),
    Example(
        title="classes that are mapped to tables by a call",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text
                from sqlalchemy.orm import Mapped, registry, relationship

                mapper = registry(metadata=MetaData())
                shelf_table = Table(
                    "shelf", mapper.metadata, Column("id", Integer, primary_key=True)
                )
                book_table = Table(
                    "book",
                    mapper.metadata,
                    Column("id", Integer, primary_key=True),
                    Column("title", Text),
                    Column("shelf_id", ForeignKey("shelf.id")),
                )

                class Shelf:
                    pass

                class Book:
                    title: Mapped[str]

                mapper.map_imperatively(Shelf, shelf_table)
                mapper.map_imperatively(
                    Book, book_table, properties={"shelf": relationship(Shelf, backref="books")}
                )
            """,
            "app/titles.py": """
                from .models import Book

                def titles(session):
                    return session.query(Book.title).all()

                def rename(session, key):
                    session.get(Book, key).title = "Untitled"
            """,
            "app/shelves.py": """
                from .models import Book, Shelf

                def clear(session, shelf):
                    for book in shelf.books:
                        book.shelf = None
            """,
        },
        tables={"shelf": ("id",), "book": ("id", "title", "shelf_id")},
        accesses=(
            "app.titles book read",
            "app.titles book write",
            "app.shelves book read",
            "app.shelves book write",
        ),
    ),
    Example(
        title="sessions, statements and the unit of work",
        files={
            "app/__init__.py": "",
            "app/models.py": _MODELS,
            "app/people.py": """
                from sqlalchemy import select
                from sqlalchemy.orm import Session
                from .models import Band, Person

                def rename(session: Session, key):
                    band = session.get(Band, key)
                    band.name = "The Others"
                    session.commit()

                def members(session: Session):
                    for band in session.scalars(select(Band)):
                        yield from band.people

                def join(session, band):
                    session.add(Person(bands=[band]))
            """,
        },
        tables=_TABLES,
        accesses=(
            "app.people bands read",
            "app.people bands write",
            "app.people membership read",
            "app.people membership write",
            "app.people person read",
            "app.people person write",
        ),
    ),
    Example(
        title="a helper gives back the query that it was given, not everybody's",
        files={
            "app/__init__.py": "",
            "app/models.py": _MODELS,
            "app/paging.py": """
                def page(query, number):
                    return _limited(query.offset(number))

                def _limited(query):
                    return query.limit(10)
            """,
            "app/bands.py": """
                from .models import Band
                from .paging import page

                def bands(session, number):
                    return page(session.query(Band), number).all()
            """,
            "app/people.py": """
                from .models import Person
                from .paging import page

                def people(session, number):
                    return page(session.query(Person), number).all()
            """,
        },
        tables=_TABLES,
        accesses=("app.bands bands read", "app.people person read"),
    ),
    Example(
        title="what relationships load, save and delete beside the row at hand",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer
                from sqlalchemy.orm import declarative_base, relationship

                Base = declarative_base()

                class Order(Base):
                    __tablename__ = "orders"
                    id = Column(Integer, primary_key=True)
                    lines = relationship("Line", lazy="joined", cascade="all, delete-orphan")
                    notes = relationship("Note")

                class Line(Base):
                    __tablename__ = "lines"
                    id = Column(Integer, primary_key=True)
                    order_id = Column(ForeignKey("orders.id"))
                    text_raw = Column(Integer, name="text")

                class Note(Base):
                    __tablename__ = "notes"
                    id = Column(Integer, primary_key=True)
                    order_id = Column(ForeignKey("orders.id"))
            """,
            "app/show.py": """
                from .models import Order

                def show(session, key):
                    return session.get(Order, key)
            """,
            "app/place.py": """
                from .models import Order

                def place(session):
                    session.add(Order())
            """,
            "app/drop.py": """
                from .models import Order

                def drop(session, order: Order):
                    session.delete(order)
            """,
        },
        tables={
            "orders": ("id",),
            "lines": ("id", "order_id", "text"),
            "notes": ("id", "order_id"),
        },
        accesses=(
            "app.show orders read",
            "app.show lines read",
            "app.place orders write",
            "app.place lines write",
            "app.drop orders write",
            "app.drop lines read",
            "app.drop lines write",
        ),
    ),
    Example(
        title="Flask-SQLAlchemy names tables after classes",
        files={
            "app/__init__.py": "",
            "app/db.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()
            """,
            "app/models.py": """
                from .db import db

                class LineItem(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
            """,
            "app/views.py": """
                from .models import LineItem

                def count():
                    return LineItem.query.count()
            """,
        },
        tables={"line_item": ("id",)},
        accesses=("app.views line_item read",),
    ),
    Example(
        title="a session that a facade of oslo.db gives, kept in a context",
        files={
            "app/__init__.py": "",
            "app/db.py": """
                from oslo.db.sqlalchemy import session
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Server(Base):
                    __tablename__ = "servers"
                    id = Column(Integer, primary_key=True)

                class Context:
                    @property
                    def handle(self):
                        facade = session.EngineFacade.from_config({})
                        return facade.get_session()
            """,
            "app/api.py": """
                from app.db import Context, Server

                def show(key):
                    return Context().handle.query(Server).get(key)
            """,
        },
        tables={"servers": ("id",)},
        accesses=("app.api servers read",),
    ),
)
