"""What Pony's methods and functions do, and what a star import of it brings.

Source: "API Reference" in the documentation of Pony 0.7.
"""

from __future__ import annotations

from analyzer.frameworks.records.actions import (
    ASK_AND_LINK,
    CREATE,
    DATA,
    DELETE,
    GO_ON,
    NOTHING,
    PLAIN,
    ROW,
    ROWS,
    START,
    UPDATE,
    Action,
    named,
)

_RUN = Action(runs=True)
_FOUND = Action(runs=True, gives="row")

ON_CLASS = {
    **named(START, "select"),
    **named(ROW, "get", "get_by_sql", "get_for_update"),
    **named(ROWS, "select_by_sql", "select_random"),
    **named(DATA, "exists"),
    **named(NOTHING, "describe", "drop_table"),
}

ON_QUERY = {
    **named(GO_ON, "filter", "for_update", "limit", "order_by", "page", "prefetch", "select"),
    **named(GO_ON, "sort_by", "where", "without_distinct"),
    **named(PLAIN, "distinct"),
    **named(_FOUND, "first", "get"),
    **named(Action(runs=True, gives="rows"), "copy", "fetch", "random", "to_list"),
    **named(_RUN, "avg", "count", "exists", "group_concat", "is_empty", "load", "max", "min"),
    **named(_RUN, "show", "sum", "to_json"),
    **named(CREATE, "create"),
    **named(DELETE, "delete"),
    **named(ASK_AND_LINK, "add", "clear", "remove"),
    **named(NOTHING, "get_sql"),
}

ON_ROW = {
    **named(UPDATE, "set"),
    **named(DELETE, "delete"),
    **named(Action("refresh", reads=True), "load"),
    **named(NOTHING, "flush", "get_pk", "to_dict"),
}

# Functions that take a generator over an entity, or a query.
FUNCTIONS = {
    **named(START, "select", "left_join"),
    **named(ROW, "get"),
    **named(DATA, "avg", "count", "exists", "group_concat", "max", "min", "sum"),
    **named(DELETE, "delete"),
}

# Without those that hide Python's own: `max`, `min` and `sum` do the same to a generator.
_NAMES = (
    "Database Discriminator Json LongStr Optional PrimaryKey Required Set avg commit "
    "composite_index composite_key count db_session delete desc exists flush get group_concat "
    "left_join raw_sql rollback select"
)

EXPORTS = {name: tuple(_NAMES.split()) for name in ("pony.orm", "pony.orm.core")}
