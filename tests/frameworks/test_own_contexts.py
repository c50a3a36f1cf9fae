"""A program's own context managers: what they do runs with the block, and may be a transaction."""

from __future__ import annotations

import textwrap

import pytest

from analyzer.model.codebase import Codebase
from tests.program import codebase_of

_MODELS = """
    from contextlib import asynccontextmanager, contextmanager
    from sqlalchemy import Column, Integer
    from sqlalchemy.orm import declarative_base, sessionmaker

    Base = declarative_base()
    Maker = sessionmaker()

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)

    class Event(Base):
        __tablename__ = "event"
        id = Column(Integer, primary_key=True)

    class Work:
        def __enter__(self):
            self.session = Maker()
            return self

        def __exit__(self, raised, value, traceback):
            self.session.rollback()

        def commit(self):
            self._commit()

        def _commit(self):
            self.session.commit()

    class Saving(Work):
        def __exit__(self, raised, value, traceback):
            if raised is None:
                self.session.add(Event())
                self.commit()
            else:
                self.session.rollback()

    class Quiet:
        async def __aenter__(self):
            self.session = Maker()
            return self.session

        async def __aexit__(self, *raised):
            await self.session.close()

    class Timer:
        def __enter__(self):
            return Maker()

        def __exit__(self, *raised):
            print("done")

    @contextmanager
    def closing():
        session = Maker()
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def beginning():
        with Maker() as session:
            yield session

    @asynccontextmanager
    async def committing():
        session = Maker()
        yield session
        await session.commit()

    @contextmanager
    def logging():
        with Maker() as session:
            session.add(Event())
        yield Maker()

    def emit(session):
        session.add(Order())
    """
_NAMES = "Order, Maker, Quiet, Saving, Timer, Work, beginning, closing, committing, emit, logging"


def _codebase(context: str, body: str = "emit(session)") -> Codebase:
    lines = f"async def view(session):\n    {context}:\n        {body}\n"
    files = {
        "shop/__init__.py": "",
        "shop/models.py": textwrap.dedent(_MODELS),
        "shop/views.py": f"from shop.models import {_NAMES}\n{lines}",
    }
    return codebase_of(files)


def _written_together(codebase: Codebase) -> list[tuple[str, ...]]:
    return [t.tables_written for t in codebase.transactions if t.function == "view"]


@pytest.mark.parametrize(
    "context",
    [
        "with Work() as work",
        "with Saving() as work",
        "async with Quiet() as session",
        "with closing() as session",
        "with beginning() as session",
        "async with committing() as session",
    ],
)
def test_a_block_is_a_transaction_if_its_context_ends_one(context: str) -> None:
    """It commits, rolls back or closes the session when the block is left."""
    assert _written_together(_codebase(context)) == [("orders",)]


@pytest.mark.parametrize(
    "context",
    ["with session.no_autoflush", "with Timer() as session", "with logging() as session"],
)
def test_other_blocks_are_none(context: str) -> None:
    """They only time, hold back or follow what the session does."""
    assert _written_together(_codebase(context)) == []


def test_leaving_a_block_calls_what_its_object_does_then() -> None:
    """What is written then is reached by who opens the block."""
    codebase = _codebase("with Saving() as work", "pass")
    assert "shop.models event write" in {
        f"{a.module} {a.table} {a.operation}" for a in codebase.accesses
    }
    reached = {(r.table, r.operation) for r in codebase.reach if r.module == "shop.views"}
    assert reached == {("event", "write")}


@pytest.mark.parametrize(("context", "is_sent"), [("Saving()", True), ("Work()", False)])
def test_an_object_that_commits_without_an_error_sends(context: str, is_sent: bool) -> None:
    """It commits in a branch, which is gone unless something was raised."""
    codebase = _codebase(f"with {context} as work", "emit(work.session)")
    sent = {(a.module, a.function, a.table) for a in codebase.sent}
    assert (("shop.models", "Work._commit", "orders") in sent) is is_sent
