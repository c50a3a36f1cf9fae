"""Whose an access is that a repository, or a helper, makes of the model that it was given."""

from __future__ import annotations

from tests.program import codebase_of

_MODELS = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)

class Log(Base):
    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
"""

_REPOSITORY = """
from sqlalchemy import select
from sqlalchemy.orm import Session
from a.models import Log

class Repository:
    def __init__(self, session: Session, model) -> None:
        self.session = session
        self.model = model

    def all(self):
        return self.session.scalars(self._query()).all()

    def add(self, **values):
        self.session.add(self.model(**values))
        self.session.add(Log())
        self.session.commit()

    def _query(self):
        return select(self.model)
"""

_FACTORY = """
from functools import cached_property
from a.models import Order, User
from a.repository import Repository

class Repositories:
    def __init__(self, session) -> None:
        self.session = session

    @cached_property
    def orders(self):
        return Repository(self.session, Order)

    @cached_property
    def users(self):
        return Repository(self.session, User)
"""

_PROGRAM = {
    "a/__init__.py": "",
    "a/models.py": _MODELS,
    "a/repository.py": _REPOSITORY,
    "a/factory.py": _FACTORY,
}


def _user(body: str) -> str:
    return f"from a.factory import Repositories\ndef f(s):\n    return {body}\n"


def _claims(files: dict[str, str]) -> set[tuple[str, str, str, str | None]]:
    accesses = codebase_of({**_PROGRAM, **files}).accesses
    return {(a.function, a.table, a.operation, a.for_module) for a in accesses}


def test_what_a_repository_does_is_credited_to_who_had_it_do_so() -> None:
    claims = _claims(
        {
            "a/sales.py": _user("Repositories(s).orders.all()"),
            "a/people.py": _user("Repositories(s).users.all()"),
        }
    )
    read = {claim for claim in claims if claim[0].startswith("Repository.") and claim[2] == "read"}
    assert read == {
        ("Repository.all", "orders", "read", "a.sales"),
        ("Repository._query", "orders", "read", "a.sales"),
        ("Repository.all", "users", "read", "a.people"),
        ("Repository._query", "users", "read", "a.people"),
    }


def test_what_it_does_for_every_model_is_its_own() -> None:
    claims = _claims(
        {
            "a/sales.py": _user("Repositories(s).orders.add(id=1)"),
            "a/people.py": _user("Repositories(s).users.add(id=1)"),
        }
    )
    assert ("Repository.add", "users", "write", "a.people") in claims
    assert ("Repository.add", "log", "write", None) in claims
    assert not any(table == "log" and whose for _, table, _, whose in claims)


def test_what_nobody_has_it_do_for_any_is_said_of_all() -> None:
    claims = _claims({"a/sales.py": _user("(Repositories(s).orders, Repositories(s).users)")})
    assert ("Repository.all", "orders", "read", None) in claims
    assert ("Repository.all", "users", "read", None) in claims


def test_one_that_serves_a_single_model_does_so_for_itself() -> None:
    claims = _claims(
        {
            "a/factory.py": _FACTORY.replace("self.session, User", "self.session, Order"),
            "a/sales.py": _user("Repositories(s).orders.all()"),
            "a/people.py": _user("Repositories(s).users.all()"),
        }
    )
    assert ("Repository.all", "orders", "read", None) in claims
    assert not any(whose for *_, whose in claims)


def test_a_helper_works_for_who_hands_it_a_model() -> None:
    helper = (
        "from sqlalchemy import select\ndef every(s, model):\n    return s.scalars(select(model))"
    )
    use = "from a.helper import every\nfrom a.models import {0}\ndef f(s):\n    every(s, {0})\n"
    claims = _claims(
        {
            "a/helper.py": helper,
            "a/sales.py": use.format("Order"),
            "a/people.py": use.format("User"),
        }
    )
    assert {claim for claim in claims if claim[0] == "every"} == {
        ("every", "orders", "read", "a.sales"),
        ("every", "users", "read", "a.people"),
    }


def test_an_inherited_method_has_it_done_for_its_heir() -> None:
    base = """
        class Handler:
            def __init__(self, session):
                self.session = session

            def remove(self):
                self.perform(self.row())

            def perform(self, row):
                self.session.delete(row)
    """
    heir = """
        from sqlalchemy.orm import Session
        from a.base import Handler
        from a.models import {0}

        class Own(Handler):
            def __init__(self, session: Session):
                super().__init__(session)

            def row(self):
                return {0}()

        def f(s):
            Own(s).remove()
    """
    claims = _claims(
        {
            "a/base.py": base,
            "a/sales.py": heir.format("Order"),
            "a/people.py": heir.format("User"),
        }
    )
    assert {claim for claim in claims if claim[0] == "Handler.perform"} == {
        ("Handler.perform", "orders", "write", "a.sales"),
        ("Handler.perform", "users", "write", "a.people"),
    }
