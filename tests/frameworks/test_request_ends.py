"""Who sends what a route has changed: what the web framework runs when the request is over."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

_MODELS = """
    from sqlalchemy import Column, Integer
    from sqlalchemy.orm import declarative_base, scoped_session, sessionmaker

    Base = declarative_base()
    session = scoped_session(sessionmaker())

    class Order(Base):
        __tablename__ = "orders"
        id = Column(Integer, primary_key=True)

    class Bill(Base):
        __tablename__ = "bill"
        id = Column(Integer, primary_key=True)
    """
_FLASK = """
from flask import Flask
from shop.models import Bill, Order, session
app = Flask(__name__)

@app.route("/orders")
def create():
    session.add(Order())

def script():
    session.add(Bill())
"""
_PYRAMID = """
from pyramid.events import NewRequest, subscriber
from pyramid.view import view_config
from shop.models import Bill, Order, session

@view_config(name="orders")
def create(request):
    session.add(Order())

def script():
    session.add(Bill())
"""
_FASTAPI = """
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI
from shop.models import Bill, Order, session
app = FastAPI()
"""
_ROUTE = """
@app.get("/orders")
async def create(session=Depends(end)):
    session.add(Order())

def script():
    session.add(Bill())
"""
_SENT = {
    "after a request": f"{_FLASK}\n@app.after_request\ndef end(response):\n    session.commit()",
    "given": f"""{_FLASK}
def end(error):
    session.commit()

def configure(anything):
    anything.teardown_appcontext(end)
""",
    "a callback that has it done": f"""{_PYRAMID}
def end(request):
    if not request.exception:
        session.commit()

def finish(request):
    end(request)

@subscriber(NewRequest)
def prepare(event):
    event.request.add_finished_callback(finish)
""",
    "middleware": f"""{_FASTAPI}
@app.middleware("http")
async def end(request, call_next):
    response = await call_next(request)
    session.commit()
    return response
{_ROUTE.replace("session=Depends(end)", "")}""",
    "a dependency": f"{_FASTAPI}\ndef end():\n    yield session\n    session.commit()\n{_ROUTE}",
}
_TWEEN = f"""{_PYRAMID}
def factory(handler, registry):
    def end(request):
        response = handler(request)
        session.commit()
        return response
    return end
"""
_NOT = {
    "that ends nothing": f"{_FLASK}\n@app.after_request\ndef end(reply):\n    session.close()",
    "that nobody runs then": f"{_FLASK}\ndef end(response):\n    session.commit()",
    "a dependency that is there before": (
        f"{_FASTAPI}\ndef end():\n    session.commit()\n    return session\n{_ROUTE}"
    ),
}


def _sent(views: str) -> set[tuple[str, str]]:
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/views.py": views}
    return {(access.function, access.table) for access in codebase_of(files).sent}


@pytest.mark.parametrize("views", _SENT.values(), ids=_SENT)
def test_what_runs_at_the_end_sends_what_routes_have_changed(views: str) -> None:
    """And not what others have."""
    assert _sent(views) == {("end", "orders")}


def test_a_tween_sends_as_well() -> None:
    """Its factory is given the way to the answer."""
    assert _sent(_TWEEN) == {("factory.end", "orders")}


@pytest.mark.parametrize("views", _NOT.values(), ids=_NOT)
def test_nothing_is_sent_at_the_end(views: str) -> None:
    """Where nothing commits then."""
    assert not _sent(views)
