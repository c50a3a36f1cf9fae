"""Pyramid and Cornice: views by decorator and by configuration, services and resources.

Sources: "View Configuration" and "URL Dispatch" in Pyramid's documentation, "Defining services" and
"Defining resources" in Cornice's. A view is named by the pattern of its route where that stands in
the code, else by the route's name, its own, or its function's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.pointing import Target, calls, dotted, keyword, named, path_of
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ModuleInfo, Program

_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_RESOURCES = frozenset({"resource", "register"})  # Cornice's, and that of Kinto's core

# The paths of routes by their names, and of services by the names that a module gives them.
_Patterns = Mapping[str, str]


class Pyramid(Framework):
    """Views of Pyramid, and what Cornice makes views of."""

    name = "pyramid"
    examples = (
        Example(
            title="views by decorators and by configuration",
            files={
                "shop/__init__.py": """
                    from shop import views

                    def includeme(config):
                        config.add_route("orders", "/orders")
                        config.add_route("stock", pattern="/stock/{id}")
                        config.add_view(views.stock, route_name="stock")
                        config.add_view("shop.views.login", name="login")
                        config.add_view(".views.Health", attr="check", route_name="health")
                """,
                "shop/views.py": """
                    from pyramid.view import view_config

                    @view_config(route_name="orders", request_method="GET")
                    @view_config(route_name="old-orders")
                    def orders(request):
                        return {}

                    @view_config(context=ValueError)
                    def failed(request):
                        return {}

                    class Bills:
                        @view_config(name="bills")
                        def show(self):
                            return {}

                    class Health:
                        def check(self):
                            return "ok"

                    def stock(request):
                        return {}

                    def login(request):
                        return {}
                """,
            },
            entry_points=(
                "route /orders shop.views orders",
                "route /stock/{id} shop.views stock",
                "route bills shop.views Bills.show",
                "route failed shop.views failed",
                "route health shop.views Health",
                "route login shop.views login",
                "route old-orders shop.views orders",
            ),
        ),
        Example(
            title="services and resources of Cornice",
            files={
                "shop/__init__.py": "",
                "shop/services.py": """
                    from cornice import Service
                    from cornice.resource import resource, view

                    builds = Service(name="builds", path="/builds/", description="Builds")

                    @builds.get(renderer="json")
                    def all_builds(request):
                        return []

                    @resource(collection_path="/users", path="/users/{id}")
                    class User:
                        @view(renderer="json")
                        def get(self):
                            return {}
                """,
            },
            entry_points=(
                "route /builds/ shop.services all_builds",
                "route /users shop.services User",
                "route /users/{id} shop.services User",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Pyramid or Cornice."""
        return imports_any(program, "pyramid", "cornice")

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield what is decorated as a view, and what the configuration makes one."""
        program = engine.program
        modules = list(program.live_modules())
        made = {module: list(calls(module)) for module in modules}
        routes = {name: path for module in modules for name, path in _routes(made[module])}
        found: set[EntryPoint] = set()
        for module in modules:
            for call in made[module]:
                found.update(_configured(program, module, call, routes))
        services = {module: dict(_services(module.facts.body)) for module in modules}
        targets: list[Target] = [*program.functions(), *program.classes()]
        for target in targets:
            own = services.get(target.module, {})
            for decorator in target.node.decorators:
                found.update(_entry(n, target) for n in _names(decorator, target, routes, own))
        return sorted(found)


def _routes(found: Iterable[facts.Call]) -> Iterator[tuple[str, str]]:
    """Yield the name and the pattern of each `add_route`."""
    for call in found:
        if last_name_of(call.func) == "add_route" and call.args:
            given = call.args[1] if len(call.args) > 1 else None
            name, path = path_of(call.args[0]), path_of(given or keyword(call, "pattern"))
            if name is not None and path is not None:
                yield name, path


def _services(body: facts.Block) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each `name = Service(path=...)`."""
    for statement in body:
        match statement:
            case facts.Assign(targets=(facts.Name(id=name),), value=facts.Call() as call):
                path = path_of(keyword(call, "path"))
                if last_name_of(call.func) == "Service" and path is not None:
                    yield name, path


def _configured(
    program: Program, module: ModuleInfo, call: facts.Call, routes: _Patterns
) -> Iterator[EntryPoint]:
    """Yield the views that an `add_view` names, itself or in a string."""
    if last_name_of(call.func) != "add_view":
        return
    view = call.args[0] if call.args else keyword(call, "view")
    text = path_of(view)
    if text is not None:
        targets = dotted(program, module, text)
    else:
        targets = named(module, view) if view is not None else []
    for target in targets:
        yield _entry(_name(call, target, routes), target)


def _names(
    decorator: Expr, target: Target, routes: _Patterns, services: _Patterns
) -> Iterator[str]:
    """Yield the names under which a decorator makes a view, a service's answer or a resource."""
    if not isinstance(decorator, facts.Call):
        return
    last = last_name_of(decorator.func)
    if last == "view_config":
        yield _name(decorator, target, routes)
    elif last in _RESOURCES:
        paths = (path_of(each.value) for each in decorator.keywords)
        yield from (path for path in paths if path is not None and path.startswith("/"))
    match decorator.func:
        case facts.Attribute(value=facts.Name(id=name), attr=verb) if verb in _VERBS:
            if name in services:
                yield services[name]


def _name(call: facts.Call, target: Target, routes: _Patterns) -> str:
    route = path_of(keyword(call, "route_name"))
    if route is not None:
        return routes.get(route, route)
    return path_of(keyword(call, "name")) or target.qualname


def _entry(name: str, target: Target) -> EntryPoint:
    return EntryPoint("route", name, target.module.name, target.qualname)
