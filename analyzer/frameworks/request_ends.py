"""What web frameworks run when a request is over: it may commit what the answer has changed.

Sources: "Callbacks and Errors" of Flask's API; "Using Response Callbacks", "Using Finished
Callbacks" and "Registering Tweens" of Pyramid's documentation; "BaseHTTPMiddleware" of Starlette's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import last_name_of
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo, Program
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ExternalMethod,
    FunctionValue,
    Value,
    Values,
    flattened,
)

# Methods of applications, blueprints and requests that are given a function for the end.
_GIVEN = frozenset(
    {
        "add_finished_callback",
        "add_response_callback",
        "after_app_request",
        "after_request",
        "teardown_app_request",
        "teardown_appcontext",
        "teardown_request",
    }
)
# Who is given the rest of the way to the answer, and goes on when it is there.
_MIDDLEWARE = "call_next"
_TWEENS = frozenset({"handler", "registry"})


class RequestEnds(Framework):
    """Callbacks of Flask and Pyramid, tweens, and Starlette's middleware."""

    name = "request-ends"
    examples = (
        Example(
            title="a callback that only commits touches nothing of its own",
            files={
                "shop/__init__.py": "",
                "shop/models.py": """
                    from flask_sqlalchemy import SQLAlchemy

                    db = SQLAlchemy()

                    class Order(db.Model):
                        id = db.Column(db.Integer, primary_key=True)
                """,
                "shop/app.py": """
                    from flask import Flask
                    from .models import Order, db

                    app = Flask(__name__)

                    @app.after_request
                    def commit(response):
                        db.session.commit()
                        return response

                    @app.route("/orders")
                    def create():
                        db.session.add(Order())
                        return "created"
                """,
            },
            tables={"order": ("id",)},
            accesses=("shop.app order write",),
            entry_points=("route /orders shop.app create",),
        ),
    )

    def __init__(self) -> None:
        self._given: dict[FunctionInfo, None] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports a framework with such callbacks."""
        return imports_any(program, "fastapi", "flask", "pyramid", "quart", "starlette")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Take note of the functions that are given for the end: `app.teardown_request(f)`."""
        if isinstance(callee, ExternalMethod):
            self._note(callee.name, site)
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """The same, of an application or request of which nothing is known."""
        self._note(name, site)
        return None

    def _note(self, name: str, site: CallSite) -> None:
        if name in _GIVEN:
            for value in flattened(site.args[0] if site.args else ()):
                if isinstance(value, FunctionValue | BoundMethod):
                    self._given[value.function] = None

    def closers(self, engine: Engine) -> Iterable[FunctionInfo]:
        """Return the functions that run at the end of each request."""
        return (*self._given, *_declared(engine.program))


def _declared(program: Program) -> Iterator[FunctionInfo]:
    """Yield those that are decorated so, and those that call the rest of the way to the answer."""
    for function in program.functions():
        decorators = {last_name_of(decorator) for decorator in function.node.decorators}
        outer = function.enclosing
        if (
            not decorators.isdisjoint(_GIVEN)
            or _MIDDLEWARE in function.signature.named
            or (outer is not None and _TWEENS.issubset(outer.signature.named))
        ):
            yield function
