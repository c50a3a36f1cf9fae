"""Tornado: handlers in the tables of routes that an application is made of.

Source: "Structure of a Tornado web application" in Tornado's user guide. A table may be put
together of the lists of many modules; each pair of a path and a handler counts where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.pointing import named, path_of
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.model.walking import walk
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, Program, outside_bases

_PACKAGES = ("jupyter_server", "notebook", "tornado")
_SPECS = frozenset({"URLSpec", "url"})


class Tornado(Framework):
    """The handlers of Tornado's applications."""

    name = "tornado"
    examples = (
        Example(
            title="handlers in tables of routes, and what they inherit",
            files={
                "shop/__init__.py": "",
                "shop/base.py": """
                    from tornado.web import RequestHandler

                    class Base(RequestHandler):
                        def get(self):
                            self.write("ok")
                """,
                "shop/orders.py": """
                    from tornado.web import url
                    from shop.base import Base

                    class Orders(Base):
                        pass

                    class Order(Base):
                        pass

                    class Text:
                        pass

                    handlers = [
                        (r"/orders", Orders),
                        url(r"/orders/([^/]+)", Order, name="order"),
                        ("/label", Text),
                    ]
                """,
                "shop/app.py": """
                    from tornado.web import Application
                    from shop import base, orders

                    def make(prefix):
                        return Application(
                            orders.handlers + [(prefix + "/health", base.Base, {"deep": True})]
                        )
                """,
            },
            entry_points=(
                "route /orders shop.orders Orders",
                "route /orders/([^/]+) shop.orders Order",
                "route {}/health shop.base Base",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Tornado, or Jupyter's server, which is made of it."""
        return imports_any(program, *_PACKAGES)

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield each handler that stands beside a path."""
        found = {
            EntryPoint("route", path or "/", cls.module.name, cls.qualname)
            for module in engine.program.live_modules()
            for path, handler in _pairs(module.facts.body)
            for cls in named(module, handler)
            if isinstance(cls, ClassInfo) and _is_handler(cls)
        }
        return sorted(found)


def _pairs(body: facts.Block) -> Iterator[tuple[str, Expr]]:
    """Yield a path and what stands behind it, for each tuple or `url(...)` that may be a route."""
    for part in walk(body):
        items: tuple[Expr, ...] = ()
        match part:
            case facts.Collection(kind="tuple", items=items):
                pass
            case facts.Call(func=func, args=items) if last_name_of(func) not in _SPECS:
                continue
        path = path_of(items[0]) if 2 <= len(items) <= 4 else None
        if path is not None:
            yield path, items[1]


def _is_handler(cls: ClassInfo) -> bool:
    return any(base.rpartition(".")[2].endswith("Handler") for base in outside_bases(cls))
