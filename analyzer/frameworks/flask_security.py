"""Flask-Security: users and roles that a store finds, makes and changes.

The store is told once which classes users and roles are, and is reached from anywhere:
`security.datastore.find_user(email=...)`. What its methods do is done here by the rows' own ORM.
Source: "User Datastores" in the API reference of Flask-Security.
"""

from __future__ import annotations

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import lookup, storing
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, Program, outside_bases
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Value,
    Values,
)

_STORE = "UserDatastore"
# What a store is called by those who reach it through the extension or the application.
_NAMES = ("datastore", "user_datastore")
_FINDS = {
    "find_user": "user",
    "get_user": "user",
    "get_user_by_id": "user",
    "get_user_by_email": "user",
    "find_role": "role",
    "find_or_create_role": "role",
}
_MAKES = {"create_user": "user", "create_role": "role", "find_or_create_role": "role"}
_CHANGES = frozenset({"activate_user", "deactivate_user", "put", "toggle_active"})
_DELETES = frozenset({"delete", "delete_user"})
_LINKS = frozenset({"add_role_to_user", "remove_role_from_user"})
_METHODS = frozenset({*_FINDS, *_MAKES, *_CHANGES, *_DELETES, *_LINKS, "commit"})

_MODELS = """
from flask_security import SQLAlchemyUserDatastore
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()

roles_users = db.Table(
    "roles_users",
    db.Column("user_id", db.ForeignKey("user.id")),
    db.Column("role_id", db.ForeignKey("role.id")),
)

class Role(db.Model):
    id = db.Column(db.Integer, primary_key=True)

class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String)
    roles = db.relationship(Role, secondary=roles_users)
"""
_TABLES = {"role": ("id",), "user": ("id", "email"), "roles_users": ("role_id", "user_id")}


class FlaskSecurity(Framework):
    """The stores of Flask-Security and of its forks."""

    name = "flask-security"
    examples = (
        Example(
            title="a store of users, by its name and through the application",
            files={
                "shop/__init__.py": "",
                "shop/models.py": _MODELS,
                "shop/app.py": """
                    from flask_security import SQLAlchemyUserDatastore
                    from shop.models import Role, User, db

                    store = SQLAlchemyUserDatastore(db, User, Role)
                """,
                "shop/signup.py": """
                    from shop.app import store

                    def register(email):
                        store.create_user(email=email)
                        store.commit()
                """,
                "shop/admin.py": """
                    from flask import current_app

                    def find(email):
                        return current_app.extensions["security"].datastore.find_user(email=email)

                    def rename(email, name):
                        find(email).email = name
                """,
                "shop/granting.py": """
                    from shop.app import store

                    def grant(user, name):
                        store.add_role_to_user(user, store.find_role(name))
                """,
            },
            tables=_TABLES,
            accesses=(
                "shop.signup user write",
                "shop.admin user read",
                "shop.admin user write",
                "shop.granting role read",
                "shop.granting roles_users write",
                "shop.granting user write",
            ),
        ),
        Example(
            title="a store of the program's own class",
            files={
                "shop/__init__.py": "",
                "shop/models.py": _MODELS,
                "shop/app.py": """
                    from flask_security import SQLAlchemyUserDatastore
                    from shop.models import Role, User, db

                    class Store(SQLAlchemyUserDatastore):
                        def activate_user(self, user):
                            return super().activate_user(user)

                    store = Store(db, User, Role)
                """,
                "shop/closing.py": """
                    from shop.app import store

                    def close(email):
                        store.delete_user(store.get_user(email))
                """,
            },
            tables=_TABLES,
            accesses=(
                "shop.app user write",
                "shop.closing roles_users write",
                "shop.closing user read",
                "shop.closing user write",
            ),
        ),
    )

    def __init__(self) -> None:
        self._classes = {"user": Slot(), "role": Slot()}
        self._databases = Slot()

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Flask-Security or a fork of it."""
        return imports_any(program, "flask_security")

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Take note of what a store of the program's own class is told."""
        if _is_store(cls):
            self._learn(frame, site)
        return None

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Take note of what a store is told, and do what its methods do."""
        match callee:
            case External(name=name) if name.endswith(_STORE):
                self._learn(frame, site)
            case External(name=dotted):
                receiver, _, name = dotted.rpartition(".")
                is_one = name in _METHODS and receiver.rpartition(".")[2] in _NAMES
                return self._do(frame, name, site) if is_one else None
            case ExternalMethod(receiver=receiver, name=name) if name in _METHODS:
                return self._do(frame, name, site) if _is_one(receiver) else None
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """The same, of what is only called a store."""
        match receiver:
            case facts.Name(id=called) | facts.Attribute(attr=called):
                if name in _METHODS and called.strip("_") in _NAMES:
                    return self._do(frame, name, site)
        return None

    def _learn(self, frame: Frame, site: CallSite) -> None:
        frame.engine.write(self._databases, site.argument(0, "db"))
        for position, (kind, slot) in enumerate(self._classes.items(), start=1):
            classes = site.argument(position, f"{kind}_model")
            known = tuple(value for value in classes if isinstance(value, ClassValue))
            frame.engine.write(slot, known)

    def _do(self, frame: Frame, name: str, site: CallSite) -> Values:
        """Carry out a method of the store; return its rows."""
        given = site.args[0] if site.args else ()
        rows = _rows(given) or self._rows(frame, "user")
        made: Values = ()
        if name in _FINDS:
            made = self._find(frame, _FINDS[name], site.line)
        if name in _MAKES:
            made = self._rows(frame, _MAKES[name])
            self._send(frame, "add", made, site)
        if name in _CHANGES | _LINKS:
            self._send(frame, "add", rows, site)
        if name in _DELETES:
            self._send(frame, "delete", rows, site)
        if name in _LINKS:
            roles = tuple(ListOf(role) for role in self._rows(frame, "role"))
            for row in rows:
                storing.store(frame, row, "roles", roles, site.line)
        return made or (rows if name in _CHANGES else ())

    def _rows(self, frame: Frame, kind: str) -> Values:
        classes = frame.engine.read(self._classes[kind], frame.unit)
        return tuple(Instance(value.cls) for value in classes if isinstance(value, ClassValue))

    def _find(self, frame: Frame, kind: str, line: int) -> Values:
        """Return the rows that `Class.query` finds."""
        for cls in frame.engine.read(self._classes[kind], frame.unit):
            for query in lookup.attribute(frame, cls, "query", line):
                call_value(frame, ExternalMethod(query, "first"), no_arguments(frame, line))
        return self._rows(frame, kind)

    def _send(self, frame: Frame, name: str, rows: Values, site: CallSite) -> None:
        """Hand rows to the session of the store's database."""
        inner = CallSite(site.call, frame.unit)
        inner.args = (rows,)
        for database in frame.engine.read(self._databases, frame.unit):
            for session in lookup.attribute(frame, database, "session", site.line):
                call_value(frame, ExternalMethod(session, name), inner)


def _rows(values: Values) -> Values:
    return tuple(value for value in values if isinstance(value, Instance))


def _is_store(cls: ClassInfo) -> bool:
    return any(base.endswith(_STORE) for base in outside_bases(cls))


def _is_one(receiver: Value) -> bool:
    match receiver:
        case Instance(cls=cls):
            return _is_store(cls)
        case ExternalInstance(name=name):
            return name.endswith(_STORE)
        case ExternalMethod(name=name):
            return name.strip("_") in _NAMES
    return False
