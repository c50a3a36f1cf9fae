"""Routes: controllers whose methods a mapper connects to paths, as OpenStack and Pylons have them.

Sources: "Setting up routes", "Submappers" and "RESTful services" in the documentation of Routes,
`routes/mapper.py`; "Controllers" in that of Pylons. Where several paths and several actions meet
in one call, nothing says which belong together: such an entry point goes by its method's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.base import Framework, imports_any
from analyzer.frameworks.mapped_routes import Meeting, meetings
from analyzer.frameworks.routes_mapper_examples import EXAMPLES
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.model.walking import walk
from analyzer.resolution import holding
from analyzer.resolution.calls import call_value
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, mro, outside_bases
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    ExternalMethod,
    FunctionValue,
    Instance,
    Text,
    Value,
    Values,
)

_CONNECTING = frozenset({"action", "connect", "resource"})


class SubMapper(Value, frozen=True, cache_hash=True):
    """What `mapper.submapper(...)` gives: a mapper with a prefix and a controller of its own."""

    site: CallSite
    parent: Value | None


class RoutesMapper(Framework):
    """What the mappers of Routes connect."""

    name = "routes-mapper"
    examples = EXAMPLES

    def __init__(self) -> None:
        self._connecting: dict[CallSite, dict[Value | None, None]] = {}
        self._building: set[CallSite] = set()

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Routes, or Pylons, which brings it."""
        return imports_any(program, "routes", "pylons")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Keep what connects, and give a mapper for what makes a part of one."""
        if isinstance(callee, ExternalMethod):
            return self._noted(callee.receiver, callee.name, site)
        return None

    def called(self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite) -> None:
        """Keep what connects through the program's own kind of mapper."""
        if isinstance(callee, BoundMethod) and _is_mapper(callee.receiver):
            self._noted(callee.receiver, callee.function.name, site)

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """The same at a mapper of which nothing is known, such as a parameter."""
        return self._noted(None, name, site)

    def enter(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return the mapper itself for `with mapper.submapper(...) as part`."""
        return (value,) if isinstance(value, SubMapper) else None

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Tell applications that look up actions by name apart by the controllers they are for."""
        controllers = [v for v in site.argument(0, "controller") if isinstance(v, Instance)]
        if site in self._building or not controllers or not _dispatches(cls):
            return None
        self._building.add(site)
        plain = call_value(frame, ClassValue(cls), site)
        self._building.discard(site)
        made = [holding.build(frame, cls, (("controller", v),), None) for v in controllers]
        return tuple(dict.fromkeys(made)) or plain

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield each method of a controller that a path comes to."""
        found: set[EntryPoint] = set()
        for site, mappers in self._connecting.items():
            for mapper in mappers:
                for meeting in meetings(site, list(_parts(mapper))):
                    found.update(_entry_points(engine.program, meeting))
        return sorted(found)

    def _noted(self, mapper: Value | None, name: str, site: CallSite) -> Values | None:
        if name == "submapper":
            return (SubMapper(site, mapper),)
        if name in _CONNECTING:
            self._connecting.setdefault(site, {})[mapper] = None
        return None


def _parts(mapper: Value | None) -> Iterator[CallSite]:
    """Yield the calls that made a part of a mapper, the innermost first."""
    while isinstance(mapper, SubMapper):
        yield mapper.site
        mapper = mapper.parent


def _is_mapper(value: Value) -> bool:
    if not isinstance(value, Instance):
        return False
    return any(base.startswith("routes.") for base in outside_bases(value.cls))


def _dispatches(cls: ClassInfo) -> bool:
    """Tell whether an object of a class is called, and calls what it finds by a name it is given.

    So do the resources of OpenStack's services: `getattr(controller, action)`.
    """
    own = [each for each in mro(cls) if isinstance(each, ClassInfo)]
    methods = [m for each in own for known in each.methods.values() for m in known]
    called = any("__call__" in each.methods for each in own)
    return called and any(map(_looks_up, methods))


def _looks_up(method: FunctionInfo) -> bool:
    for part in walk(method.node.body):
        match part:
            case facts.Call(func=facts.Name(id="getattr"), args=(_, facts.Name(), *_)):
                return True
    return False


def _entry_points(program: Program, meeting: Meeting) -> Iterator[EntryPoint]:
    for controller in meeting.controllers:
        for method in _methods(program, controller, meeting.action):
            name = method.qualname if meeting.path is None else meeting.path
            yield EntryPoint("route", name, method.module.name, method.qualname)


def _methods(program: Program, controller: Value, action: str | None) -> list[FunctionInfo]:
    """Return what answers an action: the controller's method of that name, or itself."""
    match controller:
        case Instance(held=held) if held:
            inner = [method for _, value in held for method in _methods(program, value, action)]
            return inner or _method(controller.cls, action)
        case Instance(cls=cls):
            own = _method(cls, action)
            return own if own or _dispatches(cls) else _method(cls, "__call__")
        case ClassValue(cls=cls):
            return _method(cls, action)
        case Text(value=name):
            return [m for cls in _named(program, name) for m in _method(cls, action)]
    return []


def _method(cls: ClassInfo, action: str | None) -> list[FunctionInfo]:
    """Return the method of a name; of an action that the path tells, each that is public."""
    own = [each for each in mro(cls) if isinstance(each, ClassInfo)]
    if action is None:
        names = sorted({name for each in own for name in each.methods if name[0] != "_"})
        return [method for name in names for method in _method(cls, name)]
    return next((each.methods[action] for each in own if action in each.methods), [])


def _named(program: Program, name: str) -> Iterator[ClassInfo]:
    """Yield the classes that Pylons takes a controller's name for, or the one that it spells."""
    module, _, spelt = name.partition(":")
    last = module.rpartition("/")[2].replace("-", "_").split("_")
    wanted = spelt or "".join(map(str.title, last)) + "Controller"
    path = module if spelt else f".controllers.{module.replace('/', '.').replace('-', '_')}"
    for cls in program.classes():
        if cls.qualname == wanted and f".{cls.module.name}".endswith(path):
            yield cls
