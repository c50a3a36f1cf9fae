"""Lookup paths (`lines__product__title`): which tables a filter joins.

Source: "Lookups that span relationships" in Django's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.values import Lookup, QueryValue
from analyzer.resolution.values import CallSite, FunctionValue, Text, Value, Values, flattened

# An expression carries so many queries at most.
_MOST_QUERIES = 4
# Keyword arguments of queryset methods that are options and no lookups.
OPTIONS = frozenset(
    {
        "all",
        "batch_size",
        "chunk_size",
        "defaults",
        "flat",
        "ignore_conflicts",
        "named",
        "update_conflicts",
        "using",
    }
)

# Those that take a path: of `Count`, `F`, `Prefetch` and the like.
_NAMING = frozenset({"expression", "expressions", "lookup", "name"})


def paths_in(site: CallSite) -> list[str]:
    """Return the lookup paths among a call's arguments: keywords, strings, Q and F objects."""
    paths = [name for name in site.keywords if name not in OPTIONS]
    for values in site.args:
        paths.extend(_paths(values))
    for name, values in site.keywords.items():
        found = _paths(values) if name in _NAMING else _expressed(values)
        paths.extend(found)
    return list(dict.fromkeys(paths))


def _expressed(values: Values) -> Iterator[str]:
    """Yield the paths of expressions; a string that is compared with a column is no path."""
    for value in flattened(values):
        if isinstance(value, Lookup):
            yield from value.paths


def _paths(values: Values) -> Iterator[str]:
    for value in flattened(values):
        match value:
            case Text(value=text, exact=True) if text.isprintable() and len(text) < 200:
                yield text.lstrip("-+")
            case Lookup(paths=paths):
                yield from paths


def queries_in(site: CallSite) -> list[QueryValue]:
    """Return the queries among a call's arguments, those inside of expressions too.

    `filter(customer__in=customers)` and `Prefetch("lines", queryset=lines)` run them along with the
    query that takes them.
    """
    found: list[QueryValue] = []
    for values in (*site.args, *site.keywords.values()):
        for value in flattened(values):
            match value:
                case QueryValue():
                    found.append(value)
                case Lookup(queries=queries):
                    found.extend(queries)
    return list(dict.fromkeys(found))


def spanned(queries: Iterable[QueryValue]) -> list[str]:
    """Return the keys of all tables that queries read."""
    found: dict[str, None] = {}
    for query in queries:
        between = () if query.through is None else (query.through,)
        found.update(dict.fromkeys((*query.model.tables(), *between, *query.joins)))
    return list(found)


def joined_tables(model: ModelInfo, paths: Iterable[str], fetched: bool = False) -> list[str]:
    """Return the keys of the tables, beside the model's own, that the paths lead to.

    A path that ends at a foreign key (`customer=...`, `customer__in=...`) compares the key's own
    column and joins nothing, unless the rows behind it are `fetched` (`select_related`).
    """
    found: dict[str, None] = {}
    for path in paths:
        for table in _tables_on(model, path.split("__"), fetched):
            found[table] = None
    return list(found)


def reached(model: ModelInfo, path: str) -> Iterator[tuple[ModelInfo, bool]]:
    """Yield the models that a path leads through, and whether each is one of many rows."""
    current: ModelInfo | None = model
    for name in path.split("__"):
        step = current.query_relation(name) if current is not None else None
        if step is None:
            return
        relation, backwards = step
        current = relation.source if backwards else relation.target
        if current is not None:
            yield current, backwards or relation.is_many


def scoped_on(model: ModelInfo, paths: Iterable[str]) -> list[str]:
    """Return the keys of the tables that the managers join by which relations to many are fetched.

    Nobody names them where that is asked for (`ModelInfo.scope`).
    """
    found: dict[str, None] = {}
    for path in paths:
        for target, is_many in reached(model, path):
            if is_many:
                found.update(dict.fromkeys(target.scope))
    return list(found)


def fetched_on(model: ModelInfo, path: list[str]) -> Iterator[str]:
    """Yield the tables whose rows a chain of attributes fetches, as far as they are relations."""
    current: ModelInfo | None = model
    for name in path:
        forward = current.relation(name) if current is not None else None
        backward = current.reverse_relation(name) if current is not None else None
        relation = forward or backward
        if relation is None:
            return
        current = relation.target if forward is not None else relation.source
        if relation.through is not None:
            yield relation.through
        if current is not None:
            yield from current.tables()


# `select_related()` follows keys so far (`max_depth` of `get_related_selections`).
_DEEPEST = 5


def fetched_along(model: ModelInfo) -> list[str]:
    """Return the keys of the tables that `select_related()` joins, which names no relation.

    They are those behind all foreign keys that cannot be NULL, and theirs in turn
    (django/db/models/query_utils.py, `select_related_descend`).
    """
    found: dict[ModelInfo, None] = {}
    level = [model]
    for _ in range(_DEEPEST):
        level = [m for m in dict.fromkeys(_behind_keys(level)) if m not in found]
        found.update(dict.fromkeys(level))
    return [target.table for target in found]


def _behind_keys(models: Iterable[ModelInfo]) -> Iterator[ModelInfo]:
    for item in (ancestor for model in models for ancestor in model.lineage()):
        for _, relation in sorted(item.relations.items()):
            spec, target = relation.spec, relation.target
            kept = relation.is_many or spec.option("null") or spec.option("parent_link")
            if target is not None and not kept:
                yield target


# What may follow a key without leaving its table.
_ON_KEY = frozenset({"id", "pk", "in", "exact", "isnull", "gt", "gte", "lt", "lte", "range"})


def _tables_on(model: ModelInfo, names: list[str], fetched: bool) -> Iterator[str]:
    current: ModelInfo | None = model
    for position, name in enumerate(names):
        step = current.query_relation(name) if current is not None else None
        if step is None:
            if fetched and current is not None and name not in current.fields:
                for target in current.pointed_at_by:  # what a generic key may lead to
                    yield from target.tables()
                    yield from _tables_on(target, names[position + 1 :], fetched)
            return
        relation, backwards = step
        ends = all(rest in _ON_KEY for rest in names[position + 1 :])
        if relation.through is not None:
            yield relation.through
        current = relation.source if backwards else relation.target
        keeps_key = ends and not fetched and (relation.is_many or not backwards)
        if current is not None and not keeps_key:
            yield current.table


def combine(operator: str, operands: tuple[Values, ...]) -> Values | None:
    """Return what an operator makes of lookups or of queries; None of anything else."""
    if operator not in ("|", "&", "~", "^", "+", "-", "*", "/"):
        return None
    flat = [value for values in operands for value in values]
    paths = [path for value in flat if isinstance(value, Lookup) for path in value.paths]
    queries = [query for value in flat if isinstance(value, Lookup) for query in value.queries]
    if paths or queries:
        return (Lookup(tuple(dict.fromkeys(paths)), tuple(dict.fromkeys(queries))[:_MOST_QUERIES]),)
    kept = QueryValue | FunctionValue  # a predicate of django-rules is one of two, or both
    return tuple(value for value in flat if isinstance(value, kept)) or None


def lookup_of(site: CallSite) -> Lookup:
    """Return what a `Q`, `F`, aggregate or expression object carries."""
    return Lookup(tuple(paths_in(site)), tuple(queries_in(site))[:_MOST_QUERIES])


def is_lookup(value: Value) -> bool:
    """Tell whether a value is an expression over lookup paths."""
    return isinstance(value, Lookup)
