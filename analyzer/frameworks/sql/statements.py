"""The tables that SQL statements use, whatever their dialect.

sqlglot parses; the dialect is the first of the common ones that accepts the statement. A part that
is not known before the code runs stands for a name or a value, so that the rest still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzer.frameworks.sql.rough import is_whole, is_word, rough_uses
from analyzer.resolution.values import UNKNOWN_PART

if TYPE_CHECKING:
    from sqlglot import exp

_DIALECTS = (None, "postgres", "mysql", "sqlite", "oracle", "tsql")
_PLACEHOLDER = "seamline_unknown"
_SYSTEM = re.compile(
    r"^(pg_|information_schema$|sqlite_|mysql$|sys$|performance_schema$|dual$"
    r"|timescaledb_information$|_timescaledb_)"
)

# What defines neither tables nor touches them, and sqlglot does not read.
_ADMINISTRATION = re.compile(
    r"\s*(create|drop|alter)\s+(or\s+replace\s+|unique\s+)?"
    r"(extension|schema|database|role|user|sequence|type|index)\b"
    r"[^;]*;?\s*$",
    re.IGNORECASE,
)

# What is defined here runs later, in the database: its body is no statement of this code.
_ROUTINE = re.compile(
    r"\s*(create|drop|alter)\s+(or\s+replace\s+)?(temp(orary)?\s+|constraint\s+)?"
    r"(function|procedure|trigger)\b",
    re.IGNORECASE,
)

# A place for a table that is not all known.
_OPEN_TABLE = re.compile(
    rf"\b(?:from|join|into|update|table)\s+[\w.\"`\[]*{UNKNOWN_PART}", re.IGNORECASE
)

# What SQLite alone has: which index to use, and what to do about conflicts. Source: "INDEXED BY"
# and "ON CONFLICT" in its documentation of SQL.
_INDEXED = re.compile(r"\bindexed\s+by\s+(?:\"[^\"]*\"|\w+)|\bnot\s+indexed\b", re.IGNORECASE)
_UPDATE_OR = re.compile(r"\bupdate\s+or\s+(?:abort|fail|ignore|replace|rollback)\b", re.IGNORECASE)
_REPLACE = re.compile(r"^\s*replace\s+into\b", re.IGNORECASE)
# What becomes of a temporary table, which the parser takes only after its columns.
_ON_COMMIT = re.compile(r"\bon\s+commit\s+(?:drop|(?:delete|preserve)\s+rows)\b", re.IGNORECASE)

# A table, its schema if it is written, and read or write.
Use = tuple[str, str | None, str]


def statement_uses(sql: str) -> tuple[Use, ...] | None:
    """Return the tables that SQL statements use, sorted; None where they cannot be read.

    Definitions of tables are left out; names from `WITH` are no tables. Of what cannot be parsed
    those are returned that stand where a table must stand.
    """
    return _read_uses(sql)[0]


def is_parsed(sql: str) -> bool:
    """Tell whether any dialect takes the statements for what they are."""
    return _read_uses(sql)[1]


@lru_cache(maxsize=4096)
def _read_uses(sql: str) -> tuple[tuple[Use, ...] | None, bool]:
    if _ADMINISTRATION.match(sql):
        return (), True
    trees = _parse(sql.replace(UNKNOWN_PART, _PLACEHOLDER))
    if trees is None and UNKNOWN_PART in sql and not _OPEN_TABLE.search(sql):
        trees = _parse(sql.replace(UNKNOWN_PART, " "))  # what is put in may be a clause, or nothing
    if trees is None and _ROUTINE.match(sql):
        return (), True
    if trees is None:
        rough = tuple(use for use in rough_uses(sql) if not _is_system(use[0], use[1]))
        return rough or None, False
    uses: set[Use] = set()
    for tree in trees:
        uses.update(_uses(tree))
    return tuple(sorted(uses, key=lambda use: (use[0], use[1] or "", use[2]))), True


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


_PARAMETER = re.compile(
    r"\$\{[^{}]*\}|\$[A-Za-z_]\w*(?![\w$])|%\(\w+\)s|%[sdif]|(?<![:\w]):(?=[A-Za-z_])\w+|\{\w*\}"
)


def _neutral(sql: str) -> str:
    """Replace the placeholders of drivers and templates, which no dialect parses in all places.

    So it is done with words that change nothing of which tables are used.
    """
    plain = _ON_COMMIT.sub(" ", _INDEXED.sub(" ", sql))
    plain = _REPLACE.sub("insert into", _UPDATE_OR.sub("update", plain))
    return _PARAMETER.sub(_PLACEHOLDER, plain).replace("%%", "%")


def _uses(tree: exp.Expr) -> Iterator[Use]:
    from sqlglot import exp

    if isinstance(tree, exp.Create | exp.Alter | exp.Drop):
        source = tree.args.get("expression")
        if isinstance(source, exp.Query):
            yield from _reads(source, ())
        return
    if isinstance(tree, exp.TruncateTable):
        for table in tree.find_all(exp.Table):
            yield from _use(table, "write", frozenset())
        return
    changes = isinstance(tree, exp.Insert | exp.Update | exp.Merge | exp.Delete)
    target = tree.args.get("this") if changes else None
    if isinstance(target, bool):  # `DELETE /orders` is no statement of SQL
        return
    named = tree.args.get("tables") if isinstance(tree, exp.Delete) else None
    if named:
        yield from _deletes(tree, named)
        return
    if isinstance(tree, exp.Insert) and isinstance(target, exp.Subquery):
        # `INSERT INTO  (id, name) ...`: the name is empty, and columns are taken for a query
        yield from _reads(tree, list(target.find_all(exp.Table)))
        return
    written = target.find(exp.Table) if target is not None else None
    if written is not None:
        yield from _use(written, "write", frozenset())
    yield from _reads(tree, [written])


def _deletes(tree: exp.Expr, named: list[exp.Table]) -> Iterator[Use]:
    """Yield what `DELETE o FROM orders o JOIN ...` of MySQL uses: the rest explains the names."""
    from sqlglot import exp

    names = {table.name.lower() for table in named}
    others = [table for table in tree.find_all(exp.Table) if not any(table is n for n in named)]
    written = [table for table in others if table.alias_or_name.lower() in names]
    for table in written:
        yield from _use(table, "write", frozenset())
    yield from _reads(tree, [*named, *written])


def _reads(tree: exp.Expr, told: Sequence[exp.Table | None]) -> Iterator[Use]:
    """Yield the tables that are read, beside those of which all is told."""
    from sqlglot import exp

    local = frozenset(cte.alias.lower() for cte in tree.find_all(exp.CTE))
    for table in tree.find_all(exp.Table):
        if not any(table is known for known in told):
            changes = table.find_ancestor(exp.Insert, exp.Update, exp.Delete)
            inner = changes is not None and changes is not tree and changes.this is table
            yield from _use(table, "write" if inner else "read", local)


def _use(table: exp.Table, operation: str, local: frozenset[str]) -> Iterator[Use]:
    name, schema = table.name, table.db or None
    if is_word(name) and not table.this.args.get("quoted"):
        return
    if not is_whole(name) or _PLACEHOLDER in name or (name.lower() in local and schema is None):
        return
    if schema is not None and _PLACEHOLDER in schema:
        schema = None
    if not _is_system(name, schema):
        yield name, schema, operation


def _is_system(name: str, schema: str | None) -> bool:
    """Tell whether a table is the database's own catalogue."""
    return any(_SYSTEM.match(part.lower()) for part in (name, schema) if part)
