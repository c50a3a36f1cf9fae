"""Queries with methods that are not SQLAlchemy's: those of a program's own class of queries.

A session makes its queries of the class that `query_cls=` names, a model of Flask-SQLAlchemy those
of its `query_class`. Sources: "sessionmaker" in SQLAlchemy's documentation, "Customizing" in
Flask-SQLAlchemy's.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.statements import Reader
from analyzer.frameworks.sqlalchemy.values import StatementValue
from analyzer.resolution.calls import call_value
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo, Program, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import BoundMethod, Values

_PACKAGES = ("sqlalchemy", "flask_sqlalchemy", "oslo_db")
_CLASSES = frozenset({"BaseQuery", "Query", "Query()"})

Methods = dict[str, list[FunctionInfo]]


def methods(program: Program) -> Methods:
    """Return the methods of the program's classes of queries, by name."""
    found: Methods = {}
    for cls in program.classes():
        if any(isinstance(base, str) and _is_query(base) for base in mro(cls)):
            for name, functions in cls.methods.items():
                found.setdefault(name, []).extend(f for f in functions if f.kind == "method")
    return found


def _is_query(base: str) -> bool:
    package, _, name = base.rpartition(".")
    return name in _CLASSES and package.partition(".")[0] in _PACKAGES


def call(frame: Frame, known: Methods, reader: Reader, query: StatementValue, name: str) -> Values:
    """Return what such a method gives for a query."""
    result: Values = ()
    for function in known[name]:
        method = BoundMethod(function, query.apart)
        result = join(result, call_value(frame, method, reader.site))
        if _only_changes(frame, method, query):
            reader.unread(query)
    return result


def is_own(frame: Frame, known: Methods, query: StatementValue, name: str) -> bool:
    """Tell whether a name is such a method's, and is not what that itself calls with `super()`."""
    return query.runs and name in known and frame.unit.function not in known[name]


def _only_changes(frame: Frame, method: BoundMethod, query: StatementValue) -> bool:
    """Tell whether a method writes what the query is over, and reads nothing of it."""
    effects = frame.engine.function_unit(method.function, method.receiver).effects
    done = {touch.operation for touch in effects.touches if touch.table in query.tables}
    return done == {"write"}
