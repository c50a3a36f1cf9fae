"""Who is logged in, with Flask's extensions: `current_user` is the row that a loader finds.

Source: "How it Works" in Flask-Login's documentation, "Automatic User Loading" in
Flask-JWT-Extended's, and "SQLAlchemy Quick Start" in Flask-Security's.
"""

from __future__ import annotations

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalMethod,
    Instance,
    Value,
    Values,
)

_PACKAGES = ("flask_login", "flask_security", "flask_jwt_extended")
_CURRENT = frozenset(f"{package}.current_user" for package in _PACKAGES)
# Decorators, which may be called as well, of functions that find the user of a request.
_LOADERS = frozenset(
    {"user_loader", "request_loader", "header_loader", "user_lookup_loader", "user_callback"}
)

_MODELS = """
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()

class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner_id = db.Column(db.ForeignKey("user.id"))

class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    orders = db.relationship(Order)
"""


class FlaskLogin(Framework):
    """The users of Flask-Login, Flask-Security and Flask-JWT-Extended."""

    name = "flask-login"
    examples = (
        Example(
            title="the user of the request, who is a row",
            files={
                "shop/__init__.py": "",
                "shop/models.py": _MODELS,
                "shop/app.py": """
                    from flask_login import LoginManager
                    from .models import User, db

                    manager = LoginManager()

                    @manager.user_loader
                    def load(user_id):
                        return db.session.get(User, user_id)
                """,
                "shop/views.py": """
                    from flask_login import current_user

                    def orders():
                        return current_user.orders
                """,
                "shop/profile.py": """
                    import flask_login
                    from .models import db

                    def rename(name):
                        user = flask_login.current_user._get_current_object()
                        user.name = name
                        db.session.commit()
                """,
            },
            tables={"order": ("id", "owner_id"), "user": ("id", "name")},
            accesses=(
                "shop.app user read",
                "shop.views order read",
                "shop.profile user write",
            ),
        ),
        Example(
            title="the user of a token, and the class that a datastore is given",
            files={
                "shop/__init__.py": "",
                "shop/models.py": _MODELS,
                "shop/app.py": """
                    from flask_security import SQLAlchemyUserDatastore
                    from .models import User, db

                    datastore = SQLAlchemyUserDatastore(db, User, None)
                """,
                "shop/views.py": """
                    from flask_security import current_user

                    def orders():
                        return current_user.orders
                """,
                "shop/tokens.py": """
                    from flask_jwt_extended import JWTManager, get_current_user
                    from .models import User

                    jwt = JWTManager()

                    @jwt.user_lookup_loader
                    def load(header, data):
                        return User.query.get(data["sub"])

                    def rename(name):
                        get_current_user().name = name
                """,
            },
            tables={"order": ("id", "owner_id"), "user": ("id", "name")},
            accesses=(
                "shop.tokens user read",
                "shop.tokens user write",
                "shop.views order read",
            ),
        ),
    )

    def __init__(self) -> None:
        self._users = Slot()

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports one of the extensions."""
        return imports_any(program, *_PACKAGES)

    def imported(self, frame: Frame, dotted: str) -> Values | None:
        """Return the rows that the current user may be."""
        return self._current(frame) if dotted in _CURRENT else None

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return the current user as an attribute of the extension's module."""
        is_current = isinstance(value, External) and f"{value.name}.{name}" in _CURRENT
        return self._current(frame) if is_current else None

    def _current(self, frame: Frame) -> Values | None:
        return frame.engine.read(self._users, frame.unit) or None

    def decorate(self, frame: Frame, decorator: Value, decorated: Value) -> None:
        """Take note of a function that finds the user."""
        if isinstance(decorator, ExternalMethod) and decorator.name in _LOADERS:
            self._load_by(frame, decorated)

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return the current user, and take note of what says who it may be."""
        match callee:
            case ExternalMethod(name=name) if name in _LOADERS:
                for function in site.args[0] if site.args else ():
                    self._load_by(frame, function)
            case ExternalMethod(receiver=Instance() as user, name="_get_current_object"):
                return (user,)
            case External(name="flask_jwt_extended.get_current_user"):
                return self._current(frame)
            case External(name=name) if name.endswith("UserDatastore"):
                classes = site.argument(1, "user_model")
                users = tuple(Instance(v.cls) for v in classes if isinstance(v, ClassValue))
                frame.engine.write(self._users, users)
        return None

    def _load_by(self, frame: Frame, function: Value) -> None:
        found = call_value(frame, function, no_arguments(frame, frame.line))
        rows = tuple(value for value in found if isinstance(value, Instance))
        frame.engine.write(self._users, rows)
