"""Where the outside gets in: URL patterns, routers and management commands.

Source: "URL dispatcher" and "Writing custom commands" in Django's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.pointing import keyword, named
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Call
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
# Calls that give views by themselves, whatever they are given.
_OPAQUE = frozenset({"as_view", "decorator_include", "include"})


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
        values = site.argument(1, "view") or site.argument(1, "viewset")
        yield from _wrapped(site) or filter(None, map(_view, values))


def _wrapped(site: CallSite) -> list[ClassInfo | FunctionInfo]:
    """Return the view inside of decorators: that of `cache_page(60)(login_required(show))`."""
    given = site.call.args[1] if len(site.call.args) > 1 else keyword(site.call, "view")
    inner = given
    while isinstance(inner, Call) and inner.args and last_name_of(inner.func) not in _OPAQUE:
        inner = inner.args[0]
    return named(site.module, inner) if inner is not None and inner is not given else []


def _view(value: Value) -> ClassInfo | FunctionInfo | None:
    match value:
        case FunctionValue(function=function) | BoundMethod(function=function):
            return function
        case ClassValue(cls=cls) | ExternalMethod(receiver=ClassValue(cls=cls)):
            return cls
        case Instance(cls=cls, site=site):  # a feed, or something that answers for a class
            return _served(site) or cls
        case ExternalInstance(site=CallSite() as site):
            return _served(site)
    return None


def _served(site: CallSite | None) -> ClassInfo | None:
    """Return the class that something callable is made for: `Resource(Orders)`."""
    given = site.args[0] if site is not None and site.args else ()
    return next((value.cls for value in given if isinstance(value, ClassValue)), None)
