"""SQL in strings: constants, concatenations and templates with a known skeleton.

sqlglot parses; the dialect is the first of the common ones that accepts the statement. A part that
is not known before the code runs stands for a name or a value, so that the rest still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.frameworks.base import Framework, Schema, imports_any
from analyzer.frameworks.sql import connections, named
from analyzer.frameworks.sql.declared import Declared
from analyzer.frameworks.sql.definitions import defined, describe
from analyzer.frameworks.sql.examples import EXAMPLES
from analyzer.frameworks.sql.files import METHODS, Files, Loaded
from analyzer.frameworks.sql.handing import (
    Takers,
    begins_statement,
    is_prose,
    is_run_by,
    is_statement,
    leaves_table_open,
    names_no_table,
    runs_for_others,
    statement_of,
)
from analyzer.frameworks.sql.statements import Use, is_parsed, statement_uses
from analyzer.model.facts import Expr
from analyzer.model.place import Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
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
# Those of them that only wrap a statement, which something else runs.
_WRAPPERS = frozenset({"RawSQL", "literal_sql", "mogrify", "raw", "text"})
# What `text("...")` is told before it runs, and gives itself back.
_SHAPERS = frozenset({"bindparams", "columns"})
# What commits by sessions of its own, which keep rows.
_WITH_SESSIONS = ("sqlalchemy", "flask_sqlalchemy", "sqlmodel")
_NAMED = (External, ExternalMethod)
_CALLS = re.compile(r"\s*(?:call|exec(?:ute)?)\s", re.IGNORECASE)
_DYNAMIC = "the SQL that runs here is not known before the code runs"
_PROCEDURE = "what this stored procedure reads and writes does not stand in the code"


class Sql(Framework):
    """Statements in strings, wherever something executes them."""

    name = "sql"
    examples = EXAMPLES

    def applies_to(self, program: Program) -> bool:
        """Always: any module may hand a string to a database."""
        return True

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Keep the schema, which statements may add tables to."""
        self._schema = schema
        self._has_connections = not imports_any(engine.program, *_WITH_SESSIONS)
        self._scripts = engine.program.tree.scripts
        self._files = Files(self._scripts)
        self._takers = Takers()
        self._declared = Declared(engine.program)

    def witness(self, engine: Engine, schema: Schema) -> None:
        """Take the tables from the project's scripts, where no models tell of tables."""
        if any(table.origin == "orm" for table in schema.tables.values()):
            return
        for script in self._scripts:
            describe(schema, defined(script.text, script.path), None)

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return a query by its name."""
        return named.attribute(value, name)

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Read the statement that a call executes, wraps, or runs by the name of its file's."""
        if not isinstance(callee, _NAMED):
            return self._named(frame, callee, "", site)
        if (text := named.statement(callee)) is not None:
            self._run(frame, site, text)
            return ()
        loaded = named.load(callee, site, self._scripts)
        name = callee.name.rpartition(".")[2]
        return self._named(frame, callee, name, site) if loaded is None else loaded

    def _named(self, frame: Frame, callee: Value, name: str, site: CallSite) -> Values | None:
        if name == "commit":
            self._commit(frame, connections.commits(callee), site)
        if name == "text" and isinstance(callee, External) and "sql" not in callee.name:
            return None  # of a page, a chart, a terminal
        if name in _SHAPERS and isinstance(callee, ExternalMethod):
            return tuple(_texts((callee.receiver,))) or None
        position = _TAKERS.get(name)
        if name == "callproc" and isinstance(callee, ExternalMethod):
            frame.give_up(site, "stored-procedure", _PROCEDURE)
            return ()
        if position is None:
            answer = self._files.call(callee, site) if name in METHODS else None
            if answer is None and isinstance(callee, ExternalMethod | ExternalInstance):
                return self._tell(frame, name, site)
            return answer
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
        if name == "commit":
            self._commit(frame, connections.is_called_connection(receiver), site)
        position = _TAKERS.get(name)
        if position is not None:
            return () if self._read(frame, site, position) else None
        return self._tell(frame, name, site)

    def _commit(self, frame: Frame, is_connection: bool, site: CallSite) -> None:
        """Record that a connection commits, unless sessions know better what they commit."""
        if is_connection and self._has_connections and not site.args:
            frame.commit(site.line)

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is a connection that commits what is done in its block."""
        return connections.is_transaction(value)

    def _tell(self, frame: Frame, name: str, site: CallSite) -> Values | None:
        """Take what is given a plain statement, and of which nothing is known, to run it."""
        if name == "from_statement":  # the query runs it that was read as text, and knows its rows
            return None
        found = [text for text in _texts(site.argument(0, "sql")) if is_run_by(name, text)]
        for text in found:
            self._run(frame, site, text, "likely")
        return () if found else None

    def called(self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite) -> None:
        """Read the statement that is given to a function of the program that runs it."""
        statements = list(self._takers.given(callee, site))
        name = callee.function.name
        if "quote" in name:  # else what it gives would be everybody's names
            frame.engine.tell_texts_apart(callee.function)
        if not statements and name in _TAKERS and name not in _WRAPPERS:
            statements = [text for text in _texts(site.argument(0, "sql")) if is_statement(text)]
        if statements and runs_for_others(frame):
            self._takers.learn(frame)
            return
        for text in statements:
            self._run(frame, site, text)

    def distinguishes(self, value: Value) -> bool:
        """Tell statements apart: who runs what it is given does so for each of its callers."""
        return statement_of(value) is not None

    def compose(self, frame: Frame, text: Text) -> None:
        """Have a function that is given a table's name understood for each name alone."""
        if leaves_table_open(text):
            function = frame.unit.function
            while function is not None:
                if function.node.parameters:
                    frame.engine.tell_texts_apart(function)
                function = function.enclosing

    def _read(self, frame: Frame, site: CallSite, position: int) -> bool:
        found = False
        for value in _texts(site.argument(position, "sql") or site.argument(position, "query")):
            if begins_statement(value.value) and not is_prose(value.value):
                found = True
                self._run(frame, site, value)
        return found

    def _run(self, frame: Frame, site: CallSite, text: Text, surest: str = "certain") -> None:
        """Record what a statement does that runs here; be no surer of it than `surest`."""
        uses = statement_uses(text.value)
        if _CALLS.match(text.value):
            frame.give_up(site, "stored-procedure", _PROCEDURE)
        elif uses is None:
            frame.give_up(site, "sql-unparsed", "this SQL statement could not be parsed")
        elif not uses and leaves_table_open(text):
            frame.give_up(site, "dynamic-sql", _DYNAMIC)
        else:
            frame.resolve(site)
            self._touch(frame, site, text, uses, surest)

    def _touch(
        self, frame: Frame, site: CallSite, text: Text, uses: Iterable[Use], surest: str
    ) -> None:
        place = Location(frame.unit.module.path, site.line)
        self._schema.passing.read(text.value)
        is_others = runs_for_others(frame)
        if is_others:
            self._takers.learn(frame)
        else:
            relics = defined(text.value, place.path, place.line)
            describe(self._schema, relics, frame.unit.module.name)
        is_sure = text.exact and is_parsed(text.value) and not names_no_table(frame)
        confidence = surest if is_sure else "likely"
        for table, schema, operation in uses:
            key = self._schema.mention(table, place, schema)
            self._declared.describe(self._schema, table)
            frame.touch(key, operation, "sql", confidence, site.line)

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
