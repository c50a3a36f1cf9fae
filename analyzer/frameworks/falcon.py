"""Falcon: resources, whose methods answer the methods of HTTP.

Source: "Routing" in Falcon's documentation. A resource that no call is seen to put at a path, as
where a program walks down paths by itself, goes by the name of its class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, Program, mro
from analyzer.resolution.values import (
    CallSite,
    ExternalMethod,
    Instance,
    Text,
    Value,
    Values,
)

_RESPONDER = re.compile(r"on_(delete|get|head|options|patch|post|put|websocket)(_\w+)?")


class Falcon(Framework):
    """The resources of Falcon's applications."""

    name = "falcon"
    examples = (
        Example(
            title="resources at paths, and those that others come to",
            files={
                "shop/__init__.py": "",
                "shop/app.py": """
                    import falcon
                    from shop.resources import Health, Orders

                    def build():
                        app = falcon.App()
                        app.add_route("/orders", Orders())
                        app.add_route("/orders/{number}", Orders(), suffix="one")
                        register(app)
                        return app

                    def register(app):
                        app.add_route("/health", Health())
                """,
                "shop/resources.py": """
                    class Base:
                        def on_get(self, req, resp):
                            resp.text = "ok"

                    class Health(Base):
                        pass

                    class Orders(Base):
                        def on_get_one(self, req, resp, number):
                            resp.text = number

                    class Bill:
                        async def on_post(self, req, resp):
                            resp.text = "paid"

                    class Label:
                        def text(self):
                            return ""
                """,
            },
            entry_points=(
                "route /health shop.resources Health",
                "route /orders shop.resources Orders",
                "route /orders/{number} shop.resources Orders",
                "route Bill shop.resources Bill",
            ),
        ),
    )

    def __init__(self) -> None:
        self._sites: dict[int, CallSite] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Falcon."""
        return imports_any(program, "falcon")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Keep calls that put a resource at a path."""
        if isinstance(callee, ExternalMethod) and callee.name == "add_route":
            self._sites[id(site.call)] = site
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Keep those at an application of which nothing is known as well."""
        if name == "add_route":
            self._sites[id(site.call)] = site
        return None

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield each resource at each of its paths, and those without one that nobody inherits."""
        placed = {(cls, path) for site in self._sites.values() for cls, path in _placed(site)}
        known = {ancestor for cls, _ in placed for ancestor in mro(cls)}
        answering = [cls for cls in engine.program.classes() if _answers(cls)]
        inherited = {base for cls in answering for base in mro(cls)[1:]}
        found = {EntryPoint("route", path, c.module.name, c.qualname) for c, path in placed}
        for cls in answering:
            if cls not in known and cls not in inherited:
                found.add(EntryPoint("route", cls.qualname, cls.module.name, cls.qualname))
        return sorted(found)


def _placed(site: CallSite) -> Iterator[tuple[ClassInfo, str]]:
    for path in site.argument(0, "uri_template"):
        for value in site.argument(1, "resource"):
            if isinstance(path, Text) and isinstance(value, Instance) and _answers(value.cls):
                yield value.cls, path.value


def _answers(cls: ClassInfo) -> bool:
    """Tell whether a class has responders, of its own or from the program's other classes."""
    return any(
        _RESPONDER.fullmatch(name)
        for each in mro(cls)
        if isinstance(each, ClassInfo)
        for name in each.methods
    )
