"""Statements and queries: which tables they name, and what their results hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from msgspec.structs import replace

from analyzer.frameworks.chains import calls_of, take_back
from analyzer.frameworks.confidence import named
from analyzer.frameworks.fate import Fate
from analyzer.frameworks.sqlalchemy import cascades
from analyzer.frameworks.sqlalchemy.declarations import is_column
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.values import (
    ColumnsValue,
    ColumnValue,
    EveryTable,
    ExpressionValue,
    NamedTable,
    PageValue,
    RelatedValue,
    StatementValue,
    TableValue,
)
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalInstance,
    Instance,
    ListOf,
    Text,
    TupleOf,
    Value,
    Values,
    flattened,
    text_of,
)

WRITERS = frozenset({"insert", "update", "delete", "replace", "upsert"})
# The same of queries alone: the last three are those of oslo.db.
_CHANGES = WRITERS | {"soft_delete", "update_on_match", "update_returning_pk"}
ENDS_ONE = frozenset(
    {"first", "first_or_404", "get", "get_or_404", "one", "one_or_404", "one_or_none"}
)
ENDS_MANY = frozenset({"all", "yield_per", "paginate"})
SCALAR = "scalar"  # the first column of the first row: the row itself, where a class is queried
_INNER = frozenset({"subquery", "cte", "alias", "scalar_subquery", "as_scalar", "exists"})
_RUN_THEMSELVES = frozenset({"execute", "scalar"})  # by the engine that their tables are bound to
_COMPARES = frozenset({"==", "!="})  # with a row: a comparison of keys, which joins nothing
JOINS = frozenset({"join", "outerjoin", "select_from", "join_from", "add_columns", "add_entity"})


class Reader:
    """Reads the tables out of one call's arguments and records them at its place.

    `place` is the call as it stands in the code, where `site` has other arguments than that.
    """

    def __init__(
        self, frame: Frame, mappings: Mappings, site: CallSite, place: CallSite | None = None
    ) -> None:
        self._frame = frame
        self._mappings = mappings
        self.site = site
        self._place = place or site

    def touch(
        self,
        table: str,
        operation: str,
        how: str,
        waits: bool = False,
        fate: Fate | None = None,
    ) -> None:
        """Record one touch: certain where the call itself names the table or its class.

        Not so of a statement that is only built here, if nobody was seen to run it.
        """
        is_idle = fate is not None and fate.is_idle
        confidence = "certain" if table in self._named and not is_idle else "likely"
        self._frame.touch(table, operation, how, confidence, self.site.line, waits)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The tables that the call itself names."""
        values = _named_in(self._frame, self.site)
        return frozenset(key for value in values for key in self.tables_of(value))

    def query(self, runs: bool, asked: tuple[Values, ...] | None = None) -> Values:
        """Return the query over what the arguments name: `query(...)` or `select(...)`.

        `asked` is what is queried where a call says so in another way.
        """
        tables: dict[str, None] = {}
        rows: list[Values] = []
        for values in self.site.args if asked is None else asked:
            for value in flattened(values):
                tables.update(dict.fromkeys(self.tables_of(value)))
            rows.append(self._row(values))
        if not tables:
            if runs and self.site.args:
                message = "the class that is queried here is not known"
                self._frame.give_up(self.site, "dynamic-model", message)
            return (StatementValue("read", (), (), runs),)
        self._frame.resolve(self.site)
        row: Values = rows[0] if len(rows) == 1 else (TupleOf(tuple(rows[:8])),)
        fate = self._begin(tables, runs)
        if fate is None or not fate.is_only_changed:
            for table in tables:
                self.touch(table, "read", "query" if runs else "select", fate=fate)
            cascades.load(self._frame, self._mappings, row, self.site.line)
        return (StatementValue("read", tuple(tables), row, runs, fate),)

    def _begin(self, tables: Collection[str], runs: bool) -> Fate | None:
        """Return what becomes of the query that begins here, which this unit is to hear of.

        What is nothing but run, and not named here, is as sure as it can be.
        """
        if not runs and self._named.isdisjoint(tables):
            return None
        fate = self._mappings.fates.setdefault(self._place, Fate())
        fate.builders[self._frame.unit] = None
        return fate

    def _row(self, values: Values) -> Values:
        result: Values = ()
        for value in values:
            match value:
                case ClassValue(cls=cls) if self._mappings.by_class.get(cls) is not None:
                    result = join(result, (Instance(cls),))
                case TupleOf(items=items):
                    result = join(result, (TupleOf(tuple(self._row(item) for item in items)),))
        return result

    def writing(self, operation: str) -> Values:
        """Return the statement that `insert(...)`, `update(...)` or `delete(...)` begins."""
        tables: dict[str, None] = {}
        rows: Values = ()
        for value in self.site.args[0] if self.site.args else ():
            written = self.tables_of(value)
            tables.update(dict.fromkeys(written if isinstance(value, EveryTable) else written[:1]))
            rows = join(rows, self._row((value,)))
        if not tables:
            message = f"the table of this {operation} is not known"
            self._frame.give_up(self.site, "dynamic-model", message)
            return (StatementValue("write", ()),)
        self._frame.resolve(self.site)
        fate = self._begin(tables, False)
        for table in tables:
            self.touch(table, "write", operation, fate=fate)
        return (StatementValue("write", tuple(tables), rows, fate=fate),)

    def tables_of(self, value: Value) -> tuple[str, ...]:
        """Return the keys of the tables that a value stands for or mentions."""
        match value:
            case ClassValue(cls=cls):
                mapped = self._mappings.by_class.get(cls)
                return mapped.tables() if mapped is not None else ()
            case TableValue(site=site) | ColumnsValue(site=site) | ColumnValue(site=site):
                return bare_keys(self._mappings, site)
            case NamedTable(key=named):
                return (named,)
            case ExpressionValue(tables=tables) | EveryTable(keys=tables):
                return tables
            case StatementValue(operation="read", tables=tables):
                value.fetch(self._frame.engine)
                return tables
            case ExternalInstance(site=site) if site in self._mappings.column_owner:
                return (self._mappings.column_owner[site][0],)
        return ()

    def mentioned(self) -> tuple[str, ...]:
        """Return the keys of all tables that the arguments mention."""
        found: dict[str, None] = {}
        for values in (*self.site.args, *self.site.keywords.values()):
            for value in flattened(values):
                found.update(dict.fromkeys(self.tables_of(value)))
        return tuple(found)

    def chain(self, statement: StatementValue, name: str) -> Values:
        """Return what a method of a query or statement gives, recording what it adds."""
        added = [t for t in self.mentioned() if t not in statement.tables]
        statement = self._taken_up(statement, added)
        for table in added:
            self.touch(table, "read", "join", fate=statement.fate)
        if statement.runs and statement.tables:
            self._frame.resolve(self.site)
        if statement.runs and name in _CHANGES:
            self.unread(statement)
            for table in self._changed(statement):
                self.touch(table, "write", name)
            return ()
        if statement.runs and name in _ENDS:
            return self._run(statement, name)
        if name in _INNER or name in _RUN_THEMSELVES:
            statement.fetch(self._frame.engine)
        if name in _INNER:
            return (ExpressionValue((*statement.tables, *added)),)
        if name in ("with_entities", "with_only_columns"):
            return (replace(statement, operation="read", rows=()),)
        tables = statement.tables
        if statement.operation == "read":
            tables = (*tables, *added)
        return (replace(statement, tables=tables),)

    def _taken_up(self, statement: StatementValue, added: Collection[str]) -> StatementValue:
        """Return a statement that goes on here with more tables, whose fate is of interest here."""
        if statement.fate is None and not statement.runs:
            return replace(statement, fate=self._begin(added, False))
        if added and statement.fate is not None:
            statement.fate.builders[self._frame.unit] = None
        return statement

    def unread(self, statement: StatementValue) -> None:
        """Take back that rows are read which are changed where they are."""
        if any(v == Text("fetch") for v in self.site.keywords.get("synchronize_session", ())):
            statement.fetch(self._frame.engine)
            return
        if statement.fate is not None:
            statement.fate.change(self._frame.engine)
        for table in self._changed(statement):
            take_back(self._frame, table, ("query",), self.site.call.func)
        for table in cascades.loaded(self._frame, self._mappings, statement.rows):
            take_back(self._frame, table, ("eager",), self.site.call.func)

    def _changed(self, statement: StatementValue) -> tuple[str, ...]:
        """Return the tables that a query changes where they are: that of each class it may be for.

        `for model in (Order, Line): session.query(model).delete()`
        """
        rows = [row.cls for row in statement.rows if isinstance(row, Instance)]
        mapped = [self._mappings.by_class.get(cls) for cls in rows]
        tables = tuple(m.tables()[0] for m in mapped if m is not None)
        return tables or statement.tables[:1]

    def _run(self, statement: StatementValue, name: str) -> Values:
        statement.fetch(self._frame.engine)
        for table in statement.tables:
            self.touch(table, "read", "query")
        if name != "count":
            cascades.load(self._frame, self._mappings, statement.rows, self.site.line)
        return _ended(statement, name)


_ENDS = ENDS_ONE | ENDS_MANY | {SCALAR, "count"}


def _ended(statement: StatementValue, name: str) -> Values:
    """Return what running a query by one of its last methods gives."""
    if name == "count":
        return ()
    if name == "paginate":
        return (PageValue(statement.rows),)
    if name == SCALAR:
        return first_of(statement.rows)
    if name in ENDS_MANY:
        return tuple(ListOf(row) for row in statement.rows)
    return statement.rows


def bare_keys(mappings: Mappings, site: CallSite) -> tuple[str, ...]:
    """Return the table that a call declares; one that is made on the way, by its name."""
    key = mappings.by_table_site.get(site)
    if key is None and (name := text_of(site.argument(0, "name"))) and name.exact:
        key = mappings.schema.find(name.value)
    return (key,) if key is not None else ()


def first_of(rows: Values) -> Values:
    """Return what the first column of each row holds."""
    result: Values = ()
    for row in rows:
        result = join(result, row.items[0] if isinstance(row, TupleOf) and row.items else (row,))
    return result


def _named_in(frame: Frame, site: CallSite) -> Iterator[Value]:
    """Yield the classes and tables that a call names, rather than the value of a variable."""
    keywords = (keyword.value for keyword in site.call.keywords)
    for expression in (*calls_of(site.call), *site.call.args, *keywords):
        for part in _parts(expression):
            for value in named(frame, part):
                is_table = isinstance(value, TableValue | NamedTable) or is_column(value)
                is_held = frame.unit.function is not None and _root(part) in frame.env
                if isinstance(value, ClassValue) or (is_table and not is_held):
                    yield value


def _parts(expression: Expr) -> Iterator[Expr]:
    """Yield an expression, and what it is made of by operators and by what calls are given."""
    yield expression
    match expression:
        case facts.Operation(operands=operands):
            inner: tuple[Expr, ...] = operands
        case facts.Call(func=facts.Name() | facts.Attribute(), args=arguments):
            inner = arguments
        case _:
            inner = ()
    for each in inner:
        yield from _parts(each)


def _root(expression: Expr) -> str | None:
    match expression:
        case facts.Name(id=name):
            return name
        case facts.Attribute(value=value) | facts.Call(func=value):
            return _root(value)
    return None


def expression(operator: str, operands: Iterable[Values], reader: Reader) -> Values | None:
    """Return the SQL expression that an operator makes of columns, None if there are none."""
    found: dict[str, None] = {}
    hit = False
    for values in operands:
        for value in values:
            if isinstance(value, RelatedValue) and operator in _COMPARES:
                tables: tuple[str, ...] = (value.own,)
            else:
                tables = reader.tables_of(value)
            if tables and not isinstance(
                value, ClassValue | TableValue | NamedTable | StatementValue
            ):
                hit = True
                found.update(dict.fromkeys(tables))
    return (ExpressionValue(tuple(found)),) if hit else None
