"""Queries with methods that are not SQLAlchemy's: those of a program's own class of queries.

A session makes its queries of the class that `query_cls=` names, a model of Flask-SQLAlchemy those
of its `query_class`. Sources: "sessionmaker" in SQLAlchemy's documentation, "Customizing" in
Flask-SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.sqlalchemy.statements import Reader
from analyzer.frameworks.sqlalchemy.values import StatementValue
from analyzer.resolution.calls import call_value
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import BoundMethod, ClassValue, Instance, Values, flattened

_PACKAGES = ("sqlalchemy", "flask_sqlalchemy", "oslo_db")
_CLASSES = frozenset({"BaseQuery", "Query", "Query()"})


class OwnQueries:
    """The program's classes of queries, and which of their methods a query has."""

    def __init__(self, program: Program) -> None:
        self._methods: dict[str, list[FunctionInfo]] = {}
        self._of_models: set[ClassInfo] = set()
        for cls in program.classes():
            self._of_models.update(_ancestry(_query_classes(cls)))
            if any(isinstance(base, str) and _is_query(base) for base in mro(cls)):
                for name, functions in cls.methods.items():
                    methods = (f for f in functions if f.kind == "method")
                    self._methods.setdefault(name, []).extend(methods)

    def find(self, frame: Frame, query: StatementValue, name: str) -> list[FunctionInfo]:
        """Return the methods of that name that a query may have, not those that run just now.

        What such a method calls with `super()` is SQLAlchemy's.
        """
        named = self._methods.get(name, []) if query.runs else []
        if not named or frame.unit.function in named:
            return []
        rows = [row.cls for row in flattened(query.rows) if isinstance(row, Instance)]
        own = _ancestry(each for cls in rows for each in _query_classes(cls))
        return [f for f in named if f.owner in own or not (own or f.owner in self._of_models)]


def call(
    frame: Frame, functions: Iterable[FunctionInfo], reader: Reader, query: StatementValue
) -> Values:
    """Return what such methods give for a query."""
    result: Values = ()
    for function in functions:
        method = BoundMethod(function, query.apart)
        result = join(result, call_value(frame, method, reader.site))
        if _only_changes(frame, method, query):
            reader.unread(query)
        else:
            query.fetch(frame.engine)
    return result


def _query_classes(model: ClassInfo) -> list[ClassInfo]:
    """Return the classes that a model names as those of its queries."""
    holders = (holder for holder in mro(model) if isinstance(holder, ClassInfo))
    slots = (holder.slots["query_class"] for holder in holders if "query_class" in holder.slots)
    return [v.cls for slot in slots for v in slot.values if isinstance(v, ClassValue)]


def _ancestry(classes: Iterable[ClassInfo]) -> set[ClassInfo]:
    return {each for cls in classes for each in mro(cls) if isinstance(each, ClassInfo)}


def _is_query(base: str) -> bool:
    package, _, name = base.rpartition(".")
    return name in _CLASSES and package.partition(".")[0] in _PACKAGES


def _only_changes(frame: Frame, method: BoundMethod, query: StatementValue) -> bool:
    """Tell whether a method writes what the query is over, and reads nothing of it."""
    effects = frame.engine.function_unit(method.function, method.receiver).effects
    done = {touch.operation for touch in effects.touches if touch.table in query.tables}
    return done == {"write"}
