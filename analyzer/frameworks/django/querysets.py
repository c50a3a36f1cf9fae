"""What the methods of managers, querysets and rows do to which tables.

Source: the QuerySet API reference of Django 5.2. The asynchronous twin of a method begins with `a`.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.chains import has_touched, take_back
from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.django import ordering
from analyzer.frameworks.django.deleting import is_leaf
from analyzer.frameworks.django.handing import Handing, parted
from analyzer.frameworks.django.lookups import (
    OPTIONS,
    fetched_along,
    joined_tables,
    paths_in,
    queries_in,
    scoped_on,
    spanned,
)
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import QueryValue, row_of
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.telling import Kind
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    ExternalMethod,
    ListOf,
    TupleOf,
    Value,
    Values,
)

LAZY = frozenset(
    {
        "alias",
        "all",
        "annotate",
        "complex_filter",
        "db_manager",
        "defer",
        "difference",
        "distinct",
        "exclude",
        "extra",
        "filter",
        "get_queryset",
        "intersection",
        "none",
        "only",
        "order_by",
        "prefetch_related",
        "reverse",
        "select_for_update",
        "select_related",
        "union",
        "using",
    }
)
PLAIN = frozenset(["values", "values_list", "dates", "datetimes"])
ROW = frozenset(["get", "first", "last", "latest", "earliest"])
DATA = frozenset(
    {"aggregate", "contains", "count", "exists", "explain", "in_bulk", "iterator", "raw"}
)
CREATE = frozenset(["create", "bulk_create"])
BOTH = frozenset(["get_or_create", "update_or_create"])
# What is given the values of columns by their names.
SETS = frozenset(["create", "update"])
CHANGE = frozenset(["update", "bulk_update"])
LINK = frozenset(["add", "remove", "set", "clear"])
METHODS = LAZY | PLAIN | ROW | DATA | CREATE | BOTH | CHANGE | LINK | {"delete"}


# What is asked of queries, and of hardly anything else.
_SIGNS = frozenset(
    {
        *("annotate", "defer", "exclude", "filter", "in_bulk", "order_by", "prefetch_related"),
        *("select_for_update", "select_related", "values_list"),
    }
)


def kind(manager: QueryValue) -> Kind:
    """Return what tells a query over a model's rows: its name, and what is asked of it."""
    names: set[str] = set()
    for ancestor in mro(manager.cls) if manager.cls is not None else ():
        if not isinstance(ancestor, str):
            names.update(ancestor.methods)
    own = frozenset(names | _SIGNS)
    return Kind(manager, manager.model.name, own, METHODS, signs=own)


def attribute(query: QueryValue, name: str) -> Values:
    """Return what an attribute of a manager or queryset gives: its model, or a method."""
    if name == "model" and query.model.cls is not None:
        return (ClassValue(query.model.cls),)
    return (ExternalMethod(query, name),)


def is_method(name: str) -> bool:
    """Tell whether managers or querysets have a method of that name."""
    return name in METHODS or (name[:1] == "a" and name[1:] in METHODS)


def usual(query: QueryValue, name: str) -> Values:
    """Return what Django's own method of that name gives: a query again, a row, or neither."""
    if name in LAZY or name in PLAIN:
        return (_changed(query, name, ()),)
    return (row_of(query.model),) if name.removeprefix("a") in ROW else ()


def call(frame: Frame, handing: Handing, query: QueryValue, name: str, site: CallSite) -> Values:
    """Record what calling a method of a query touches, and return what it gives."""
    if name not in METHODS:
        name = name.removeprefix("a")
    toucher = Toucher(frame, site.line, confidence(frame, site.call.func))
    joined = _join(frame, handing, query, name, site, toucher)
    if name == "none":  # an empty query, of which the database never hears
        return (_changed(query, name, ()),)
    if name in LAZY or name in PLAIN:
        if not _is_chained(site) and not (query.related and name in _BARE):
            _built(frame, toucher, site).read(query.apart, "queryset")
        return (_changed(query, name, joined),)
    if name in LINK:
        return _link(toucher, query, name)
    if name in ("delete", "update"):
        toucher.look_into(query.unsorted)
    if name == "delete":
        if is_leaf(query.model):
            _unread(frame, query, site.call.func)
        toucher.delete(query.model)
        return ()
    if name == "update":
        _unread(frame, query, site.call.func)
    return _run(toucher, query, name)


def _built(frame: Frame, toucher: Toucher, site: CallSite) -> Toucher:
    """Return what records that a query is built here, and asked in all likelihood.

    In the body of a class or module, where it is built once and for all, it is not asked yet.
    """
    return toucher if frame.unit.function is not None else Toucher(frame, site.line, "likely")


def _join(
    frame: Frame, handing: Handing, query: QueryValue, name: str, site: CallSite, toucher: Toucher
) -> list[str]:
    """Record the tables that a method's lookups lead to; return them and those of inner queries."""
    if name in CREATE or name in CHANGE or name in LINK:
        return []
    fetched = name in ("select_related", "prefetch_related")
    own, passed = parted(frame, site)
    handing.note(frame, (query.model, fetched), passed)
    paths = paths_in(own)
    if name == "order_by":
        joined = ordering.sorted_by(query.model, paths)
    else:
        joined = joined_tables(query.model, paths, fetched)
    along: list[str] = []  # what the rows' own models and scopes join
    if name == "prefetch_related":
        along = ordering.fetched_after(query.model, paths) + scoped_on(query.model, paths)
    if name == "select_related" and not site.call.args and not site.call.keywords:
        joined, toucher = fetched_along(query.model), Toucher(frame, site.line, "likely")
    for table in joined:
        toucher.touch(table, "read", "join")
    for table in along:
        frame.touch(table, "read", "join", "likely", site.line)
    return joined + along + spanned(queries_in(site))


def suits(callee: Value, site: CallSite) -> bool | None:
    """Tell whether a model has the columns that a query is filtered by, or a row is made of."""
    match callee:
        case ExternalMethod(receiver=QueryValue() as query, name=name):
            pass
        case BoundMethod(receiver=QueryValue() as query, function=function):
            name = function.name
        case _:
            return None
    named = [k.name for k in site.call.keywords if k.name is not None and k.name not in OPTIONS]
    if name.removeprefix("a") not in _BY_COLUMNS or not named:
        return None
    return all(query.model.has(each.partition("__")[0]) for each in named)


# What takes columns, or paths that begin with one, as the names of its arguments.
_BY_COLUMNS = BOTH | SETS | {"exclude", "filter", "get"}


def _unread(frame: Frame, query: QueryValue, chain: facts.Expr) -> None:
    """Take back that rows are read which are updated or deleted where they are.

    Only to look through a relation or a parent has Django select their keys first
    (django/db/models/sql/compiler.py, `SQLUpdateCompiler.pre_sql_setup`).
    """
    tables = query.model.tables()
    if len(tables) == 1 and not has_touched(frame, "join", chain):
        take_back(frame, tables[0], ("queryset",), chain)


# With what a queryset's own methods begin to make another one (django/db/models/query.py).
_COPYING = frozenset({"_chain", "_clone"})
_WRITING = ("create", "update", "delete", "bulk_", "move", "remove", "add_")


def call_unknown(frame: Frame, query: QueryValue, name: str, site: CallSite) -> Values:
    """Record a method that neither Django nor the program gives a manager: a package's own.

    Its name alone says whether it writes; like most, it is taken to give a row or a query again.
    """
    if name in _COPYING:
        return (query,)
    if name == "_raw_delete":  # Django's own, past the collector
        Toucher(frame, site.line, "likely").write(query.model, "delete")
        return ()
    if not name.islower() or name.startswith("_"):
        return ()
    toucher = Toucher(frame, site.line, "likely")
    row: Values = (row_of(query.model),)
    if name.startswith(_WRITING):
        toucher.write(query.model, "queryset")
        return row if name.startswith("create") else ()
    toucher.read(query, "queryset")
    return row if name.startswith("get_") else (query,)


# What a related manager does without asking the database for anything yet.
_BARE = frozenset({"all", "get_queryset", "none", "using"})


def _is_chained(site: CallSite) -> bool:
    """Tell whether the call continues a chain, whose first call has been recorded already."""
    func = site.call.func
    return isinstance(func, facts.Attribute) and isinstance(func.value, facts.Call)


def _changed(query: QueryValue, name: str, joined: Iterable[str]) -> QueryValue:
    rows = query.rows and name not in PLAIN
    is_sorted = query.is_sorted and name not in _SORTING
    changed = QueryValue(query.model, query.cls, rows, query.through, False, query.joins, is_sorted)
    return changed.joining(joined)


# What puts rows into an order of its own, or does away with any.
_SORTING = frozenset({"dates", "datetimes", "order_by"})
# What asks for rows in the order that the model says; the rest of what runs a query does not.
_IN_ORDER = frozenset({"first", "iterator", "last"})


def _run(toucher: Toucher, query: QueryValue, name: str) -> Values:
    row: Values = (row_of(query.model),)
    if name == "bulk_create":
        toucher.write(query.model, "create")
        return tuple(ListOf(value) for value in row)
    if name in CREATE:
        toucher.save(query.model, "create")
        return row
    if name in BOTH:
        toucher.read(query.unsorted, "queryset")
        toucher.save(query.model, "create")
        return (TupleOf((row, ())),)
    if name in CHANGE:
        toucher.write(query.model, "update")
        return ()
    toucher.read(query if name in _IN_ORDER else query.unsorted, "queryset")
    if name in ROW:
        return row if query.rows else ()
    if name in ("iterator", "raw"):  # nothing is fetched until somebody goes through it
        return (query,)
    return ()


def _link(toucher: Toucher, query: QueryValue, name: str) -> Values:
    if query.through is not None:
        toucher.touch(query.through, "write", "many_to_many")
        if name != "clear":
            toucher.touch(query.through, "read", "many_to_many")
    elif query.related:
        toucher.write(query.model, "update")
    return ()
