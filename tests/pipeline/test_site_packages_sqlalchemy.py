"""The same for SQLAlchemy: mixins, mapped classes and bare tables of installed packages."""

from __future__ import annotations

import pytest

from analyzer.model.analysis import Analysis
from analyzer.pipeline import scan
from tests.pipeline.trees import write

PROJECT = {
    "shop/__init__.py": "",
    "shop/models.py": """\
        from people.models import Person
        from people.parts import Stamped
        from sqlalchemy import Column, ForeignKey, Integer
        from sqlalchemy.orm import DeclarativeBase, relationship


        class Base(DeclarativeBase):
            pass


        class Order(Stamped, Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)
            buyer_id = Column(ForeignKey("people.id"))
            buyer = relationship(Person)
        """,
    "shop/views.py": """\
        from shop.models import Order


        def roles(session):
            order = session.query(Order).first()
            return order.buyer.roles
        """,
}

PACKAGES = {
    "people-1.0.dist-info/METADATA": "Name: people\n",
    "people/__init__.py": "",
    "people/parts.py": """\
        from sqlalchemy import Column, DateTime, ForeignKey
        from sqlalchemy.orm import declared_attr


        class Stamped:
            made = Column(DateTime)

            @declared_attr
            def maker_id(cls):
                return Column(ForeignKey("people.id"))
        """,
    "people/models.py": """\
        from sqlalchemy import Column, ForeignKey, Integer, Table, Text
        from sqlalchemy.orm import declarative_base, relationship

        Base = declarative_base()

        person_role = Table(
            "person_role",
            Base.metadata,
            Column("person_id", ForeignKey("people.id")),
            Column("role_id", ForeignKey("roles.id")),
        )


        class Role(Base):
            __tablename__ = "roles"
            id = Column(Integer, primary_key=True)
            name = Column(Text)


        class Person(Base):
            __tablename__ = "people"
            id = Column(Integer, primary_key=True)
            name = Column(Text)
            roles = relationship("Role", secondary=person_role)


        class Visit(Base):
            __tablename__ = "visits"
            id = Column(Integer, primary_key=True)
            person_id = Column(ForeignKey("people.id"))
        """,
}


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """The project, scanned with its environment."""
    root = tmp_path_factory.mktemp("sqlalchemy")
    packages = write(root / "packages", PACKAGES)
    return scan([write(root / "project", PROJECT)], site_packages=[packages], workers=1)


def test_a_mixin_lends_columns_and_keys_which_stand_where_the_class_does(
    analysis: Analysis,
) -> None:
    order = next(table for table in analysis.tables if table.id == "orders")
    assert {column.name for column in order.columns} == {"id", "buyer_id", "made", "maker_id"}
    assert {(key.column, key.to_table) for key in order.foreign_keys} == {
        ("buyer_id", "people"),
        ("maker_id", "people"),
    }
    assert {place.path for key in order.foreign_keys for place in key.evidence} == {
        "shop/models.py"
    }


def test_tables_appear_that_the_project_refers_to(analysis: Analysis) -> None:
    found = {table.id: table for table in analysis.tables if table.origin == "third_party"}
    assert found.keys() == {"people", "person_role", "roles"}
    assert [column.name for column in found["people"].columns] == ["id", "name"]
    assert found["people"].module == "people.models"
    assert {key.to_table for key in found["person_role"].foreign_keys} == {"people", "roles"}
    assert {module.name for module in analysis.modules} == {"shop", "shop.models", "shop.views"}


def test_relationships_of_packages_are_followed(analysis: Analysis) -> None:
    found = {access.table for access in analysis.accesses if access.function == "roles"}
    assert found == {"orders", "people", "person_role", "roles"}
