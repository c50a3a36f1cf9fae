"""Rows that come by queries which relationships are, by pages, and through proxies."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

_MODELS = """
    from __future__ import annotations
    from flask_sqlalchemy import SQLAlchemy
    from sqlalchemy.ext.associationproxy import association_proxy
    from sqlalchemy.orm import DynamicMapped, dynamic_loader

    db = SQLAlchemy()

    class User(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        posts = db.relationship("Post", lazy="dynamic")
        drafts: DynamicMapped[Post] = db.relationship("Post", viewonly=True)
        latest = dynamic_loader("Post", viewonly=True)
        labels = association_proxy("kept", "label")

    class Post(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        user_id = db.Column(db.ForeignKey("user.id"))
        title = db.Column(db.String)

    class Label(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        title = db.Column(db.String)

    class Keeping(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        user_id = db.Column(db.ForeignKey("user.id"))
        label_id = db.Column(db.ForeignKey("label.id"))
        user = db.relationship(User, backref=db.backref("kept", lazy="dynamic"))
        label = db.relationship(Label)
    """
_FETCHED = "User.query.get(1)"
_WRITES = {
    "one of a query": (f"{_FETCHED}.posts.filter_by(id=1).first().title = ''", "post"),
    "all of a query": (f"for each in {_FETCHED}.posts.order_by(Post.id): each.title = ''", "post"),
    "of a query by its annotation": (f"{_FETCHED}.drafts.first().title = ''", "post"),
    "of a query by its name": (f"{_FETCHED}.latest.first().title = ''", "post"),
    "of a query on the way back": (f"{_FETCHED}.kept.first().label.title = ''", "label"),
    "put into a query": (f"{_FETCHED}.posts.append(post)", "post"),
    "on a page": ("for each in Post.query.paginate(page=1).items: each.title = ''", "post"),
    "of a page": ("for each in db.paginate(db.select(Post)): each.title = ''", "post"),
    "on the next page": ("for each in Post.query.paginate().next().items: each.title = ''", "post"),
    "through a proxy": (f"for each in {_FETCHED}.labels: each.title = ''", "label"),
    "changed where they are": (f"{_FETCHED}.posts.filter_by(id=1).update({{'title': ''}})", "post"),
}
_READS = {
    "a query": (f"return {_FETCHED}.posts.count()", {"post", "user"}),
    "a proxy": (f"return {_FETCHED}.labels", {"keeping", "label", "user"}),
    "a page": ("return Post.query.paginate().items", {"post"}),
}


def _touched(body: str, operation: str) -> set[str]:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/views.py": f"from shop.models import *\ndef f(post: Post):\n    {body}\n",
    }
    return {a.table for a in codebase_of(files).accesses if a.operation == operation}


@pytest.mark.parametrize(("body", "table"), _WRITES.values(), ids=_WRITES)
def test_rows_are_known_that_are_lent(body: str, table: str) -> None:
    """What is set on them is written."""
    assert _touched(body, "write") == {table}


@pytest.mark.parametrize(("body", "tables"), _READS.values(), ids=_READS)
def test_they_are_read(body: str, tables: set[str]) -> None:
    """Where they are asked for."""
    assert _touched(body, "read") == tables
