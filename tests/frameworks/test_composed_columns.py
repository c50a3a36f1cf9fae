"""Columns that several classes or one attribute make up: composites, and mixins of libraries."""

from __future__ import annotations

from tests.program import codebase_of


def _columns(models: str) -> dict[str, set[str]]:
    codebase = codebase_of({"shop/__init__.py": "", "shop/models.py": models})
    return {table.name: {column.name for column in table.columns} for table in codebase.tables}


def test_an_attribute_that_columns_make_up_is_none_itself() -> None:
    models = """
        from sqlalchemy.orm import DeclarativeBase, Mapped, composite, mapped_column

        class Base(DeclarativeBase):
            pass

        class Point:
            def __init__(self, x, y):
                self.x = x

        class Line(Base):
            __tablename__ = "lines"
            id: Mapped[int] = mapped_column(primary_key=True)
            start: Mapped[Point] = composite(mapped_column("x1"), mapped_column("y1"))
            end: Mapped[Point] = composite(Point, mapped_column("x2"), mapped_column("y2"))
    """
    assert _columns(models) == {"lines": {"id", "x1", "y1", "x2", "y2"}}


def test_mixins_of_advanced_alchemy() -> None:
    models = """
        from advanced_alchemy.base import CommonTableAttributes
        from advanced_alchemy.mixins import AuditColumns, BigIntPrimaryKey, SlugKey, UniqueMixin
        from advanced_alchemy.mixins import UUIDPrimaryKey
        from sqlalchemy.orm import DeclarativeBase

        class Base(DeclarativeBase):
            pass

        class Tag(BigIntPrimaryKey, SlugKey, UniqueMixin, Base):
            __tablename__ = "tags"

        class Team(UUIDPrimaryKey, AuditColumns, Base):
            __tablename__ = "teams"
    """
    assert _columns(models) == {
        "tags": {"id", "slug"},
        "teams": {"id", "sa_orm_sentinel", "created_at", "updated_at"},
    }
