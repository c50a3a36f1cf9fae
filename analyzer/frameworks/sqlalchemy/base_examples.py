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
)
