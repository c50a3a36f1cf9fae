"""Foreign keys of tables whose classes, names or arguments are made by the program."""

from __future__ import annotations

import textwrap

from tests.program import codebase_of


def keys_of(source: str) -> set[tuple[str, str, str]]:
    """Return (table, column, target) for each foreign key of a program of one module."""
    files = {"shop/__init__.py": "", "shop/models.py": textwrap.dedent(source)}
    tables = codebase_of(files).tables
    return {(t.name, key.column, key.to_table) for t in tables for key in t.foreign_keys}


def test_a_class_made_in_a_mixin_refers_to_the_class_that_it_is_made_for() -> None:
    found = keys_of("""
        from sqlalchemy import Column, ForeignKey, Integer, Unicode
        from sqlalchemy.ext.declarative import as_declarative, declared_attr
        from sqlalchemy.orm import relationship

        @as_declarative()
        class Base:
            @declared_attr
            def __tablename__(self):
                return self.__name__.lower()

            id = Column(Integer, primary_key=True)

        class Note:
            @declared_attr
            def user_id(self):
                return Column(Integer, ForeignKey("user.id"))

        class Label(Note):
            label = Column(Unicode(255))

        class Labelled:
            @declared_attr
            def labels(self):
                self.Label = type(
                    f"{self.__name__:s}Label",
                    (Label, Base),
                    {
                        "__tablename__": f"{self.__tablename__:s}_label",
                        "parent_id": Column(Integer, ForeignKey(f"{self.__tablename__:s}.id")),
                        "parent": relationship(self, viewonly=True),
                    },
                )
                return relationship(self.Label)

        class User(Base):
            name = Column(Unicode(255))

        class Order(Labelled, Base):
            name = Column(Unicode(255))

        class Basket(Labelled, Base):
            name = Column(Unicode(255))
    """)
    assert found == {
        ("basket_label", "parent_id", "basket"),
        ("basket_label", "user_id", "user"),
        ("order_label", "parent_id", "order"),
        ("order_label", "user_id", "user"),
    }


def test_constraints_that_a_base_adds_to_each_class_own_arguments() -> None:
    found = keys_of("""
        from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import DeclarativeBase, declared_attr, mapped_column

        class Base(DeclarativeBase):
            pass

        class Checked:
            @declared_attr
            def __table_args__(cls):
                if cls.__tablename__.upper() == "RARE":
                    return cls._table_args + (CheckConstraint("1"), {"mysql_engine": "InnoDB"})
                return cls._table_args + (
                    CheckConstraint("2", name=cls.__tablename__.upper() + "_CHECKED"),
                    {"mysql_engine": "InnoDB"},
                )

        class User(Base, Checked):
            __tablename__ = "users"
            id = mapped_column(Integer)
            _table_args = (PrimaryKeyConstraint("id"),)

        class Order(Base, Checked):
            __tablename__ = "orders"
            id = mapped_column(Integer)
            user_id = mapped_column(Integer)
            _table_args = (
                PrimaryKeyConstraint("id"),
                ForeignKeyConstraint(["user_id"], ["users.id"], name="ORDERS_USER_FK"),
            )
    """)
    assert found == {("orders", "user_id", "users")}


def test_a_class_whose_key_is_that_of_its_parent_shares_the_table() -> None:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": textwrap.dedent("""
        from flask_sqlalchemy import SQLAlchemy
        from sqlalchemy import Column, ForeignKey, Integer, String

        db = SQLAlchemy()

        class File(db.Model):
            id = Column(Integer, primary_key=True)

        class Numbered(db.Model):
            __abstract__ = True
            id = Column(Integer, primary_key=True)

        class Item(Numbered):
            __tablename__ = "item"

        class Code(Item):
            __tablename__ = None
            line = Column(Integer)
            file_id = Column(Integer, ForeignKey(File.id))
    """),
    }
    tables = codebase_of(files).tables
    assert {t.name: sorted(c.name for c in t.columns) for t in tables} == {
        "file": ["id"],
        "item": ["file_id", "id", "line"],
    }
