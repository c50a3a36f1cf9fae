"""What the methods of records, queries and rows do, told by tables of `Action`."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from analyzer.frameworks.fate import Fate
from analyzer.frameworks.records.model import Query
from analyzer.frameworks.records.recording import Recorder
from analyzer.model import facts
from analyzer.resolution.values import CallSite, Instance, ListOf, TupleOf, Values


@dataclass(frozen=True, slots=True)
class Action:
    """`reads` and `writes` the record's table, and `gives` something.

    `gives` is query (which goes on), plain (a query of plain data), row, rows (a list), pair (a row
    and whether it is new) or nothing known. `lazy` continues a query and runs nothing; `runs` does
    what the query that it is called on was built to do; `links` writes the table between, `asks`
    first what it holds.
    """

    how: str = "query"
    reads: bool = False
    writes: bool = False
    gives: str = ""
    lazy: bool = False
    runs: bool = False
    links: bool = False
    asks: bool = False


# What most vocabularies are made of.
START = Action(reads=True, gives="query")
GO_ON = Action(lazy=True, gives="query")
PLAIN = Action(lazy=True, gives="plain")
ROW = Action(reads=True, gives="row")
ROWS = Action(reads=True, gives="rows")
DATA = Action(reads=True)
CREATE = Action("create", writes=True, gives="row")
CREATE_MANY = Action("create", writes=True)
PAIR = Action("create", reads=True, writes=True, gives="pair")
UPDATE = Action("update", writes=True)
DELETE = Action("delete", writes=True)
SAVE = Action("save", writes=True)
LINK = Action("many_to_many", links=True)
ASK_AND_LINK = Action("many_to_many", links=True, asks=True)
NOTHING = Action()


def named(action: Action, *names: str) -> dict[str, Action]:
    """Return the names that mean an action, to build a vocabulary of."""
    return dict.fromkeys(names, action)


def perform(recorder: Recorder, action: Action, query: Query, site: CallSite) -> Values:
    """Record what a method of a record, a query or a row does, and return what it gives."""
    how, record = action.how, query.record
    builds = action.gives in ("query", "plain") and not action.runs
    chained = is_chained(site) and not query.related
    # What the first call of a chain has recorded is not said again by those that follow.
    said = chained and (action.lazy or (action.runs and recorder.is_certain))
    if builds:
        query = begun(query, site)
    if not said:
        if builds and not action.writes:
            recorder.build(query, how)
        elif action.reads or action.runs:
            recorder.read(query if not action.writes else Query(record, fate=query.fate), how)
    elif action.runs:
        recorder.fetch(query)
    if action.writes:
        _write(recorder, action, query, site, chained)
    if action.links:
        for table in query.tables[:1]:
            recorder.table(table, "write", how)
            if action.asks:
                recorder.table(table, "read", how)
    return given(action, query)


def begun(query: Query, site: CallSite) -> Query:
    """Return a query with its fate, which goes by the place where it begins."""
    if query.fate is not None or query.operation != "read":
        return query
    return replace(query, related=False, fate=query.record.fates.setdefault(site, Fate()))


def _write(recorder: Recorder, action: Action, query: Query, site: CallSite, chained: bool) -> None:
    if action.gives == "query":
        recorder.follows(query)
    elif not action.reads:
        recorder.change(query)
        if chained:
            recorder.unread(query.record, site.call.func)
    recorder.touch(query.record, "write", action.how, query)


def given(action: Action, query: Query) -> Values:
    """Return what a method gives."""
    row = Instance(query.record.cls)
    match action.gives:
        case "query":
            operation = "write" if action.writes else query.operation
            return (Query(query.record, operation, query.tables, query.rows, fate=query.fate),)
        case "plain":
            return (replace(query, rows=False, related=False),)
        case "row" if query.rows:
            return (row,)
        case "rows" if query.rows:
            return (ListOf(row),)
        case "pair":
            return (TupleOf(((row,), ())),)
    return ()


def is_chained(site: CallSite) -> bool:
    """Tell whether the call continues a chain, whose first call has been recorded already."""
    func = site.call.func
    return isinstance(func, facts.Attribute) and isinstance(
        func.value, facts.Call | facts.Subscript
    )
