"""Relationships to many rows: told by which side has the key, where that is not plain."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import access_lines, codebase_of

BOTH_WAYS = """
    from sqlalchemy import Column, ForeignKey, Integer, String
    from sqlalchemy.orm import declarative_base, relationship

    Base = declarative_base()

    class Task(Base):
        __tablename__ = "tasks"
        id = Column(Integer, primary_key=True)
        run_id = Column(ForeignKey("runs.id"))
        state = Column(String)

    class Run(Base):
        __tablename__ = "runs"
        id = Column(Integer, primary_key=True)
        task_id = Column(ForeignKey("tasks.id"))
        parent_id = Column(ForeignKey("runs.id"))
        state = Column(String)
        tasks = relationship(Task, foreign_keys={keys})
        parts = relationship("Run")
        whole = relationship("Run", remote_side=id)
"""
STOPPING = """
    from sqlalchemy.orm import Session
    from shop.models import Run

    def stop(session: Session, number):
        for each in session.get(Run, number).{name}:
            each.state = "stopped"
"""


def writes(keys: str, name: str) -> set[str]:
    models = textwrap.dedent(BOTH_WAYS.format(keys=keys))
    files = {"shop/__init__.py": "", "shop/models.py": models}
    files["shop/stopping.py"] = textwrap.dedent(STOPPING.format(name=name))
    return {line for line in access_lines(codebase_of(files)) if line.endswith("write")}


@pytest.mark.parametrize(
    "keys", ["Task.run_id", "[Task.run_id]", "'Task.run_id'", "'[Task.run_id]'"]
)
def test_the_key_that_is_named_tells_that_there_are_many(keys: str) -> None:
    assert writes(keys, "tasks") == {"shop.stopping tasks write"}


def test_a_table_that_refers_to_itself_has_many_parts() -> None:
    assert writes("Task.run_id", "parts") == {"shop.stopping runs write"}


def test_what_is_on_the_remote_side_is_one() -> None:
    assert writes("Task.run_id", "whole") == set()


MAPPERS = """
    from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
    from sqlalchemy.orm import mapper, registry, relationship
    from shop.domain import Batch, Line, Product

    metadata = MetaData()
    lines = Table("lines", metadata, Column("id", Integer, primary_key=True))
    products = Table("products", metadata, Column("id", Integer, primary_key=True))
    batches = Table(
        "batches", metadata,
        Column("id", Integer, primary_key=True),
        Column("product_id", ForeignKey("products.id")),
    )
    allocations = Table(
        "allocations", metadata,
        Column("line_id", ForeignKey("lines.id")),
        Column("batch_id", ForeignKey("batches.id")),
    )

    def start():
        line_mapper = mapper(Line, lines)
        batch_mapper = mapper(Batch, batches, properties={
            "_lines": relationship(line_mapper, secondary=allocations, collection_class=set),
        })
        mapper(Product, products, properties={"batches": relationship(batch_mapper)})
"""
DOMAIN = """
    class Line:
        pass

    class Batch:
        def __init__(self, key):
            self.id = key
            self._lines = set()

        def allocate(self, line: Line):
            self._lines.add(line)

    class Product:
        def __init__(self, batches):
            self.batches = batches

        def allocate(self, line: Line):
            batch = next(b for b in sorted(self.batches) if b.id)
            batch.allocate(line)
"""


@pytest.mark.parametrize("mapper", ["mapper", "registry().map_imperatively"])
def test_a_mapper_is_a_relationships_other_side(mapper: str) -> None:
    models = textwrap.dedent(MAPPERS).replace(" mapper(", f" {mapper}(")
    files = {"shop/__init__.py": "", "shop/orm.py": models, "shop/domain.py": DOMAIN}
    assert "shop.domain allocations write" in access_lines(codebase_of(files))
