"""Pecan, CherryPy and TurboGears: methods that are exposed, found by the names in a path.

Sources: "Controllers and Routing" in Pecan's documentation, "Basics" and "Advanced" in CherryPy's,
"Writing Controllers" in TurboGears'. No path stands in the code: such an entry point goes by the
name of its class and method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import last_name_of
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program

_PACKAGES = ("cherrypy", "pecan", "tg", "turbogears", "wsme", "wsmeext")
# `@expose()`, those of WSME, and `@index.when(method="POST")` for what is exposed already.
_EXPOSING = frozenset({"expose", "wsexpose", "when"})


class ObjectDispatch(Framework):
    """What the frameworks reach by going from object to object."""

    name = "object-dispatch"
    examples = (
        Example(
            title="exposed methods, and classes whose methods are those of HTTP",
            files={
                "shop/__init__.py": "",
                "shop/controllers.py": """
                    import pecan
                    from pecan import expose
                    from wsmeext.pecan import wsexpose

                    class Orders:
                        @pecan.expose(generic=True)
                        def index(self):
                            return self._all()

                        @index.when(method="POST", template="json")
                        def create(self):
                            return {}

                        @wsexpose(int)
                        def get_one(self, number):
                            return number

                        @expose()
                        def _lookup(self, number, *rest):
                            return Orders(), rest

                        def _all(self):
                            return []
                """,
                "shop/pages.py": """
                    import cherrypy

                    class Root:
                        @cherrypy.expose
                        def home(self):
                            return ""

                        def helper(self):
                            return ""

                    class Stock:
                        exposed = True

                        def GET(self):
                            return ""

                    @cherrypy.expose
                    class Prices:
                        def GET(self):
                            return ""
                """,
            },
            entry_points=(
                "route Orders._lookup shop.controllers Orders._lookup",
                "route Orders.create shop.controllers Orders.create",
                "route Orders.get_one shop.controllers Orders.get_one",
                "route Orders.index shop.controllers Orders.index",
                "route Prices shop.pages Prices",
                "route Root.home shop.pages Root.home",
                "route Stock shop.pages Stock",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports one of these frameworks."""
        return imports_any(program, *_PACKAGES)

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield each method and class that is exposed."""
        return sorted({_entry_point(target) for target in _exposed(engine.program)})


def _exposed(program: Program) -> Iterator[FunctionInfo | ClassInfo]:
    for function in program.functions():
        if function.owner is not None and any(map(_exposes, function.node.decorators)):
            yield function
    for cls in program.classes():
        if any(map(_exposes, cls.node.decorators)) or any(map(_is_mark, cls.node.body)):
            yield cls


def _exposes(decorator: Expr) -> bool:
    return last_name_of(decorator) in _EXPOSING


def _is_mark(statement: facts.AnyStatement) -> bool:
    match statement:
        case facts.Assign(targets=(facts.Name(id="exposed"),), value=facts.Constant(value=True)):
            return True
    return False


def _entry_point(target: FunctionInfo | ClassInfo) -> EntryPoint:
    return EntryPoint("route", target.qualname, target.module.name, target.qualname)
