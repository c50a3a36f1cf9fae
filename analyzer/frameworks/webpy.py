"""web.py's database: `db.select("orders", ...)`, by the names of tables, and `db.query(sql)`.

Source: `web/db.py`, "Accessing your database" in web.py's documentation. The statements of `query`
are read as any other SQL.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.base import Example, Framework, Schema, imports_any
from analyzer.model.facts import Constant, Starred
from analyzer.model.place import Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import (
    CallSite,
    ExternalInstance,
    ExternalMethod,
    Text,
    Value,
    Values,
    flattened,
)

_METHODS = {
    "select": "read",
    "where": "read",
    "insert": "write",
    "multiple_insert": "write",
    "update": "write",
    "delete": "write",
}
_DATABASES = ("database", "DB", "MySQLDB", "PostgresDB", "SqliteDB", "OracleDB", "MSSQLDB")


class WebPy(Framework):
    """What web.py's database reads and writes by the tables' names."""

    name = "web.py"
    examples = (
        Example(
            title="tables that are named where they are read and written",
            files={
                "app/__init__.py": "",
                "app/db.py": """
                    import web

                    def get_db():
                        return web.database(dbn="postgres")
                """,
                "app/shelves.py": """
                    from .db import get_db

                    class Shelf:
                        TABLE = "shelves"

                        @classmethod
                        def add(cls, name):
                            return get_db().insert(cls.TABLE, name=name)

                        @classmethod
                        def all(cls):
                            return list(get_db().select([cls.TABLE, "books AS b"], what="b.id"))
                """,
                "app/reports.py": """
                    from .db import get_db

                    def late(day):
                        db = get_db()
                        with db.transaction():
                            db.update("loans", where="due < $day", vars=locals(), late=True)
                            return db.query("SELECT * FROM loans WHERE due < $day", vars=locals())
                """,
            },
            tables={"books": (), "loans": (), "shelves": ()},
            accesses=(
                "app.reports loans read",
                "app.reports loans write",
                "app.shelves books read",
                "app.shelves shelves read",
                "app.shelves shelves write",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports web.py."""
        return imports_any(program, "web")

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Keep the schema, to which calls add the tables that they name."""
        self._schema = schema

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Record what a method of the database touches."""
        match callee:
            case ExternalMethod(receiver=receiver, name=name) if name in _METHODS:
                if _is_database(receiver):
                    self._touch(frame, _METHODS[name], site)
                    return ()
        return None

    def _touch(self, frame: Frame, operation: str, site: CallSite) -> None:
        tables = list(_tables(site))
        if not tables:
            frame.give_up(site, "dynamic-sql", "the table is not known before the code runs")
            return
        frame.resolve(site)
        is_named = any(isinstance(argument, Constant) for argument in site.call.args[:1])
        confidence = "certain" if is_named else "likely"
        place = Location(frame.unit.module.path, site.line)
        for table in tables:
            key = self._schema.mention(table, place)
            frame.touch(key, operation, "query", confidence, site.line)

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is `db.transaction()`."""
        return isinstance(value, ExternalInstance) and (
            value.name.startswith("web.") and value.name.endswith(".transaction()")
        )


def _is_database(value: Value) -> bool:
    if not isinstance(value, ExternalInstance) or not value.name.startswith("web."):
        return False
    return value.name.rpartition(".")[2] in _DATABASES


def _tables(site: CallSite) -> Iterator[str]:
    """Yield the names in `"orders"`, `"orders o, lines"` or a list of such."""
    if site.call.args and isinstance(site.call.args[0], Starred):
        return  # a wrapper of several methods: which argument is whose is not known
    given = site.argument(0, "tables") or site.argument(0, "tablename") or site.argument(0, "table")
    for value in flattened(given):
        if isinstance(value, Text) and value.exact:
            for part in value.value.split(","):
                name = _first_word(part)
                if name.replace(".", "_").isidentifier():
                    yield name.rpartition(".")[2]


def _first_word(part: str) -> str:
    words = part.split()
    return words[0].strip('"`') if 0 < len(words) <= 3 else ""
