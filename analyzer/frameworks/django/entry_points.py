"""Where the outside gets in: URL patterns, routers and management commands.

Source: "URL dispatcher" and "Writing custom commands" in Django's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.model.analysis import EntryPoint
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, outside_bases
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Instance,
    Text,
    Value,
)

ROUTES = frozenset({"path", "re_path", "url"})
_ROUTER = "Router"


def commands(program: Program) -> Iterable[EntryPoint]:
    """Yield each management command by its file's name."""
    for cls in program.classes():
        package, _, name = cls.module.name.rpartition(".")
        if cls.name == "Command" and package.endswith("management.commands"):
            yield EntryPoint("command", name, cls.module.name, cls.qualname)


def is_route(callee: Value) -> bool:
    """Tell whether calling a value declares a URL pattern, or registers a viewset at a router."""
    match callee:
        case ExternalMethod(receiver=ExternalInstance(name=name), name="register"):
            return name.endswith(_ROUTER)
        case ExternalMethod(receiver=Instance(cls=cls), name="register"):
            return any(base.endswith(_ROUTER) for base in outside_bases(cls))
        case External(name=name):
            return name.startswith("django.") and name.rpartition(".")[2] in ROUTES
    return False


def is_own_route(callee: BoundMethod | FunctionValue) -> bool:
    """Tell whether a method registers a viewset at a router that is the program's own."""
    owner = callee.function.owner
    return owner is not None and callee.function.name == "register" and _ROUTER in owner.name


def routes(sites: Iterable[CallSite]) -> Iterable[EntryPoint]:
    """Yield the view behind each URL pattern; included patterns stand for themselves."""
    for site in sites:
        paths = site.argument(0, "route") or site.argument(0, "prefix")
        name = next((v.value for v in paths if isinstance(v, Text)), "")
        for target in views([site]):
            yield EntryPoint("route", name, target.module.name, target.qualname)


def views(sites: Iterable[CallSite]) -> Iterable[ClassInfo | FunctionInfo]:
    """Yield the functions and classes behind URL patterns."""
    for site in sites:
        for value in site.argument(1, "view") or site.argument(1, "viewset"):
            target = _view(value)
            if target is not None:
                yield target


def _view(value: Value) -> ClassInfo | FunctionInfo | None:
    match value:
        case FunctionValue(function=function) | BoundMethod(function=function):
            return function
        case ClassValue(cls=cls) | ExternalMethod(receiver=ClassValue(cls=cls)):
            return cls
    return None
