"""Litestar: handlers in controllers, most of them at the path of their controller.

Source: "Routing" in Litestar's documentation. Handlers with a path of their own are found as those
of other frameworks are; here are those whose decorator names none.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.pointing import path_of
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, Program, outside_bases

_HANDLERS = frozenset({"delete", "get", "head", "patch", "post", "put", "route", "websocket"})


class Litestar(Framework):
    """The handlers of controllers that stand at the controller's own path."""

    name = "litestar"
    examples = (
        Example(
            title="handlers at the path of their controller",
            files={
                "shop/__init__.py": "",
                "shop/orders.py": """
                    from litestar import Controller, get, post

                    class Orders(Controller):
                        path = "/orders"

                        @get()
                        async def all(self) -> list:
                            return []

                        @post(status_code=201)
                        async def create(self) -> dict:
                            return {}

                        @get("/orders/{number:int}")
                        async def one(self, number: int) -> dict:
                            return {}

                        @property
                        def title(self):
                            return ""
                """,
            },
            entry_points=(
                "route /orders shop.orders Orders.all",
                "route /orders shop.orders Orders.create",
                "route /orders/{number:int} shop.orders Orders.one",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Litestar or Starlite, as it was called."""
        return imports_any(program, "litestar", "starlite")

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield the handlers of controllers that are given no path of their own."""
        found = set()
        for function in engine.program.functions():
            cls = function.owner
            if cls is None or not any(map(_handles, function.node.decorators)):
                continue
            if any(base.endswith(".Controller") for base in outside_bases(cls)):
                path = _path(cls) or "/"
                found.add(EntryPoint("route", path, cls.module.name, function.qualname))
        return sorted(found)


def _handles(decorator: Expr) -> bool:
    if last_name_of(decorator) not in _HANDLERS:
        return False
    given = [*decorator.args] if isinstance(decorator, facts.Call) else []
    return all(path_of(each) is None for each in given)


def _path(cls: ClassInfo) -> str | None:
    for statement in cls.node.body:
        match statement:
            case facts.Assign(targets=(facts.Name(id="path"),), value=value):
                return path_of(value)
    return None
