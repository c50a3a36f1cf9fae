"""Whose an access is that a row's inherited method makes."""

from __future__ import annotations

from tests.program import codebase_of

_BASE = """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Saving:
    def save(self, session):
        session.add(self)

    def store(self, session):
        self.save(session)

    def delete(self, session):
        session.delete(self)
"""


def _row(name: str) -> str:
    return f"""
class {name}(Base, Saving):
    __tablename__ = "{name.lower()}"
    id = Column(Integer, primary_key=True)
"""


def _claims(files: dict[str, str]) -> list[tuple[str, str | None, str]]:
    accesses = codebase_of({"a/__init__.py": "", **files}).accesses
    return [(a.function, a.for_module, a.table) for a in accesses]


def test_rows_are_written_by_who_has_them_save_themselves() -> None:
    files = {
        "a/models.py": _BASE + _row("Orders") + _row("Users"),
        "a/orders.py": "from a import models\ndef f(s):\n    models.Orders(id=1).save(session=s)\n",
        "a/users.py": "from a import models\ndef f(s):\n    models.Users(id=1).store(session=s)\n",
    }
    assert [claim for claim in _claims(files) if claim[0] != "Saving.delete"] == [
        ("Saving.save", "a.orders", "orders"),
        ("Saving.save", "a.users", "users"),
    ]


def test_it_is_so_where_the_base_class_stands_elsewhere() -> None:
    files = {
        "a/base.py": _BASE,
        "a/models.py": "from a.base import *\n" + _row("Orders"),
        "a/orders.py": "from a import models\ndef f(s):\n    models.Orders(id=1).delete(s)\n",
    }
    assert ("Saving.delete", "a.orders", "orders") in _claims(files)


def test_a_method_that_nobody_calls_at_all_is_that_of_every_row() -> None:
    assert ("Saving.delete", None, "orders") in _claims({"a/models.py": _BASE + _row("Orders")})


def test_rows_that_nobody_saves_leave_room_for_those_that_are() -> None:
    files = {
        "a/models.py": _BASE + "".join(_row(f"T{number:02}") for number in range(60)),
        "a/late.py": "from a import models\ndef f(s):\n    models.T59(id=1).save(s)\n",
    }
    saved = [claim for claim in _claims(files) if claim[0] == "Saving.save"]
    assert saved == [("Saving.save", "a.late", "t59")]
