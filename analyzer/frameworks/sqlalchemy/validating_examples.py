"""Little programs with rows that SQLModel validates, and what must be found in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from sqlmodel import Field, SQLModel

class ItemBase(SQLModel):
    title: str

class ItemCreate(ItemBase):
    pass

class Item(ItemBase, table=True):
    id: int = Field(primary_key=True)
"""
_TABLES = {"item": ("id", "title")}

VALIDATING: tuple[Example, ...] = (
    Example(
        title="rows that are validated from what came in",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/creating.py": """
                from .models import Item, ItemCreate

                def create(keeper, given: ItemCreate):
                    item = Item.model_validate(given, update={"title": "new"})
                    keeper.session.add(item)
                    keeper.session.commit()
                    return item
            """,
            "shop/copying.py": """
                from sqlmodel import Session
                from .models import Item

                def copy(session: Session, given: Item):
                    session.add(given.model_copy())
            """,
            "shop/checking.py": """
                from .models import ItemCreate

                def check(given):
                    return ItemCreate.model_validate(given)
            """,
        },
        tables=_TABLES,
        accesses=("shop.copying item write", "shop.creating item write"),
    ),
    Example(
        title="rows that what came in changes",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/changing.py": """
                from .models import Item, ItemCreate

                def change(item: Item, given: ItemCreate):
                    item.sqlmodel_update(given.model_dump(exclude_unset=True))
            """,
        },
        tables=_TABLES,
        accesses=("shop.changing item write",),
    ),
)
