"""SQLAlchemy and what stands on it: Flask-SQLAlchemy, Flask-AppBuilder, SQLModel."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from analyzer.frameworks.base import Framework, Schema, imports_any
from analyzer.frameworks.sqlalchemy import (
    active_records,
    bare_tables,
    cascades,
    catalogue,
    collecting,
    installed,
    lent,
    made_tables,
    marshmallow,
    oslo,
    own_queries,
    paginating,
    polymorphic,
    repositories,
    result_rows,
    sessions,
    setting,
    statements,
    strangers,
    validating,
    wtforms,
)
from analyzer.frameworks.sqlalchemy.attribute_examples import ATTRIBUTES
from analyzer.frameworks.sqlalchemy.attributes import Attributes
from analyzer.frameworks.sqlalchemy.base_examples import BASES
from analyzer.frameworks.sqlalchemy.computed import ComputedAttributes
from analyzer.frameworks.sqlalchemy.declarations import (
    COLUMNS,
    RELATIONSHIPS,
    is_column,
    is_extension,
    model_class,
)
from analyzer.frameworks.sqlalchemy.declared import Declared
from analyzer.frameworks.sqlalchemy.declaring_examples import DECLARING
from analyzer.frameworks.sqlalchemy.examples import EXAMPLES
from analyzer.frameworks.sqlalchemy.mapped import Mapped, kind
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.marshmallow_examples import SCHEMAS
from analyzer.frameworks.sqlalchemy.query_examples import QUERIES
from analyzer.frameworks.sqlalchemy.repeated_examples import REPEATED
from analyzer.frameworks.sqlalchemy.repository_examples import REPOSITORIES
from analyzer.frameworks.sqlalchemy.session_examples import SESSIONS
from analyzer.frameworks.sqlalchemy.validating_examples import VALIDATING
from analyzer.frameworks.sqlalchemy.values import (
    ColumnsValue,
    ColumnValue,
    EveryTable,
    ExpressionValue,
    NamedTable,
    PageValue,
    ResultValue,
    SessionValue,
    StatementValue,
    TableValue,
)
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.calls import no_arguments
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program
from analyzer.resolution.telling import Kind
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Value,
    Values,
)

_PACKAGES = ("sqlalchemy", "flask_sqlalchemy", "flask_appbuilder", "sqlmodel", "oslo_db")
_SHAPED = COLUMNS | RELATIONSHIPS | {"ForeignKey", "ForeignKeyConstraint", "Table"}
_SELECTS = frozenset({"select", "exists", "union", "union_all", "select_from", "Select"})


# A helper that is given one of these gives it back, or something of the same tables.
_TOLD_APART = (StatementValue, TableValue, NamedTable, EveryTable, ColumnValue, ExpressionValue)


class SQLAlchemy(Framework):
    """The ORM, Core, and the libraries that lend them their own names."""

    name = "sqlalchemy"
    guide = installed.Declarations()
    examples = (
        *(*EXAMPLES, *BASES, *DECLARING, *ATTRIBUTES),
        *(*REPEATED, *SESSIONS, *QUERIES, *SCHEMAS, *VALIDATING, *REPOSITORIES, *wtforms.FORMS),
    )

    def __init__(self) -> None:
        self._declared = Declared()
        self._lent: frozenset[tuple[str, str]] = frozenset()

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports SQLAlchemy or a library that stands on it."""
        self._lent = lent.extensions(program)
        return bool(self._lent) or imports_any(program, *_PACKAGES)

    def imported(self, frame: Frame, dotted: str) -> Values | None:
        """Return the object of Flask-SQLAlchemy that another package made."""
        return (lent.EXTENSION,) if lent.is_lent(dotted, self._lent) else None

    def tracks(self, dotted: str) -> bool:
        """Keep the arguments of whatever may declare a table, a column or a relationship."""
        last = dotted.rpartition(".")[2]
        return last[:1].isupper() or last in (
            "mapped_column",
            "relationship",
            "relation",
            "association_proxy",
            "dynamic_loader",
            "backref",
            "declarative_base",
            "generate_base",
            "automap_base",
            "declared_attr",
            "column_property",
            "composite",
        )

    def is_shaped_by_text(self, dotted: str) -> bool:
        """Tell columns, keys and tables apart by the strings that a helper makes them of."""
        package, _, last = dotted.rpartition(".")
        return last in _SHAPED and any(name in package for name in _PACKAGES)

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return what `db.Column`, `db.Model` and `table.c.name` are."""
        if is_extension(value):
            if name == "Model":
                return (External("flask_sqlalchemy.Model"), *model_class(value))
            found = sessions.opened(value, name)
            return found if found is not None else (External(f"sqlalchemy.{name}"),)
        match value:
            case TableValue(site=site) if name in ("c", "columns"):
                return (ColumnsValue(site),)
            case ColumnsValue(site=site):
                return (ColumnValue(site, name),)
        return marshmallow.attribute(value, name)

    def declare_descriptor(self, found: Value, receiver: Value) -> Values | None:
        """Return what a row has in a column: no column."""
        is_row = isinstance(receiver, Instance) and receiver.site is None
        return () if is_row and is_column(found) else None

    def declare_call(self, callee: Value, site: CallSite) -> Values | None:
        """Take note of bare tables and of classes that are mapped by a call."""
        return self._declared.call(callee, site)

    def declares(self, function: FunctionInfo) -> bool:
        """Tell whether a function declares a table."""
        return made_tables.declares_table(function)

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Find the mapped classes and the tables of every `MetaData`."""
        self.mappings = Mappings(engine, schema, self._declared)
        polymorphic.widen(self.mappings)
        self._own_queries = own_queries.OwnQueries(engine.program)
        self._computed = ComputedAttributes(self.mappings)
        self._attributes = Attributes(self.mappings, sessions.expire(engine.program))

    def kinds(self) -> Iterable[Kind]:
        """Return each mapped class with what its rows have of their own."""
        for cls, mapped in self.mappings.by_class.items():
            if mapped is not None and not cls.module.is_outside:
                yield kind(mapped)

    def conclude(self, engine: Engine) -> None:
        """Have what builds statements that nobody runs be less sure of them."""
        for fate in self.mappings.fates.values():
            fate.conclude(engine)

    # --- attributes --------------------------------------------------------------------------

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return sessions, queries and columns by their attributes."""
        declared = self.declare_attribute(value, name)
        if declared is not None:
            return declared
        if (session := sessions.opened(value, name)) is not None:
            return session
        if (repository := repositories.attribute(frame, value, name)) is not None:
            return repository
        if sessions.is_session(value):
            is_method = name in sessions.METHODS or isinstance(value, SessionValue)
            return (ExternalMethod(value, name),) if is_method else None
        if (made := self._of_statement(value, name)) is not None:
            return made
        found = catalogue.attribute(self.mappings.schema, value, name)
        if found is not None:
            return found
        if (held := result_rows.attribute(self.mappings, value, name)) is not None:
            return held
        cls = lookup.class_of(value)
        mapped = self._mapped(cls) if cls is not None else None
        return self._attributes.undeclared(frame, mapped, value, name, line) if mapped else None

    def _of_statement(self, value: Value, name: str) -> Values | None:
        """Return what expressions, statements, results and tables have."""
        match value:
            case ExpressionValue():
                return (value,)
            case ColumnValue(site=site):  # `table.c.name.label("shown")`
                return (ExpressionValue(statements.bare_keys(self.mappings, site)),)
            case StatementValue(tables=tables) if name == "c":
                return (ExpressionValue(tables),)
            case StatementValue(runs=True) if name == "statement":
                return (replace(value, runs=False),)
            case NamedTable(key=key) if name in ("c", "columns"):
                return (ExpressionValue((key,)),)
            case PageValue():
                return paginating.attribute(value, name)
            case StatementValue() | ResultValue() | TableValue() | NamedTable() | EveryTable():
                return (ExternalMethod(value, name),)
        return None

    def _mapped(self, cls: ClassInfo) -> Mapped | None:
        return self.mappings.by_class.get(cls)

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return what a mapped attribute gives through a row or through its class."""
        cls = lookup.class_of(receiver)
        mapped = self._mapped(cls) if cls is not None else None
        if mapped is None:  # a mixin, whose column is in another table for each of its heirs
            return () if is_column(found) else None
        return self._attributes.declared(frame, found, mapped, receiver, name, line)

    def ask_again(self, frame: Frame, value: Value, name: str, line: int) -> bool:
        """Record that a row is read again, which a commit made the session forget."""
        mapped = self._mapped(value.cls) if isinstance(value, Instance) else None
        return mapped is not None and self._attributes.ask_again(frame, mapped, name, line)

    def store(self, frame: Frame, receiver: Value, name: str, values: Values, line: int) -> bool:
        """Record that the unit of work will write a row whose attribute is set."""
        if not isinstance(receiver, Instance):
            return False
        mapped = self._mapped(receiver.cls)
        return mapped is not None and setting.set_attribute(frame, mapped, name, line)

    def distinguishes(self, value: Value) -> bool:
        """Tell statements, mapped classes and rows apart: a helper gives back what it was given."""
        match value:
            case ClassValue(cls=cls) | Instance(cls=cls):
                return self._mapped(cls) is not None
        return isinstance(value, _TOLD_APART)

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Record what a new row writes between itself and the rows that it is given."""
        if (declared := self.declare_call(ClassValue(cls), site)) is not None:
            return declared
        if paginating.is_pagination(cls):
            paginating.construct(frame, cls, site)
        mapped = self._mapped(cls)
        if mapped is not None:
            cascades.make(frame, mapped, site)
        marshmallow.change_given(frame, self.mappings, cls, site)
        return None

    # --- calls -------------------------------------------------------------------------------

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what sessions, queries, statements and results give when they are called."""
        declared = self.declare_call(callee, site) or sessions.made(callee) or oslo.opened(callee)
        if declared is not None:
            return declared
        match callee:
            case ExternalMethod():
                wtforms.populate(frame, self.mappings, callee.name, site)
                made = marshmallow.load(frame, self.mappings, callee, site)
                return made or self._method(frame, callee.receiver, callee.name, site)
            case ExpressionValue():
                mentioned = statements.Reader(frame, self.mappings, site).mentioned()
                return (ExpressionValue(tuple(dict.fromkeys((*callee.tables, *mentioned)))),)
            case External(name=name) if name.startswith(("sqlalchemy", "sqlmodel")):
                return self._function(frame, name.rpartition(".")[2], name, site)
            case External(name=name):
                return strangers.call_function(frame, self.mappings, name, site)
        return None

    def _method(self, frame: Frame, receiver: Value, name: str, site: CallSite) -> Values | None:
        match receiver:
            case ListOf():
                collecting.collect(frame, self.mappings, name, site)
                return None
            case StatementValue():
                collecting.collect(frame, self.mappings, name, site, is_query=True)
                reader = statements.Reader(frame, self.mappings, site)
                if own := self._own_queries.find(frame, receiver, name):
                    return own_queries.call(frame, own, reader, receiver)
                return reader.chain(receiver, name)
            case ResultValue():
                return sessions.result_call(receiver, name)
            case PageValue():  # of which only those beside it are asked
                return (receiver,)
            case TableValue() | NamedTable() | EveryTable():
                return bare_tables.call(frame, self.mappings, receiver, name, site)
            case ExternalMethod():
                return strangers.call_member(frame, self.mappings, receiver, name, site)
            case Instance(cls=cls) | ClassValue(cls=cls) if mapped := self._mapped(cls):
                validated = validating.call(frame, mapped, receiver, name, site.line)
                return validated or active_records.call(frame, mapped, receiver, name, site.line)
        done = repositories.call(frame, self.mappings, receiver, name, site.line)
        return self._of_session(frame, receiver, name, site) if done is None else done

    def _of_session(
        self, frame: Frame, receiver: Value, name: str, site: CallSite
    ) -> Values | None:
        if name in sessions.METHODS and sessions.is_session(receiver):
            return sessions.SessionCall(frame, self.mappings, site).run(name)
        if isinstance(receiver, ExternalInstance) and name not in sessions.READS_ROW:
            return strangers.call_method(frame, self.mappings, name, site)
        return None

    def _function(self, frame: Frame, last: str, name: str, site: CallSite) -> Values | None:
        reader = statements.Reader(frame, self.mappings, site)
        if last in _SELECTS:
            return reader.query(runs=False)
        if last in statements.WRITERS:
            return reader.writing(last)
        if last in ("get_or_404", "first_or_404", "one_or_404", "paginate"):  # Flask-SQLAlchemy's
            rows = sessions.SessionCall(frame, self.mappings, site).fetch()
            return (PageValue(rows),) if last == "paginate" else rows
        if last == "aliased":
            return tuple(v for v in site.argument(0, "element") if isinstance(v, ClassValue))
        mentioned = reader.mentioned()
        if last == "column_property":
            self._computed.learn(frame, site, mentioned)
            return None
        if mentioned and not last[:1].isupper() and last not in ("relationship", "backref"):
            return (ExpressionValue(mentioned),)
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Take `x.query(Model)` for a session's, whatever x is; `x.add(row)` only by its name."""
        wtforms.populate(frame, self.mappings, name, site)
        return strangers.call(frame, self.mappings, receiver, name, site)

    def parameter(self, frame: Frame, name: str) -> Values | None:
        """Take a parameter called `session` for one."""
        return (SessionValue(),) if name in ("session", "db_session", "sess") else None

    # --- iteration and operators -------------------------------------------------------------

    def iterate(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return the rows of a query or result."""
        match value:
            case StatementValue(runs=True, tables=tables, rows=found):
                value.fetch(frame.engine)
                for table in tables:
                    frame.touch(table, "read", "query", "likely", line)
                cascades.load(frame, self.mappings, found, line)
                return found
            case ResultValue(rows=found) | PageValue(rows=found):
                return found
        return None

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return a row of a query or result, or the table that `metadata.tables[name]` is."""
        if isinstance(value, Instance):
            return result_rows.item(self.mappings, value, index)
        table = catalogue.item(self.mappings.schema, value, index)
        return table if table is not None else self.iterate(frame, value, line)

    def enter(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return the session that `with session as s`, `with maker.begin() as s` binds."""
        if not sessions.is_session(value):
            return None
        return (value,) if isinstance(value, Instance) else (SessionValue(),)

    def combine(self, frame: Frame, operator: str, operands: tuple[Values, ...]) -> Values | None:
        """Return the expression that an operator makes of columns."""
        reader = statements.Reader(frame, self.mappings, no_arguments(frame, 0))
        return statements.expression(operator, operands, reader)

    def closes(self, value: Value) -> bool:
        """Tell whether a value is `begin()`: what a session was told is written in the end."""
        return isinstance(value, SessionValue) and value.begun

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is a session or `begin()`: what is inside commits as one."""
        return isinstance(value, SessionValue) and not value.amid
