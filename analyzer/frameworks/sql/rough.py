"""Statements that no dialect parses: the tables that stand where a table must stand.

What a list gathers piece by piece holds the pieces of all branches, and dialects have more than a
parser knows. The words of SQL in capitals tell a statement from prose.
"""

from __future__ import annotations

import re

_STATEMENT = re.compile(
    r"[\s(]*(?:SELECT\b.*?\bFROM|WITH\b.*?\bFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\b.*?\bSET)\b",
    re.DOTALL,
)
_LETTER = re.compile(r"\w")
_NAME = r"([A-Za-z_\"`\[][\w$.\"`\[\]]*)(?!\w)"
_READ = re.compile(rf"\b(?:FROM|JOIN)\s+{_NAME}(?!\s*\()")  # a function's rows are no table's
_WRITTEN = re.compile(rf"\b(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE)\s+{_NAME}")
_WITH = re.compile(r"(?:\bWITH|,)\s+(?:RECURSIVE\s+)?(\w+)\s+AS\s*\(")
# Functions whose arguments have a FROM in them, and `IS DISTINCT FROM`.
_OTHER_FROM = re.compile(
    r"\b(?:EXTRACT|OVERLAY|SUBSTRING|TRIM)\s*\([^()]*\)|\bDISTINCT\s+FROM\b|'(?:[^']|'')*'",
    re.IGNORECASE,
)
# What may come before a name, and what stands in its place where one was put in that is empty.
_WORDS = frozenset(
    {"AS", "LATERAL", "ONLY", "SELECT", "UNNEST", "VALUES", "SET"}
    | {"GROUP", "HAVING", "JOIN", "LIMIT", "OFFSET", "ON", "ORDER", "UNION", "USING", "WHERE"}
)


def rough_uses(sql: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return the tables, their schemas, and read or write, sorted; nothing of what is no SQL."""
    if not _STATEMENT.match(sql):
        return ()
    text = _OTHER_FROM.sub(" ", sql)
    local = {name.lower() for name in _WITH.findall(text)}
    written = {_named(match) for match in _WRITTEN.findall(text)}
    read = {_named(match) for match in _READ.findall(re.sub(r"\bDELETE\s+FROM\b", " ", text))}
    found = {(*name, "write") for name in written} | {(*name, "read") for name in read}
    return tuple(
        sorted(
            (use for use in found if is_whole(use[0]) and use[0].lower() not in local),
            key=lambda use: (use[0], use[1] or "", use[2]),
        )
    )


def is_whole(name: str) -> bool:
    """Tell whether a table's name may be all of it.

    A parameter (`FROM ?`) is none, and `orders_` is a prefix to which nothing was put as yet.
    """
    return bool(_LETTER.search(name)) and not name.endswith("_")


def is_word(name: str) -> bool:
    """Tell whether a name that is not in quotes is none: what follows one that is missing."""
    return name.upper() in _WORDS


def _named(text: str) -> tuple[str, str | None]:
    """Return a table and its schema; an empty name for a word that is none, unless in quotes."""
    if is_word(text):
        return "", None
    schema, _, name = re.sub(r"[\"`\[\]]", "", text).rpartition(".")
    return name, schema or None
