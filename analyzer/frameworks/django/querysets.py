"""What the methods of managers, querysets and rows do to which tables.

Source: the QuerySet API reference of Django 5.2. The asynchronous twin of a method begins with `a`.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.chains import has_touched, take_back
from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.django.deleting import CLEARING, EMPTIED, cascades, is_leaf
from analyzer.frameworks.django.lookups import (
    fetched_along,
    joined_tables,
    paths_in,
    queries_in,
    spanned,
)
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.values import QueryValue, row_of
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.telling import Kind
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalMethod,
    ListOf,
    Text,
    TupleOf,
    Values,
    flattened,
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


def call(frame: Frame, query: QueryValue, name: str, site: CallSite) -> Values:
    """Record what calling a method of a query touches, and return what it gives."""
    if name not in METHODS:
        name = name.removeprefix("a")
    toucher = Toucher(frame, site.line, confidence(frame, site.call.func))
    joined = _join(frame, query, name, site, toucher)
    if name == "none":  # an empty query, of which the database never hears
        return (_changed(query, name, ()),)
    if name in LAZY or name in PLAIN:
        if not _is_chained(site) and not (query.related and name in _BARE):
            toucher.read(query.apart, "queryset")
        return (_changed(query, name, joined),)
    if name in LINK:
        return _link(toucher, query, name)
    if name == "delete":
        if is_leaf(query.model):
            _unread(frame, query, site.call.func)
        toucher.delete(query.model)
        return ()
    if name == "update":
        _unread(frame, query, site.call.func)
    return _run(toucher, query, name)


def _join(
    frame: Frame, query: QueryValue, name: str, site: CallSite, toucher: Toucher
) -> list[str]:
    """Record the tables that a method's lookups lead to; return them and those of inner queries."""
    if name in CREATE or name in CHANGE or name in LINK:
        return []
    fetched = name in ("select_related", "prefetch_related")
    paths = [] if _passes_on(frame, site) else paths_in(site)
    joined = joined_tables(query.model, paths, fetched)
    if name == "select_related" and not site.call.args and not site.call.keywords:
        joined, toucher = fetched_along(query.model), Toucher(frame, site.line, "likely")
    for table in joined:
        toucher.touch(table, "read", "join")
    return joined + spanned(queries_in(site))


def _passes_on(frame: Frame, site: CallSite) -> bool:
    """Tell whether a function hands on the lookups of all its callers together.

    A queryset's own `select_related(*fields)` is to be understood for each caller's fields alone,
    which this call has happen.
    """
    unit = frame.unit
    taken = unit.function.signature.args if unit.function is not None else None
    if taken is None or facts.Starred(facts.Name(taken)) not in site.call.args:
        return False
    assert unit.function is not None
    frame.engine.tell_texts_apart(unit.function, (taken,))
    given = unit.parameters.get(taken)
    texts = flattened(given.values if given is not None else ())
    is_told_apart = any(isinstance(value, Text) for _, value in unit.context)
    return not is_told_apart and any(isinstance(value, Text) for value in texts)


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
    joins = tuple(sorted({*query.joins, *joined}))[:_MOST_JOINS]
    return QueryValue(query.model, query.cls, rows, query.through, False, joins)


# More tables than this that a query joins are not followed to where it is evaluated.
_MOST_JOINS = 24


def _run(toucher: Toucher, query: QueryValue, name: str) -> Values:
    row: Values = (row_of(query.model),)
    if name == "bulk_create":
        toucher.write(query.model, "create")
        return tuple(ListOf(value) for value in row)
    if name in CREATE:
        toucher.save(query.model, "create")
        return row
    if name in BOTH:
        toucher.read(query, "queryset")
        toucher.save(query.model, "create")
        return (TupleOf((row, ())),)
    if name in CHANGE:
        toucher.write(query.model, "update")
        return ()
    toucher.read(query, "queryset")
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


class Toucher:
    """Records touches of one place, with one confidence."""

    def __init__(self, frame: Frame, line: int, confidence: str) -> None:
        self._frame = frame
        self._line = line
        self._confidence = confidence

    def touch(self, table: str, operation: str, how: str) -> None:
        """Record one touch."""
        self._frame.touch(table, operation, how, self._confidence, self._line)

    def read(self, query: QueryValue, how: str) -> None:
        """Record that a query's rows are read.

        What it joins was said where that was asked for; here it is only known by way of the query.
        """
        self.read_rows(query.model, how)
        if query.through is not None:
            self.touch(query.through, "read", how)
        elsewhere = Toucher(self._frame, self._line, "likely")
        for table in query.joins:
            elsewhere.touch(table, "read", "join")

    def read_rows(self, model: ModelInfo, how: str) -> None:
        """Record that rows of a model are read, from every table that they span."""
        for table in model.tables():
            self.touch(table, "read", how)

    def write(self, model: ModelInfo, how: str) -> None:
        """Record that rows of a model are written, to every table that they span."""
        for table in model.tables():
            self.touch(table, "write", how)

    def save(self, model: ModelInfo, how: str) -> None:
        """Record that rows are written one by one, so that each is announced by signals.

        There a package that keeps their history adds its own row. Updates and insertions of many
        rows at once are not announced.
        """
        self.write(model, how)
        if model.history is not None:
            self._frame.touch(model.history, "write", "history", "likely", self._line)

    def delete(self, model: ModelInfo, fetched: bool = False) -> None:
        """Record a deletion, with what Django's collector deletes or clears on the way.

        Rows that are not `fetched` yet are, unless they can go in one statement.
        """
        if not fetched and not is_leaf(model):
            self.read_rows(model, "delete")
        self.save(model, "delete")
        along = Toucher(self._frame, self._line, "likely")  # there need be no such rows
        for other, rule in cascades(model):
            if rule != EMPTIED:
                along.touch(other, "read", "cascade")
            if rule in CLEARING:
                along.touch(other, "write", "cascade")
