"""Which tables a recorded statement reads and writes."""

from __future__ import annotations

import re
from functools import cache

import sqlglot
from sqlglot import exp

# A table and "R" or "W".
Touch = tuple[str, str]

DATA = re.compile(r"\s*\(*\s*(select|insert|update|delete|replace|merge|with|values)\b", re.I)
PARAMETER = re.compile(r"%\(\w+\)s|%s")
# Lists of parameters differ in nothing but their length.
LISTS = re.compile(r"\(\s*\?(?:\s*,\s*\?)+\s*\)")
# sqlglot knows the long form only.
REPLACE = re.compile(r"^\s*replace\s+into\b", re.I)
ROWS = re.compile(r"(\(\?\))(?:\s*,\s*\(\?\))+")
WRITES = (exp.Insert, exp.Update, exp.Delete, exp.Merge)
DIALECTS = {"postgresql": "postgres", "mariadb": "mysql"}


def touched(statement: str, dialect: str) -> tuple[Touch, ...] | None:
    """Return the tables of a statement, sorted; None if it cannot be parsed.

    What only defines the schema, or opens and closes transactions, touches nothing.
    """
    if not DATA.match(statement):
        return ()
    text = PARAMETER.sub("?", REPLACE.sub("INSERT INTO", statement)).replace("%%", "%")
    return _touched(ROWS.sub(r"\1", LISTS.sub("(?)", text)), DIALECTS.get(dialect, dialect))


@cache
def _touched(statement: str, dialect: str) -> tuple[Touch, ...] | None:
    try:
        trees = sqlglot.parse(statement, dialect=dialect)
    except sqlglot.errors.SqlglotError:
        return None
    found: set[Touch] = set()
    for tree in trees:
        if tree is not None:
            found |= _tables(tree)
    return tuple(sorted(found))


def _tables(tree: exp.Expr) -> set[Touch]:
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    targets = {id(target) for target in map(_target, tree.find_all(*WRITES)) if target}
    return {
        (table.name, "W" if id(table) in targets else "R")
        for table in tree.find_all(exp.Table)
        if table.name and (id(table) in targets or table.name not in named)
    }


def _target(write: exp.Expr) -> exp.Table | None:
    into = write.this
    if isinstance(into, exp.Schema):
        into = into.this
    return into if isinstance(into, exp.Table) else None
