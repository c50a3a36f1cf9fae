"""SQL in strings: constants, concatenations and templates with a known skeleton.

sqlglot parses; the dialect is the first of the common ones that accepts the statement. A part that
is not known before the code runs stands for a name or a value, so that the rest still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.frameworks.base import Example, Framework, Schema
from analyzer.frameworks.sql.definitions import defined, describe
from analyzer.frameworks.sql.files import METHODS, Files, Loaded
from analyzer.frameworks.sql.statements import statement_uses
from analyzer.model.facts import Expr
from analyzer.model.place import Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import (
    CallSite,
    External,
    ExternalInstance,
    ExternalMethod,
    Text,
    Value,
    Values,
)

__all__ = ["Sql", "statement_uses"]

# The names under which libraries take a statement, with the position of its argument.
_TAKERS = {
    "execute": 0,
    "executemany": 0,
    "executescript": 0,
    "execute_sql": 0,
    "exec_driver_sql": 0,
    "fetch": 0,
    "fetch_all": 0,
    "fetch_one": 0,
    "fetch_val": 0,
    "fetchrow": 0,
    "fetchval": 0,
    "mogrify": 0,
    "query": 0,
    "raw": 0,
    "raw_sql": 0,
    "read_sql": 0,
    "read_sql_query": 0,
    "RawSQL": 0,
    "text": 0,
    "literal_sql": 0,
}
_NAMED = (External, ExternalMethod)
_STARTS = re.compile(
    r"^[\s(]*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*"
    r"(select|insert|update|delete|with|merge|replace|truncate|create|alter|drop|lock|call)\b",
    re.IGNORECASE | re.DOTALL,
)


_CALLS = re.compile(r"\s*(?:call|exec(?:ute)?)\s", re.IGNORECASE)
_DYNAMIC = "the SQL that runs here is not known before the code runs"
_PROCEDURE = "what this stored procedure reads and writes does not stand in the code"


class Sql(Framework):
    """Statements in strings, wherever something executes them."""

    name = "sql"
    examples = (
        Example(
            title="statements that are executed, with what is only known later left open",
            files={
                "legacy/__init__.py": "",
                "legacy/store.py": '''
                    """SELECT is a word in this docstring: SELECT * FROM nowhere."""

                    MOVE = "UPDATE stock SET shelf = %s WHERE id = %s"

                    def move(cursor, shelf, ids):
                        cursor.execute(MOVE, [shelf, ids])

                    def late(cursor, days):
                        cursor.execute(f"""
                            WITH old AS (SELECT id FROM loans WHERE due < {days})
                            SELECT b.title FROM old JOIN books b ON b.id = old.id
                        """)

                    def archive(connection):
                        connection.execute("INSERT INTO attic SELECT * FROM " + "loans")
                ''',
            },
            tables={"attic": (), "books": (), "loans": (), "stock": ()},
            accesses=(
                "legacy.store attic write",
                "legacy.store books read",
                "legacy.store loans read",
                "legacy.store stock write",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Always: any module may hand a string to a database."""
        return True

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Keep the schema, which statements may add tables to."""
        self._schema = schema
        self._scripts = engine.program.tree.scripts
        self._files = Files(self._scripts)

    def witness(self, engine: Engine, schema: Schema) -> None:
        """Take the tables from the project's scripts, where no models tell of tables."""
        if any(table.origin == "orm" for table in schema.tables.values()):
            return
        for script in self._scripts:
            describe(schema, defined(script.text, script.path), None)

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Read the statement that a call executes or wraps."""
        name = ""
        if isinstance(callee, _NAMED):
            name = callee.name.rpartition(".")[2]
        position = _TAKERS.get(name)
        if name == "callproc" and isinstance(callee, ExternalMethod):
            frame.give_up(site, "stored-procedure", _PROCEDURE)
            return ()
        if position is None:
            return self._files.call(callee, site) if name in METHODS else None
        if self._read(frame, site, position):
            return self._result(name, site)
        return self._other(frame, callee, name, site, position)

    @staticmethod
    def _other(
        frame: Frame, callee: Value, name: str, site: CallSite, position: int
    ) -> Values | None:
        """Take note of what names no table: a known statement (`PRAGMA`, `SET`), or an unknown."""
        known = tuple(text for text in _texts(site.argument(position, "sql")) if text.exact)
        if name == "text":
            return known or None
        if isinstance(callee, ExternalMethod) and _is_cursor(callee.receiver):
            if known:
                frame.resolve(site)
            else:
                frame.give_up(site, "dynamic-sql", _DYNAMIC)
        return None

    @staticmethod
    def _result(name: str, site: CallSite) -> Values | None:
        if name == "raw":  # the ORM knows what its rows are
            return None
        # text("...") is a value of its own, which something else executes
        return tuple(_texts(site.argument(0, "text"))) if name == "text" else ()

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Read the statement that is handed to something unknown."""
        position = _TAKERS.get(name)
        if position is not None and self._read(frame, site, position):
            return ()
        return None

    def _read(self, frame: Frame, site: CallSite, position: int) -> bool:
        found = False
        for value in _texts(site.argument(position, "sql") or site.argument(position, "query")):
            if not _STARTS.match(value.value):
                continue
            found = True
            uses = statement_uses(value.value)
            if _CALLS.match(value.value):
                frame.give_up(site, "stored-procedure", _PROCEDURE)
                continue
            if not uses and uses is not None and not value.exact:
                frame.give_up(site, "dynamic-sql", _DYNAMIC)
                continue
            if uses is None:
                message = "this SQL statement could not be parsed"
                frame.give_up(site, "sql-unparsed", message)
                continue
            frame.resolve(site)
            place = Location(frame.unit.module.path, site.line)
            relics = defined(value.value, place.path, place.line)
            describe(self._schema, relics, frame.unit.module.name)
            confidence = "certain" if value.exact else "likely"
            for table, schema, operation in uses:
                key = self._schema.mention(table, place, schema)
                frame.touch(key, operation, "sql", confidence, site.line)
        return found

    def enter(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return the file that `with open(...) as file` binds."""
        return (value,) if isinstance(value, Loaded) else None

    def combine(self, frame: Frame, operator: str, operands: tuple[Values, ...]) -> Values | None:
        """Return the path that `folder / "name.sql"` is."""
        return self._files.divide(operands) if operator == "/" else None


def _is_cursor(value: Value) -> bool:
    return isinstance(value, ExternalInstance) and "cursor" in value.name.lower()


def _texts(values: Values) -> Iterator[Text]:
    return (value for value in values if isinstance(value, Text))
