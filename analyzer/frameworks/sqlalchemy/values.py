"""The values that SQLAlchemy adds to inference."""

from __future__ import annotations

from msgspec.structs import replace

from analyzer.frameworks.fate import Fate
from analyzer.resolution.engine import Engine
from analyzer.resolution.values import CallSite, Value, Values


class SessionValue(Value, frozen=True, cache_hash=True):
    """A session, connection or engine: something that runs statements.

    `begun` where it was asked to begin a transaction, which ends with the block that it is entered
    for; `amid` where such a block only goes on with the session as it is.
    """

    begun: bool = False
    amid: bool = False


class TableValue(Value, frozen=True, cache_hash=True):
    """A bare `Table(...)`, by the call that made it."""

    site: CallSite


class NamedTable(Value, frozen=True, cache_hash=True):
    """The table of a mapped class, or one of a `MetaData`, by its key."""

    key: str


class EveryTable(Value, frozen=True, cache_hash=True):
    """One table after another of a `MetaData`, as a loop over all goes through them."""

    keys: tuple[str, ...]


class ColumnsValue(Value, frozen=True, cache_hash=True):
    """The columns of a bare table: `table.c`."""

    site: CallSite


class ColumnValue(Value, frozen=True, cache_hash=True):
    """A column of a bare table: `table.c.name`."""

    site: CallSite
    column: str

    @property
    def apart(self) -> Value:
        """The table: what is done with one of its columns is done with the next."""
        return TableValue(self.site)


class ExpressionValue(Value, frozen=True, cache_hash=True):
    """An SQL expression, by the keys of the tables that it mentions."""

    tables: tuple[str, ...]


class RelatedValue(ExpressionValue, frozen=True, cache_hash=True):
    """A relationship to one row, as an expression: to compare it is to compare a key of `own`."""

    own: str

    @property
    def apart(self) -> Value:
        """The tables that it mentions, like any other expression of them."""
        return ExpressionValue(self.tables)


class StatementValue(Value, frozen=True, cache_hash=True):
    """A query or statement under construction.

    `operation` is read or write; `tables` are the keys it names; `rows` is what each result holds;
    `runs` says that it carries its session (the legacy `Query`), so that iterating executes it;
    `fate` is what becomes of it.
    """

    operation: str
    tables: tuple[str, ...]
    rows: Values = ()
    runs: bool = False
    fate: Fate | None = None

    def fetch(self, engine: Engine) -> None:
        """Take note that the statement is run for its rows, as a whole or inside of another."""
        if self.fate is not None:
            self.fate.read(engine)

    @property
    def apart(self) -> Value:
        """The statement without its place: what is done with one is done with the next."""
        return replace(self, fate=None) if self.fate is not None else self


class QueryProperty(Value, frozen=True, cache_hash=True):
    """What `session.query_property()` gives: through a mapped class, the query over its rows."""


class PageValue(Value, frozen=True, cache_hash=True):
    """What `paginate()` of Flask-SQLAlchemy gives: one page of rows, which have been fetched."""

    rows: Values


class ResultValue(Value, frozen=True, cache_hash=True):
    """What executing a statement gives, by what each row holds."""

    rows: Values
