"""Tables that are declared in a loop, by functions or twice, and by classes of one's own."""

from __future__ import annotations

from analyzer.frameworks.base import Example

REPEATED = (
    Example(
        title="a copy of a model as it once was, from which the first database is made",
        files={
            "app/__init__.py": "",
            "app/first.py": """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Run(Base):
                    __tablename__ = "runs"
                    id = Column(Integer, primary_key=True)
            """,
            "app/models.py": """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Run(Base):
                    __tablename__ = "runs"
                    id = Column(Integer, primary_key=True)
                    step = Column(Integer)
            """,
            "app/making.py": "from app.first import Base",
            "app/store.py": "from app.models import Run",
            "app/views.py": "from app.models import Run",
        },
        tables={"runs": ("id", "step")},
    ),
    Example(
        title="functions that each declare a table for a metadata that they are given",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()

                class Tag(Base):
                    __tablename__ = "tags"
                    id = Column(Integer, primary_key=True)

                def everything():
                    metadata = MetaData()
                    alarms(metadata)
                    return metadata

                def alarms(metadata=None):
                    return Table("alarms", metadata, Column("id", Integer))

                def short_tags():
                    return Table("tags", MetaData(), Column("name", Integer))
            """,
            "app/store.py": """
                from sqlalchemy import MetaData, select
                from app import models

                class Store:
                    def __init__(self, engine):
                        self.engine = engine
                        self.alarms = models.alarms(MetaData())

                    def all(self):
                        with self.engine.connect() as connection:
                            return connection.execute(select(self.alarms.c.id)).fetchall()
            """,
        },
        tables={"alarms": ("id",), "tags": ("id",)},
        accesses=("app.store alarms read",),
    ),
    Example(
        title="columns of bare tables under other names, and a loop over tables",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, Integer, MetaData, Table
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()
                runs = Table("runs", Base.metadata, Column("id", Integer))
                jobs = Table("jobs", Base.metadata, Column("tag_id", Integer))

                class Tag(Base):
                    __tablename__ = "tags"
                    tag_id = Column(Integer, primary_key=True)
            """,
            "app/store.py": """
                from sqlalchemy import select
                from app.models import runs

                def newest(connection):
                    return connection.execute(select(runs.c.id.label("run"))).all()
            """,
            "app/tags.py": """
                from sqlalchemy import select
                from app.models import Tag, jobs

                def used(connection):
                    for table in [Tag.__table__, jobs]:
                        yield connection.execute(select(table.c.tag_id.distinct())).all()
            """,
        },
        tables={"jobs": ("tag_id",), "runs": ("id",), "tags": ("tag_id",)},
        accesses=("app.store runs read", "app.tags jobs read", "app.tags tags read"),
    ),
    Example(
        title="columns, keys and tables of the program's own kinds",
        files={
            "shop/__init__.py": "",
            "shop/kinds.py": """
                from sqlalchemy import Column, ForeignKey, Integer, Table

                class KeyColumn(Column):
                    def __init__(self, *args, **options):
                        options.setdefault("primary_key", True)
                        super().__init__(*args, **options)

                class IndexTable(Table):
                    pass
            """,
            "shop/models.py": """
                from sqlalchemy import Column, Integer
                from sqlalchemy.orm import declarative_base
                from shop.kinds import IndexTable, KeyColumn

                Base = declarative_base()

                class Order(Base):
                    __tablename__ = "orders"
                    number = KeyColumn("id", Integer)

                words = IndexTable("words", Base.metadata, Column("word", Integer))
            """,
            "shop/views.py": """
                from sqlalchemy import select
                from shop.models import Order, words

                def find(session, number):
                    session.execute(select(words))
                    return session.query(Order.number).all()
            """,
        },
        tables={"orders": ("id",), "words": ("word",)},
        accesses=("shop.views orders read", "shop.views words read"),
    ),
    Example(
        title="a loop that makes a table for each name",
        files={
            "app/__init__.py": "",
            "app/models.py": """
                from sqlalchemy import Column, ForeignKey, Integer, Table
                from sqlalchemy.orm import declarative_base

                Base = declarative_base()
                maps = {}

                class User(Base):
                    __tablename__ = "users"
                    id = Column(Integer, primary_key=True)

                class Group(Base):
                    __tablename__ = "groups"
                    id = Column(Integer, primary_key=True)

                for kind in ("user", "group"):
                    table = Table(
                        f"{kind}_map",
                        Base.metadata,
                        Column(f"{kind}_id", ForeignKey(f"{kind}s.id")),
                    )
                    maps[kind] = type(kind.title() + "Map", (Base,), {"__table__": table})
            """,
        },
        tables={
            "group_map": ("group_id",),
            "groups": ("id",),
            "user_map": ("user_id",),
            "users": ("id",),
        },
    ),
)
