"""What Tortoise's methods do.

Source: "Query API" and "Models" in the documentation of Tortoise ORM 0.20 and 1.1.
"""

from __future__ import annotations

from analyzer.frameworks.records.actions import (
    ASK_AND_LINK,
    CREATE,
    CREATE_MANY,
    DATA,
    DELETE,
    GO_ON,
    LINK,
    NOTHING,
    PAIR,
    PLAIN,
    ROW,
    SAVE,
    START,
    UPDATE,
    Action,
    named,
)

_ROW = Action(runs=True, gives="row")
_RUN = Action(runs=True)

ON_CLASS = {
    **named(START, "all", "annotate", "exclude", "filter", "select_for_update"),
    **named(ROW, "earliest", "first", "get", "get_or_none", "last", "latest"),
    **named(Action(reads=True, gives="rows"), "raw"),
    **named(DATA, "exists", "fetch_for_list", "in_bulk"),
    **named(PAIR, "get_or_create", "update_or_create"),
    **named(CREATE, "create"),
    **named(CREATE_MANY, "bulk_create"),
    **named(UPDATE, "bulk_update"),
    **named(NOTHING, "describe", "register_listener"),
}

ON_QUERY = {
    **named(GO_ON, "all", "annotate", "distinct", "exclude", "filter", "force_index", "group_by"),
    **named(GO_ON, "limit", "offset", "only", "order_by", "prefetch_related", "select_for_update"),
    **named(GO_ON, "select_related", "union", "use_index", "using_db"),
    **named(PLAIN, "values", "values_list"),
    **named(_ROW, "earliest", "first", "get", "get_or_none", "last", "latest"),
    **named(Action(runs=True, gives="rows"), "raw"),
    **named(_RUN, "contains", "count", "exists", "explain", "in_bulk"),
    **named(PAIR, "get_or_create", "update_or_create"),
    **named(CREATE, "create"),
    **named(CREATE_MANY, "bulk_create"),
    **named(UPDATE, "update", "bulk_update"),
    **named(DELETE, "delete"),
    **named(ASK_AND_LINK, "add"),
    **named(LINK, "clear", "remove"),
    **named(NOTHING, "sql"),
}

# What `get()` gives can be awaited, and asked for more before it is: both stand for the row.
_SAME = Action(gives="row")

ON_ROW = {
    **named(SAVE, "save"),
    **named(DELETE, "delete"),
    **named(Action("refresh", reads=True), "refresh_from_db"),
    **named(_SAME, "annotate", "only", "prefetch_related", "select_related", "using_db"),
    **named(_SAME, "clone", "update_from_dict"),
    **named(NOTHING, "fetch_related", "values", "values_list"),
}
