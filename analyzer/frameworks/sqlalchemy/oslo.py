"""What oslo.db adds to SQLAlchemy: functions that make queries, and contexts that open sessions.

Source: `oslo_db.sqlalchemy.utils` and `oslo_db.sqlalchemy.enginefacade` of oslo.db.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.statements import Reader
from analyzer.frameworks.sqlalchemy.values import SessionValue
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    External,
    ExternalInstance,
    ExternalMethod,
    Value,
    Values,
)

_PACKAGE = "oslo_db.sqlalchemy.utils."
_FACADE = ".enginefacade."
_SESSION = SessionValue()
# What a context (`enginefacade.transaction_context()`, or its `writer`) gives.
_OPENED: dict[str, Values] = {
    "using": (SessionValue(begun=True),),
    "get_engine": (_SESSION,),
    "get_session": (_SESSION,),
    "get_sessionmaker": (ExternalInstance("sqlalchemy.orm.sessionmaker"),),
}


def opened(callee: Value) -> Values | None:
    """Return the session, or the maker of sessions, that a method of a context gives."""
    if not isinstance(callee, External | ExternalMethod):
        return None
    found = _OPENED.get(callee.name.rpartition(".")[2])
    return found if found is not None and _FACADE in _root(callee) else None


def _root(value: Value) -> str:
    """Return the name of what a chain of attributes begins with."""
    while isinstance(value, ExternalMethod):
        value = value.receiver
    return value.name if isinstance(value, External | ExternalInstance) else ""


def call(frame: Frame, mappings: Mappings, name: str, site: CallSite) -> Values | None:
    """Return the query that `model_query(model, session, args)` makes, or that is paginated."""
    if not name.startswith(_PACKAGE):
        return None
    if name == f"{_PACKAGE}paginate_query":
        return site.argument(0, "query")
    if name != f"{_PACKAGE}model_query":
        return None
    asked: Values = ()
    for value in site.argument(2, "args"):
        asked = join(asked, lookup.iterate(frame, value, site.line))
    return Reader(frame, mappings, site).query(True, (asked or site.argument(0, "model"),))
