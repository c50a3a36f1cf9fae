"""Sessions of which nothing is known: what a package kept for the thread, or hung on a request.

They are told by what they are asked for: `x.query(Model)` is a session's whatever x is.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy import catalogue, oslo, sessions
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.statements import Reader
from analyzer.frameworks.sqlalchemy.values import StatementValue
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, ExternalMethod, Instance, Value, Values

_READERS = frozenset({"read_sql", "read_sql_query"})  # those of pandas and its like


def call_function(frame: Frame, mappings: Mappings, name: str, site: CallSite) -> Values | None:
    """Return what a function of another package gives that makes a query, or runs a statement."""
    if name.rpartition(".")[2] in _READERS:
        return sessions.SessionCall(frame, mappings, site).fetch()
    return oslo.call(frame, mappings, name, site)


def call(
    frame: Frame, mappings: Mappings, receiver: Expr, name: str, site: CallSite
) -> Values | None:
    """Run a session's method whose arguments show that it is one; `x.add(row)` only by its name."""
    if name not in sessions.METHODS or name in sessions.ENDS or not site.args:
        return None
    if name in sessions.TAKES_ROW:  # sets have an `add` as well
        is_known = any(_is_row(mappings, v) for v in site.args[0])
        is_known = is_known and sessions.is_called_session(receiver)
    else:
        is_known = bool(Reader(frame, mappings, site).mentioned())
        is_known = is_known or any(isinstance(v, StatementValue) for v in site.args[0])
    return sessions.SessionCall(frame, mappings, site).run(name) if is_known else None


def call_member(
    frame: Frame, mappings: Mappings, member: ExternalMethod, name: str, site: CallSite
) -> Values | None:
    """Return what calling a method of `request.db` gives: it is whatever was put there."""
    found = catalogue.call(mappings.schema, member, name)
    return found if found is not None else call_method(frame, mappings, name, site)


def call_method(frame: Frame, mappings: Mappings, name: str, site: CallSite) -> Values | None:
    """Return what a method gives of something that is made outside of the program."""
    match site.call.func:
        case facts.Attribute(value=receiver):
            return call(frame, mappings, receiver, name, site)
    return None


def _is_row(mappings: Mappings, value: Value) -> bool:
    return isinstance(value, Instance) and mappings.by_class.get(value.cls) is not None
