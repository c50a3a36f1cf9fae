"""SQL in strings: constants, concatenations and templates with a known skeleton.

sqlglot parses; the dialect is the first of the common ones that accepts the statement. A part that
is not known before the code runs stands for a name or a value, so that the rest still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzer.frameworks.base import Example, Framework, Schema
from analyzer.model.facts import Expr
from analyzer.model.place import Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import (
    UNKNOWN_PART,
    CallSite,
    External,
    ExternalInstance,
    ExternalMethod,
    Text,
    Value,
    Values,
)

if TYPE_CHECKING:
    from sqlglot import exp

_DIALECTS = (None, "postgres", "mysql", "sqlite", "oracle", "tsql")
_PLACEHOLDER = "seamline_unknown"

# The names under which libraries take a statement, with the position of its argument.
_TAKERS = {
    "execute": 0,
    "executemany": 0,
    "executescript": 0,
    "execute_sql": 0,
    "exec_driver_sql": 0,
    "fetch": 0,
    "fetchrow": 0,
    "fetchval": 0,
    "mogrify": 0,
    "raw": 0,
    "raw_sql": 0,
    "read_sql": 0,
    "read_sql_query": 0,
    "RawSQL": 0,
    "text": 0,
    "literal_sql": 0,
}
_STARTS = re.compile(
    r"^[\s(]*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*"
    r"(select|insert|update|delete|with|merge|replace|truncate|create|alter|drop|lock|call)\b",
    re.IGNORECASE | re.DOTALL,
)
_DDL = frozenset({"create", "alter", "drop"})
_SYSTEM = re.compile(r"^(pg_|information_schema$|sqlite_|mysql$|sys$|performance_schema$|dual$)")


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

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Read the statement that a call executes or wraps."""
        name = ""
        if isinstance(callee, External | ExternalMethod):
            name = callee.name.rpartition(".")[2]
        position = _TAKERS.get(name)
        if position is None:
            return None
        if self._read(frame, site, position):
            return self._result(name, site)
        if isinstance(callee, ExternalMethod) and _is_cursor(callee.receiver):
            message = "the SQL that runs here is not known before the code runs"
            frame.give_up(site, "dynamic-sql", message)
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
            if uses is None:
                message = "this SQL statement could not be parsed"
                frame.give_up(site, "sql-unparsed", message)
                continue
            frame.resolve(site)
            place = Location(frame.unit.module.path, site.line)
            confidence = "certain" if value.exact else "likely"
            for table, schema, operation in uses:
                key = self._schema.mention(table, place, schema)
                frame.touch(key, operation, "sql", confidence, site.line)
        return found


def _is_cursor(value: Value) -> bool:
    return isinstance(value, ExternalInstance) and "cursor" in value.name.lower()


def _texts(values: Values) -> Iterator[Text]:
    return (value for value in values if isinstance(value, Text))


# A table, its schema if it is written, and read or write.
Use = tuple[str, str | None, str]


@lru_cache(maxsize=4096)
def statement_uses(sql: str) -> tuple[Use, ...] | None:
    """Return the tables that SQL statements use, sorted; None where they cannot be parsed.

    Definitions of tables are left out; names from `WITH` are no tables.
    """
    trees = _parse(sql.replace(UNKNOWN_PART, _PLACEHOLDER))
    if trees is None:
        return None
    uses: set[Use] = set()
    for tree in trees:
        uses.update(_uses(tree))
    return tuple(sorted(uses, key=lambda use: (use[0], use[1] or "", use[2])))


def _parse(sql: str) -> list[exp.Expr] | None:
    import logging

    import sqlglot
    from sqlglot.errors import SqlglotError

    # What it cannot parse is told in the analysis, not on the terminal.
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    prepared = _neutral(sql)
    for dialect in _DIALECTS:
        try:
            trees = sqlglot.parse(prepared, read=dialect)
        except (SqlglotError, RecursionError):
            continue
        known = [tree for tree in trees if tree is not None]
        if known and not any(type(tree).__name__ == "Command" for tree in known):
            return known
    return None


_PARAMETER = re.compile(r"%\(\w+\)s|%[sdif]|(?<![:\w]):(?=[A-Za-z_])\w+|\{\w*\}")


def _neutral(sql: str) -> str:
    """Replace the placeholders of drivers and templates, which no dialect parses in all places."""
    return _PARAMETER.sub(_PLACEHOLDER, sql).replace("%%", "%")


def _uses(tree: exp.Expr) -> Iterator[Use]:
    from sqlglot import exp

    if isinstance(tree, exp.Create | exp.Alter | exp.Drop):
        source = tree.args.get("expression")
        if isinstance(source, exp.Query):
            yield from _reads(source, None)
        return
    if isinstance(tree, exp.TruncateTable):
        for table in tree.find_all(exp.Table):
            yield from _use(table, "write", frozenset())
        return
    changes = isinstance(tree, exp.Insert | exp.Update | exp.Merge | exp.Delete)
    target = tree.args.get("this") if changes else None
    written = target.find(exp.Table) if target is not None else None
    if written is not None:
        yield from _use(written, "write", frozenset())
    yield from _reads(tree, written)


def _reads(tree: exp.Expr, written: exp.Table | None) -> Iterator[Use]:
    from sqlglot import exp

    local = frozenset(cte.alias.lower() for cte in tree.find_all(exp.CTE))
    for table in tree.find_all(exp.Table):
        if table is not written:
            changes = table.find_ancestor(exp.Insert, exp.Update, exp.Delete)
            inner = changes is not None and changes is not tree and changes.this is table
            yield from _use(table, "write" if inner else "read", local)


def _use(table: exp.Table, operation: str, local: frozenset[str]) -> Iterator[Use]:
    name, schema = table.name, table.db or None
    if not name or _PLACEHOLDER in name or (name.lower() in local and schema is None):
        return
    if schema is not None and _PLACEHOLDER in schema:
        schema = None
    if _SYSTEM.match(name.lower()) or (schema and _SYSTEM.match(schema.lower())):
        return
    yield name, schema, operation
