"""A query of a record is certain where it is named if somebody is seen to run it; else likely."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

_PEEWEE = """
    from peewee import CharField, Model, SqliteDatabase
    db = SqliteDatabase("shop.db")
    class Item(Model):
        label = CharField()
    """
_PEEWEE_OWN = (
    _PEEWEE
    + """
        @classmethod
        def select(cls, *args):
            return super().select(*args)
    """
)
_TORTOISE = """
    from tortoise import fields
    from tortoise.models import Model
    class Item(Model):
        id = fields.IntField(primary_key=True)
        label = fields.TextField()
    """
_PONY = """
    from pony.orm import Database, Required
    db = Database()
    class Item(db.Entity):
        label = Required(str)
    """
_MONGO = """
    from mongoengine import Document, StringField
    class Item(Document):
        label = StringField()
    """
_RUN = {
    "peewee, its rows": (_PEEWEE, "Item.select().where(Item.label == 'a').first()"),
    "peewee, in a loop": (_PEEWEE, "for each in Item.select(): print(each)"),
    "peewee, as a list": (_PEEWEE, "q = Item.select()\n    return list(q)"),
    "peewee, by its length": (_PEEWEE, "return len(Item.select())"),
    "peewee, later": (_PEEWEE, "q = Item.select()\n    q = q.limit(1)\n    return q.count()"),
    "peewee, inside of another": (
        _PEEWEE,
        "q = Item.select()\n    return list(Item.select().where(Item.id << q))",
    ),
    "peewee, by a method inside of another": (
        _PEEWEE,
        "q = Item.select()\n    return list(Item.select().where(Item.id.in_(q)))",
    ),
    "peewee, by its database": (_PEEWEE, "db.execute(Item.select())"),
    "peewee, by what it is handed to": (_PEEWEE, "first(Item.select())"),
    "peewee, by who is handed it": (_PEEWEE, "first(built())"),
    "peewee, a change": (_PEEWEE, "Item.update(label='b').where(Item.id == 1).execute()"),
    "peewee, a change later": (_PEEWEE, "q = Item.insert(label='b')\n    q.execute()"),
    "tortoise, awaited": (_TORTOISE, "return await Item.filter(label='a')"),
    "tortoise, awaited later": (_TORTOISE, "q = Item.all()\n    return await q.limit(1)"),
    "tortoise, in a loop": (_TORTOISE, "async for each in Item.all(): print(each)"),
    "tortoise, gathered": (_TORTOISE, "return await asyncio.gather(Item.all(), Item.all())"),
    "pony, in a loop": (_PONY, "for each in select(i for i in Item): print(each)"),
    "pony, as a slice": (_PONY, "return select(i for i in Item)[:]"),
    "pony, for its rows": (_PONY, "return select(i for i in Item).first()"),
    "pony, counted": (_PONY, "return count(i for i in Item)"),
    "mongoengine, in a loop": (_MONGO, "for each in Item.objects(label='a'): print(each)"),
    "mongoengine, inside of another": (
        _MONGO,
        "q = Item.objects(label='a')\n    return Item.objects(id__in=q).first()",
    ),
    "peewee, by an own method": (
        _PEEWEE_OWN,
        "return Item.select().where(Item.label == 'a').get()",
    ),
    "mongoengine, for its rows": (_MONGO, "return Item.objects.filter(label='a').first()"),
}
_NOT_RUN = {
    "peewee": (_PEEWEE, "return Item.select().where(Item.label == 'a')"),
    "peewee, a change": (_PEEWEE, "return Item.update(label='b')"),
    "peewee, handed to who knows what": (_PEEWEE, "unknown.show(Item.select())"),
    "tortoise": (_TORTOISE, "q = Item.filter(label='a')\n    return q.limit(1)"),
    "pony": (_PONY, "return select(i for i in Item)"),
    "mongoengine": (_MONGO, "return Item.objects(label='a')"),
}


def _confidences(models: str, body: str) -> set[str]:
    views = f"""
import asyncio
from pony.orm import count, select
from unknown import unknown
from shop.models import *
from shop.running import first

def built():
    return Item.select()

async def f():
    {body}
"""
    files = {
        "shop/__init__.py": "",
        "shop/models.py": models,
        "shop/running.py": "def first(query):\n    return query.first()\n",
        "shop/views.py": views,
    }
    function = "built" if "built()" in body else "f"
    found = codebase_of(files).accesses
    return {a.confidence for a in found if a.module == "shop.views" and a.function == function}


@pytest.mark.parametrize(("models", "body"), _RUN.values(), ids=_RUN)
def test_what_is_run_is_certain(models: str, body: str) -> None:
    """Wherever it is run."""
    assert "certain" in _confidences(models, body)


@pytest.mark.parametrize(("models", "body"), _NOT_RUN.values(), ids=_NOT_RUN)
def test_what_nobody_is_seen_to_run_is_likely(models: str, body: str) -> None:
    """It may be run by what is not known."""
    assert _confidences(models, body) == {"likely"}
