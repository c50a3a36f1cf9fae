"""Who sends the statements of SQLAlchemy's unit of work: what others changed, at the next commit."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import codebase_of

_MODELS = """
    from contextlib import contextmanager
    from sqlalchemy import Column, ForeignKey, Integer, insert
    from sqlalchemy.orm import backref, declarative_base, relationship, sessionmaker

    Base = declarative_base()
    Maker = sessionmaker()

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)
        lines = relationship("Line")
        bill = relationship("Bill", uselist=False)

    class Line(Base):
        __tablename__ = "line"
        id = Column(Integer, primary_key=True)
        order_id = Column(ForeignKey("orders.id"))

    class Bill(Base):
        __tablename__ = "bill"
        id = Column(Integer, primary_key=True)
        order_id = Column(ForeignKey("orders.id"))
        parcel_id = Column(ForeignKey("parcel.id"))
        parcel = relationship("Parcel", backref=backref("bill", uselist=False))

    class Parcel(Base):
        __tablename__ = "parcel"
        id = Column(Integer, primary_key=True)

    class Event(Base):
        __tablename__ = "event"
        id = Column(Integer, primary_key=True)

    def emit(session):
        session.add(Event())

    def emit_all(session):
        emit(session)
        emit(session)

    def emit_now(session):
        session.add(Event())
        session.flush()

    def emit_by_itself():
        with Maker.begin() as session:
            session.add(Event())

    def emit_in_scope():
        with somewhere() as session:
            session.add(Event())

    def emit_at_once(session):
        session.execute(insert(Event))

    def save(session):
        session.commit()

    @contextmanager
    def scope():
        session = Maker()
        yield session
        session.commit()
    """
_BY_ITSELF = {
    "a commit": "emit(session); session.commit()",
    "a commit of what is further away": "emit_all(session); session.commit()",
    "a commit before a return": """
        if session.new:
            emit(session)
            session.commit()
            return True
        """,
    "a commit in a branch": """
        emit(session)
        if session.dirty:
            session.commit()
        """,
}
_NOT = {
    "committed before": "session.commit()\nemit(session)",
    "flushed by whoever changed it": "emit_now(session); session.commit()",
    "in a transaction of its own": "emit_by_itself(); session.commit()",
    "executed at once": "emit_at_once(session); session.commit()",
    "never committed": "emit(session)",
    "left before the commit": """
        if session.new:
            return emit(session)
        session.commit()
        """,
    "left before the commit, in a block": """
        for each in session.new:
            emit(session)
            return each
        session.commit()
        """,
    "changed here": "session.add(Event()); session.commit()",
    "both changed here and there": "session.add(Event()); emit(session); session.commit()",
    "in a session of its own": "emit_in_scope(); session.commit()",
    "in another session": """
        emit(session)
        with scope() as own:
            own.query(Event).delete()
            own.commit()
        """,
    "in a session that is only closed": """
        with Maker() as session:
            emit(session)
        """,
}


def _sent(body: str) -> set[tuple[str, str, str, str]]:
    body = textwrap.indent(textwrap.dedent(body), "    ")
    names = "Event, Maker, Order, Line, emit, emit_all, emit_at_once, emit_in_scope, emit_by_itself, emit_now, save, scope"
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/views.py": f"from shop.models import {names}\ndef view(session):\n{body}\n",
    }
    return {(a.module, a.function, a.table, a.how) for a in codebase_of(files).sent}


@pytest.mark.parametrize("body", _BY_ITSELF.values(), ids=_BY_ITSELF)
def test_a_commit_writes_what_functions_before_it_have_changed(body: str) -> None:
    assert _sent(body) == {("shop.views", "view", "event", "commit")}


@pytest.mark.parametrize("body", _NOT.values(), ids=_NOT)
def test_nothing_is_sent_for_others(body: str) -> None:
    assert not _sent(body)


def test_a_flush_sends_as_well() -> None:
    assert _sent("emit(session); session.flush()") == {("shop.views", "view", "event", "send")}


def test_leaving_a_transaction_sends() -> None:
    body = """
        with Maker.begin() as session:
            emit(session)
        """
    assert _sent(body) == {("shop.views", "view", "event", "commit")}


def test_a_helper_that_commits_is_who_sends() -> None:
    assert _sent("emit(session); save(session)") == {("shop.models", "save", "event", "commit")}


def test_a_context_that_commits_is_who_sends() -> None:
    body = """
        with scope() as session:
            emit(session)
        """
    assert _sent(body) == {("shop.models", "scope", "event", "commit")}


@pytest.mark.parametrize("test", ["", "if args: "])
def test_a_decorator_that_commits_is_who_sends(test: str) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/committing.py": f"""
            from shop.models import Maker

            def committing(function):
                def wrapper(*args):
                    session = Maker()
                    function(session, *args)
                    {test}session.commit()
                return wrapper
            """,
        "shop/views.py": """
            from shop.committing import committing
            from shop.models import Event

            @committing
            def change(session):
                session.add(Event())

            def view(session):
                change()
                session.commit()
            """,
    }
    found = {(a.module, a.function) for a in codebase_of(files).sent}
    sender, other = ("shop.committing", "committing.wrapper"), ("shop.views", "view")
    assert found == ({sender, other} if test else {sender})


_OPENED = {
    "a context": "enginefacade.transaction_context().writer.get_sessionmaker()()",
    "the module's": "enginefacade.writer.get_sessionmaker()()",
}


@pytest.mark.parametrize("opened", _OPENED.values(), ids=_OPENED)
def test_a_row_of_oslo_is_sent_by_who_opened_its_session(opened: str) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": """
            from oslo_db.sqlalchemy import models
            from sqlalchemy import Column, Integer
            from sqlalchemy.orm import declarative_base

            class Row(models.ModelBase):
                pass

            Base = declarative_base(cls=Row)

            class Event(Base):
                __tablename__ = "event"
                id = Column(Integer, primary_key=True)
            """,
        "shop/committing.py": f"""
            from oslo_db.sqlalchemy import enginefacade

            def committing(name="session"):
                def decorator(function):
                    def wrapper(*args, **options):
                        made = {opened}
                        options[name] = made
                        function(*args, **options)
                        made.commit()
                    return wrapper
                return decorator
            """,
        "shop/api.py": """
            from shop.committing import committing
            from shop.models import Event

            @committing()
            def update(values, session=None):
                Event().update(values)

            @committing()
            def create(values, session=None):
                Event().save(session)
            """,
    }
    found = codebase_of(files)
    sent = {(a.module, a.table, a.operation) for a in found.sent}
    assert sent == {("shop.committing", "event", "write")}
    written = {a.function for a in found.accesses if a.operation == "write"}
    assert written == {"create", "update"}


def test_what_is_sent_is_no_access_that_counts() -> None:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/views.py": """
            from shop.models import emit
            def view(session):
                emit(session)
                session.commit()
            """,
    }
    codebase = codebase_of(files)
    assert [access.is_sent for access in codebase.sent] == [True]
    assert not [access for access in codebase.accesses if access.module == "shop.views"]
    assert not any(access.is_sent for access in codebase.accesses)


_KEPT = {
    "put into a collection": ("order.lines.append(line)", "line"),
    "taken out of one": ("order.lines.remove(line)", "line"),
    "a collection set": ("order.lines = [line]", "line"),
    "a collection given": ("Order(lines=[line])", "line"),
    "one row on the other side": ("order.bill = bill", "bill"),
    "one row by its backref": ("parcel.bill = bill", "bill"),
    "one row of many": ("bill.parcel = parcel", "bill"),
}


@pytest.mark.parametrize(("body", "table"), _KEPT.values(), ids=_KEPT)
def test_a_relationship_is_written_where_its_key_is_kept(body: str, table: str) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/views.py": f"""
            from shop.models import Bill, Line, Order, Parcel

            def view(order: Order, line: Line, bill: Bill, parcel: Parcel):
                {body}
            """,
    }
    found = codebase_of(files).accesses
    written = {a.table for a in found if a.operation == "write" and a.module == "shop.views"}
    assert written == {table}
