"""Rows of SQLAlchemy that a commit makes the session forget, and those that it does not."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import codebase_of

_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()

    class Owner(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        email = db.Column(db.String)

    def save():
        try:
            db.session.commit()
        except ValueError:
            db.session.rollback()

    def connect(is_first):
        if is_first:
            save()

    def close():
        try:
            db.session.flush()
        except ValueError:
            save()

    def made():
        owner = Owner()
        db.session.add(owner)
        db.session.flush()
        return owner
    """
_EXPIRED = {
    "made": "owner = Owner(); db.session.add(owner); db.session.commit(); print(owner.id)",
    "held": "db.session.commit(); print(owner.email)",
    "by a callee": "save(); print(owner.email)",
    "merged": "owner = db.session.merge(owner); save(); print(owner.email)",
    "in a branch": """
        if len(sys.argv) > 1:
            save()
        print(owner.email)
        """,
    "in a loop": """
        for other in range(3):
            print(owner.email)
            save()
        """,
    "in a context": """
        save()
        with open(owner.email):
            pass
        """,
}
_KNOWN = {
    "loaded since": "save(); owner = db.session.get(Owner, 1); print(owner.email)",
    "made since": "save(); owner = made(); print(owner.email)",
    "another since": "save(); other = made(); print(other.email)",
    "gone through since": "save()\nfor other in Owner.query: print(other.email)",
    "copied into the session": "db.session.merge(owner); save(); print(owner.email)",
    "refreshed": "save(); db.session.refresh(owner); print(owner.email)",
    "never committed": "db.session.flush(); print(owner.email)",
    "only now and then by a callee": "connect(False); print(owner.email)",
    "only on an error of a callee": "close(); print(owner.email)",
    "only on an error": """
        try:
            db.session.flush()
        except ValueError:
            save()
        print(owner.email)
        """,
    "deleted": "db.session.delete(owner); save(); print(owner.email)",
    "deleted by a query": "Owner.query.filter(Owner.id == 1).delete(); save(); print(owner.email)",
}


def _refreshed(body: str) -> int:
    body = textwrap.indent(textwrap.dedent(body), "    ")
    imported = "import sys\nfrom shop.models import Owner, close, connect, db, made, save\n"
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/views.py": f"{imported}def view(owner: Owner):\n{body}\n",
    }
    return sum(access.how == "refresh" for access in codebase_of(files).accesses)


@pytest.mark.parametrize("body", _EXPIRED.values(), ids=_EXPIRED)
def test_a_row_that_was_held_when_a_commit_came_is_read_again(body: str) -> None:
    assert _refreshed(body) == 1


@pytest.mark.parametrize("body", _KNOWN.values(), ids=_KNOWN)
def test_a_row_that_no_commit_expired_is_not_read_again(body: str) -> None:
    assert not _refreshed(body)
