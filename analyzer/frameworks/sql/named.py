"""Statements that stand in files under names: aiosql, anosql and PugSQL.

`queries = aiosql.from_path("sql", "asyncpg")` has a method for each `-- name: get-user^` of the
files there. Sources: "Defining SQL Queries" in the documentation of aiosql, the tutorials of anosql
and PugSQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.model.source import Script
from analyzer.resolution.values import (
    UNKNOWN_PART,
    CallSite,
    External,
    ExternalMethod,
    Text,
    Value,
    Values,
    text_of,
)

_FROM_FILES = frozenset(
    {"aiosql.from_path", "anosql.from_path", "anosql.load_queries", "pugsql.module"}
)
_FROM_TEXT = frozenset({"aiosql.from_str", "anosql.from_str", "anosql.load_queries_from_string"})
# `-- name: get-user-by-email^`, `-- name: add_user(name, email)<!`, `-- :name find_user :one`
_NAME = re.compile(r"^[ \t]*--[ \t]*(?:name[ \t]*:|:name\b)[ \t]*([\w-]+).*$", re.MULTILINE)
# The same query as a context manager around its cursor.
_CURSOR = "_cursor"


class Queries(Value, frozen=True, cache_hash=True):
    """What such a library makes of files, or of a string: the texts that it has read."""

    texts: tuple[str, ...]


def load(callee: Value, site: CallSite, scripts: Sequence[Script]) -> Values | None:
    """Return the queries that a call loads; None where it loads none."""
    match callee:
        case External(name=name) if name in _FROM_TEXT:
            text = text_of(site.argument(0, "sql"))
            return (Queries((text.value,)),) if text is not None else ()
        case External(name=name) if name in _FROM_FILES:
            paths = [text_of(given) for given in (*site.args, *site.keywords.values())]
            found = [s for path in paths if path is not None for s in _under(path.value, scripts)]
            return (Queries(tuple(dict.fromkeys(s.text for s in found))),)
    return None


def attribute(value: Value, name: str) -> Values | None:
    """Return the query of a name; those of a folder inside are found beside the others."""
    if not isinstance(value, Queries):
        return None
    return (ExternalMethod(value, name),) if _statement(value, name) else (value,)


def statement(callee: Value) -> Text | None:
    """Return the statement that calling a value runs."""
    match callee:
        case ExternalMethod(receiver=Queries() as queries, name=name):
            text = _statement(queries, name)
            return Text(text) if text else None
    return None


def _statement(queries: Queries, name: str) -> str:
    known = dict(each for text in queries.texts for each in _named(text))
    return known.get(name) or known.get(name.removesuffix(_CURSOR), "")


def _named(text: str) -> Iterator[tuple[str, str]]:
    heads = list(_NAME.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        yield head.group(1).replace("-", "_"), text[head.end() : end].strip()


def _under(path: str, scripts: Sequence[Script]) -> list[Script]:
    """Return the scripts that a path leads to, or that lie in its folder; only its end counts."""
    known = path.rpartition(UNKNOWN_PART)[2].replace("\\", "/")
    parts = [part for part in known.split("/") if part not in ("", ".", "..")]
    if not parts:
        return []
    wanted = "/" + "/".join(parts)
    return [s for s in scripts if f"/{s.path}".endswith(wanted) or f"{wanted}/" in f"/{s.path}"]
