"""Relationships of SQLAlchemy that only read write nothing."""

from __future__ import annotations

import pytest

from tests.program import access_lines, codebase_of

MODELS = """
    from sqlalchemy import Column, ForeignKey, Integer, Table
    from sqlalchemy.orm import declarative_base, relationship

    Base = declarative_base()
    tagged = Table(
        "tagged", Base.metadata,
        Column("page_id", ForeignKey("page.id")), Column("tag_id", ForeignKey("tag.id")),
    )

    class Tag(Base):
        __tablename__ = "tag"
        id = Column(Integer, primary_key=True)

    class Page(Base):
        __tablename__ = "page"
        id = Column(Integer, primary_key=True)
        tags = relationship(Tag, secondary=tagged{more})
    """

REMOVING = """
    from shop.models import Page

    def remove(session, pk):
        session.delete(session.get(Page, pk))
    """


@pytest.mark.parametrize(("more", "written"), [("", True), (", viewonly=True", False)])
def test_deleting_a_row_empties_the_table_between_unless_it_is_only_viewed(
    more: str, written: bool
) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": MODELS.replace("{more}", more),
        "shop/removing.py": REMOVING,
    }
    assert ("shop.removing tagged write" in access_lines(codebase_of(files))) == written
