"""Flask, FastAPI and their kin: what stands behind a URL, by decorator or by registration.

Sources: the routing chapters of the documentation of Flask, Flask-RESTful, Flask-AppBuilder,
FastAPI, Starlette, aiohttp, Sanic, Bottle and Litestar. A path is named as the code writes it;
the prefix of a blueprint or router is not put before it, and where that is all, it is `/`.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks import pointing
from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo, Program
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    External,
    ExternalMethod,
    FunctionValue,
    Text,
    Value,
    Values,
)

_PACKAGES = (
    "aiohttp",
    "apiflask",
    "blacksheep",
    "bottle",
    "fastapi",
    "flask",
    "flask_appbuilder",
    "flask_openapi3",
    "flask_restful",
    "flask_restx",
    "litestar",
    "ninja",
    "quart",
    "sanic",
    "starlette",
)
_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_DECORATORS = frozenset({*_VERBS, "api_route", "api_view", "expose", "route", "websocket"})
_REGISTRARS = frozenset(
    {
        *(f"add_{verb}" for verb in _VERBS),
        "add_api_route",
        "add_resource",
        "add_route",
        "add_url_rule",
        "add_view",
        "add_websocket_route",
        "route",
    }
)
_ROUTE_CLASSES = frozenset({"Route", "WebSocketRoute", "APIRoute"})
_MAKERS = {
    "aiohttp.web": frozenset({*_VERBS, "route", "view"}),
    "bottle": frozenset({*_VERBS, "route"}),
}


class Routes(Framework):
    """Entry points of the web frameworks that have no project layout of their own."""

    name = "routes"
    examples = (
        Example(
            title="a decorator with a path makes a function or a class an entry point",
            files={
                "app/__init__.py": "",
                "app/views.py": """
                    from flask import Blueprint
                    from flask_restx import Namespace, Resource
                    from app.cache import cache

                    orders = Blueprint("orders", __name__)
                    ns = Namespace("stock")

                    @orders.route("/orders", methods=["POST"])
                    @cache.get("orders")
                    def create():
                        return "ok"

                    @ns.route("/stock/<int:pk>")
                    class Stock(Resource):
                        def get(self, pk):
                            return pk
                """,
                "app/cache.py": "cache = None",
            },
            entry_points=(
                "route /orders app.views create",
                "route /stock/<int:pk> app.views Stock",
            ),
        ),
        Example(
            title="paths that are empty, put together, named, or without a slash",
            files={
                "app/__init__.py": "",
                "app/paths.py": """
                    ROOT = "/api"

                    def handler(**options):
                        return lambda function: function

                    retry = handler
                """,
                "app/views.py": """
                    from fastapi import APIRouter
                    from flask_restx import Namespace, Resource
                    from app import paths
                    from app.paths import ROOT

                    router = APIRouter(prefix="/orders")
                    ns = Namespace("stock")
                    kind = open("kind").read()

                    @router.get("", name="list")
                    def all():
                        return []

                    @router.post(f"{kind}/{{pk}}")
                    def change(pk):
                        return pk

                    @router.put(ROOT)
                    def put():
                        return []

                    @router.patch(path=paths.ROOT + "/rest")
                    def patch():
                        return []

                    @paths.handler(path="/bills", methods=["GET"])
                    def bills():
                        return []

                    @paths.retry(path="/bills", tries=2)
                    def rest():
                        return []

                    @ns.route("shelves")
                    def shelves():
                        return []

                    @ns.route("stock", "stocks")
                    class Stock(Resource):
                        def get(self):
                            return []
                """,
            },
            entry_points=(
                "route / app.views all",
                "route /api app.views put",
                "route /api/rest app.views patch",
                "route /bills app.views bills",
                "route shelves app.views shelves",
                "route stock app.views Stock",
                "route {}/{pk} app.views change",
            ),
        ),
        Example(
            title="so does a registration",
            files={
                "app/__init__.py": "",
                "app/main.py": """
                    from fastapi import FastAPI
                    from starlette.routing import Route
                    from flask.views import MethodView

                    def health():
                        return "ok"

                    class Users(MethodView):
                        def get(self):
                            return []

                    def build(flask_app):
                        app = FastAPI(routes=[Route("/live", health)])
                        app.add_api_route("/health", health)
                        flask_app.add_url_rule("/users", view_func=Users.as_view("users"))
                        return app
                """,
            },
            entry_points=(
                "route /health app.main health",
                "route /live app.main health",
                "route /users app.main Users",
            ),
        ),
        Example(
            title="tables of routes, and routes that a function is given for",
            files={
                "app/__init__.py": "",
                "app/main.py": """
                    import bottle
                    from aiohttp import web

                    class Orders(web.View):
                        async def get(self):
                            return web.Response()

                    class Site:
                        async def stock(self, request):
                            return web.Response()

                        def routes(self):
                            return [web.get("/stock", self.stock), web.view("/orders", Orders)]

                    async def health(request):
                        return web.Response()

                    def label():
                        return ""

                    def build():
                        app = web.Application()
                        app.add_routes(Site().routes())
                        app.router.add_route("GET", "/health", health)
                        bottle.route("/label", "GET", label)
                        bottle.Bottle().route("/labels", callback=label)
                        return app
                """,
            },
            entry_points=(
                "route /health app.main health",
                "route /label app.main label",
                "route /labels app.main label",
                "route /orders app.main Orders",
                "route /stock app.main Site.stock",
            ),
        ),
    )

    def __init__(self) -> None:
        self._sites: dict[int, CallSite] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports one of the web frameworks."""
        return imports_any(program, *_PACKAGES)

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Keep calls that put a function or a class at a path; a class's view stands for it."""
        match callee:
            case ExternalMethod(receiver=ClassValue(), name="as_view"):
                return (callee,)
            case ExternalMethod(name=name) if name in _REGISTRARS:
                self._sites[id(site.call)] = site
            case External(name=name) if _makes_route(name):
                self._sites[id(site.call)] = site
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Keep registrations at an application of which nothing is known, such as a parameter."""
        if name in _REGISTRARS:
            self._sites[id(site.call)] = site
        return None

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield what is decorated with a path, and what is registered at one, each once."""
        found = {*_decorated(engine.program)}
        for site in self._sites.values():
            found.update(_registered(site))
        return sorted(found)


def _decorated(program: Program) -> Iterable[EntryPoint]:
    targets: list[FunctionInfo | ClassInfo] = [*program.functions(), *program.classes()]
    for target in targets:
        for decorator in target.node.decorators:
            path = _decorating_path(decorator, target.module)
            if path is not None:
                yield _entry_point(path, target)


# Under these a decorator of the program's own is given a path, beside `methods=`.
_PATHS = ("path", "rule", "url")


def _decorating_path(decorator: Expr, module: ModuleInfo) -> str | None:
    match decorator:
        case facts.Call(func=facts.Attribute(attr=name) | facts.Name(id=name)) as call:
            pass
        case _:
            return None
    if name not in _DECORATORS and not _names_methods(call):
        return None
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    paths = [pointing.path_of(value, module) for value in given]
    if paths[:1] == [""]:
        return "/"
    if name == "route" and paths[:1] != [None]:  # a blueprint's prefix may bring the slash
        return next(iter(paths), None)
    return next((path for path in paths if path is not None and _is_path(path)), None)


def _names_methods(decorator: facts.Call) -> bool:
    """Tell whether a decorator of any name says where and by which methods it is asked."""
    names = {keyword.name for keyword in decorator.keywords}
    return "methods" in names and not names.isdisjoint(_PATHS)


def _registered(site: CallSite) -> Iterable[EntryPoint]:
    values = [value for given in (*site.args, *site.keywords.values()) for value in given]
    path = next((v.value for v in values if isinstance(v, Text) and _is_path(v.value)), None)
    if path is not None:
        for value in values:
            target = _behind(value)
            if target is not None:
                yield _entry_point(path, target)


def _behind(value: Value) -> FunctionInfo | ClassInfo | None:
    match value:
        case FunctionValue(function=function) | BoundMethod(function=function):
            return function
        case ClassValue(cls=cls) | ExternalMethod(receiver=ClassValue(cls=cls), name="as_view"):
            return cls
    return None


def _makes_route(name: str) -> bool:
    """Tell whether a function or class of a framework takes a path with what stands behind it."""
    package, _, last = name.rpartition(".")
    return last in _ROUTE_CLASSES or (package in _MAKERS and last in _MAKERS[package])


def _is_path(text: str) -> bool:
    return text.startswith(("/", "{}/"))


def _entry_point(path: str, target: FunctionInfo | ClassInfo) -> EntryPoint:
    return EntryPoint("route", path, target.module.name, target.qualname)
