"""Sessions, connections and engines: how they are come by, and what their methods run.

Source: "Session API" and "Working with Engines and Connections" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from bisect import bisect_left

from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.sqlalchemy import cascades, merging
from analyzer.frameworks.sqlalchemy.declarations import is_extension, last_name
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.statements import Reader, first_of
from analyzer.frameworks.sqlalchemy.values import ResultValue, SessionValue, StatementValue
from analyzer.model.facts import Expr
from analyzer.resolution.frame import Frame
from analyzer.resolution.imports import imported_packages
from analyzer.resolution.program import ModuleInfo, Program, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Text,
    TupleOf,
    Value,
    Values,
)

_CLASSES = frozenset(
    {
        "AsyncConnection",
        "AsyncEngine",
        "AsyncSession",
        "Connection",
        "Engine",
        "SQLAlchemySession",
        "Session",
        "SignallingSession",
        "async_scoped_session",
        "create_async_engine",
        "create_engine",
        "scoped_session",
        "sessionmaker()",
        "async_sessionmaker()",
        "scoped_session()",
        "create_session()",
        "object_session",
        "get_session",
        "get_session()",
    }
)
_BEGINNINGS = frozenset({"begin", "begin_nested"})
_FACTORIES = frozenset({"sessionmaker", "async_sessionmaker", "scoped_session", "create_session"})
_AMID = frozenset({"no_autoflush"})
_OPENERS = _AMID | frozenset(
    {"begin", "connect", "begin_nested", "execution_options", "session", "registry"}
)
# What scripts of Alembic run statements on.
_CONTEXTS = (External("alembic.op"), External("alembic.context"))
_BINDS = frozenset({"alembic.op.get_bind", "alembic.context.get_bind"})
RUNS = frozenset({"execute", "scalars", "scalar", "stream", "stream_scalars", "exec"})
READS_ROW = frozenset({"get", "get_one", "refresh"})
WRITES_ROW = frozenset({"add", "delete", "save", "save_or_update"})
TAKES_ROW = WRITES_ROW | {"merge"}
WRITES_MANY = frozenset({"add_all", "bulk_save_objects", "delete_all"})
BULK = frozenset({"bulk_insert_mappings", "bulk_update_mappings"})
IMMEDIATE = BULK | {"bulk_save_objects"}  # what does not wait for a flush
COMMITS = frozenset({"commit"})
ENDS = frozenset({"close", "remove", "rollback"})  # a transaction, and write nothing
FLUSHES = frozenset({"flush"})
# What defines tables and reads and writes none: `connection.execute(CreateTable(orders))`.
_DEFINITIONS = frozenset(
    {"AddConstraint", "CreateIndex", "CreateSchema", "CreateSequence", "CreateTable", "DDL"}
    | {"DropConstraint", "DropIndex", "DropSchema", "DropSequence", "DropTable"}
)
METHODS = COMMITS | ENDS | FLUSHES | RUNS | READS_ROW | TAKES_ROW | WRITES_MANY | BULK | {"query"}


def is_session(value: Value) -> bool:
    """Tell whether a value runs statements."""
    match value:
        case SessionValue():
            return True
        case ExternalInstance(name=name):
            return name.rpartition(".")[2] in _CLASSES and "requests" not in name
        case Instance(cls=cls):
            bases = (base for base in mro(cls) if isinstance(base, str))
            return any("sqlalchemy" in b and b.rpartition(".")[2] in _CLASSES for b in bases)
    return False


_NAMES = frozenset({"conn", "connection", "db", "dbs", "s", "sess", "store", "tx", "uow"})


def is_called_session(expression: Expr) -> bool:
    """Tell whether something of which nothing is known goes by the name of a session."""
    name = last_name_of(expression).lower()
    return "session" in name or name.strip("_") in _NAMES


def opened(value: Value, name: str) -> Values | None:
    """Return the session that an attribute of a session or of its maker is."""
    if value in _CONTEXTS and name in RUNS:
        return (ExternalMethod(SessionValue(), name),)
    if is_extension(value):
        return (SessionValue(),) if name in ("session", "engine") else None
    is_factory = isinstance(value, ExternalInstance) and last_name(value) in _FACTORIES
    if name in _OPENERS and (is_factory or is_session(value)):
        return (SessionValue(name in _BEGINNINGS, name in _AMID),)
    return None


def made(callee: Value) -> Values | None:
    """Return the session that calling a value gives."""
    if isinstance(callee, ExternalInstance) and last_name(callee) in _FACTORIES:
        return (SessionValue(),)
    if isinstance(callee, SessionValue):
        return (callee,)
    if isinstance(callee, External) and callee.name in _BINDS:
        return (SessionValue(),)
    return None


def expire(program: Program) -> bool:
    """Tell whether a commit makes sessions forget what rows hold, as it does by default.

    Who names the option turns it off; the sessions of oslo.db and those that are asynchronous,
    which cannot load on their own, go without.
    """
    return not any(
        "oslo_db" in imported_packages(module)
        or mentions(module, "expire_on_commit")
        or mentions(module, "AsyncSession")
        for module in program.live_modules()
    )


def mentions(module: ModuleInfo, name: str) -> bool:
    """Tell whether a word stands anywhere in a module."""
    words = module.facts.words
    place = bisect_left(words, (name, 0))
    return place < len(words) and words[place][0] == name


class SessionCall:
    """One call of a session's method."""

    def __init__(self, frame: Frame, mappings: Mappings, site: CallSite) -> None:
        self._frame = frame
        self._mappings = mappings
        self._site = site
        self._reader = Reader(frame, mappings, site)

    def run(self, name: str) -> Values:
        """Record what the method touches and return what it gives."""
        self._tell(name)
        if name == "query":
            return self._reader.query(runs=True)
        if name in RUNS:
            return self._execute(name)
        if name in READS_ROW:
            return self._get()
        if name == "merge":
            return self._merge(self._site.argument(0, "instance"))
        if name in WRITES_ROW:
            return self._write(self._site.args[0] if self._site.args else (), name)
        if name in WRITES_MANY:
            return self._write(_elements(self._site.args), name)
        if name in BULK:
            return self._write(self._site.args[0] if self._site.args else (), name)
        return ()

    def _tell(self, name: str) -> None:
        """Tell the frame what becomes of the rows that the session holds."""
        given = self._site.call.args[:1]
        if name in COMMITS:
            self._frame.commit(self._site.line)
        elif name in ENDS:
            self._frame.end()
        elif name in FLUSHES:
            self._frame.flush(self._site.line)
        elif name == "refresh":
            self._frame.renew(given)
        elif name == "merge":
            self._frame.detach(given)

    def fetch(self) -> Values:
        """Record that `db.get_or_404(Model)` or `db.paginate(select)` runs what it is handed."""
        result = self._get()
        for value in self._site.args[0] if self._site.args else ():
            if isinstance(value, StatementValue):
                value.fetch(self._frame.engine)
                for table in value.tables:
                    self._reader.touch(table, "read", "execute")
                result = join(result, value.rows)
        return result

    def _execute(self, name: str) -> Values:
        result: Values = ()
        values = self._site.argument(0, "statement")
        for value in values:
            if isinstance(value, StatementValue):
                value.fetch(self._frame.engine)
                self._frame.resolve(self._site)
                for table in value.tables:
                    self._reader.touch(table, value.operation, "execute")
                if value.operation == "read":
                    cascades.load(self._frame, self._mappings, value.rows, self._site.line)
                result = join(result, _result(name, value.rows))
        if not result and not any(isinstance(value, Text) for value in values):
            unknown = not any(isinstance(value, StatementValue) for value in values)
            if any(last_name(value) in _DEFINITIONS for value in values):
                self._frame.resolve(self._site)
            elif unknown and self._site.args:
                message = "the statement that runs here is not known"
                self._frame.give_up(self._site, "dynamic-statement", message)
        return result

    def _get(self) -> Values:
        result: Values = ()
        for value in self._site.argument(0, "entity"):
            mapped = self._mapped(value)
            if mapped is not None:
                self._frame.resolve(self._site)
                for table in mapped.tables():
                    self._reader.touch(table, "read", "session")
                row: Values = (Instance(mapped.cls),)
                cascades.load(self._frame, self._mappings, row, self._site.line)
                result = join(result, row)
        return result

    def _mapped(self, value: Value) -> Mapped | None:
        match value:
            case ClassValue(cls=cls) | Instance(cls=cls):
                return self._mappings.by_class.get(cls)
        return None

    def _write(self, values: Values, how: str) -> Values:
        found = False
        gone, waits = how.startswith("delete"), how not in IMMEDIATE
        for value in values:
            mapped = self._mapped(value)
            if mapped is not None:
                found = True
                for table in mapped.tables():
                    self._reader.touch(table, "write", "delete" if gone else "session", waits)
                if gone:
                    cascades.delete(self._frame, mapped, self._site.line)
                elif how not in BULK:
                    cascades.save(self._frame, mapped, self._site.line)
        self._settle(found)
        return ()

    def _merge(self, values: Values) -> Values:
        """Record that a row is read by its key, and written where it was made or changed."""
        rows = [mapped for value in values if (mapped := self._mapped(value)) is not None]
        attaches = bool(rows) and merging.only_attaches(self._frame, self._site)
        for mapped in rows:
            for table in mapped.tables():
                self._reader.touch(table, "read", "session")
                sure = "guess" if attaches else "likely"
                self._frame.touch(table, "write", "session", sure, self._site.line, not attaches)
            if not attaches:
                cascades.save(self._frame, mapped, self._site.line)
        self._settle(bool(rows))
        return values

    def _settle(self, found: bool) -> None:
        if found:
            self._frame.resolve(self._site)
        elif self._site.args:
            message = "the row that is handed to the session is not known"
            self._frame.give_up(self._site, "unknown-row", message)


def _elements(args: tuple[Values, ...]) -> Values:
    result: Values = ()
    for value in args[0] if args else ():
        match value:
            case ListOf(element=element):
                result = join(result, (element,))
            case TupleOf(items=items):
                for item in items:
                    result = join(result, item)
            case Instance() | ClassValue():
                result = join(result, (value,))
    return result


def _result(name: str, rows: Values) -> Values:
    if name in ("scalars", "stream_scalars"):
        return (ResultValue(first_of(rows)),)
    if name == "scalar":
        return first_of(rows)
    return (ResultValue(rows),)


def result_call(result: ResultValue, name: str) -> Values:
    """Return what a method of a result gives."""
    if name in ("scalars", "scalar", "scalar_one", "scalar_one_or_none"):
        first = first_of(result.rows)
        return (ResultValue(first),) if name == "scalars" else first
    if name in ("one", "first", "one_or_none", "fetchone"):
        return result.rows
    if name in ("all", "fetchall", "fetchmany", "partitions"):
        return tuple(ListOf(row) for row in result.rows)
    if name in ("unique", "mappings", "tuples", "columns", "yield_per"):
        return (result,)
    return ()
