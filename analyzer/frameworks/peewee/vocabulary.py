"""What Peewee's methods do, and what a star import of it brings.

Source: "API Documentation" of Peewee 3.17, 4.5 and 2.10 (names of older versions still work here).
"""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.frameworks.records.actions import (
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

_INSERT = Action("create", writes=True, gives="query")
_RUN = Action(runs=True)


def _asynchronous(actions: Mapping[str, Action]) -> dict[str, Action]:
    """Return the actions with their twins in peewee-async, which begin with `aio_`."""
    return {**actions, **{f"aio_{name}": action for name, action in actions.items()}}


ON_CLASS = _asynchronous(
    {
        **named(START, "select", "filter"),
        **named(ROW, "get", "get_or_none", "get_by_id", "raw"),
        **named(PAIR, "get_or_create", "create_or_get"),
        **named(CREATE, "create"),
        **named(CREATE_MANY, "bulk_create"),
        **named(_INSERT, "insert", "insert_many", "insert_from", "replace", "replace_many"),
        **named(Action("update", writes=True, gives="query"), "update"),
        **named(Action("delete", writes=True, gives="query"), "delete"),
        **named(UPDATE, "bulk_update", "set_by_id"),
        **named(DELETE, "delete_by_id", "truncate_table"),
        **named(NOTHING, "noop", "bind", "bind_ctx", "create_table", "drop_table", "table_exists"),
    }
)

ON_QUERY = _asynchronous(
    {
        **named(GO_ON, "aggregate_rows", "alias", "bind", "clone", "columns", "cte", "distinct"),
        **named(GO_ON, "ensure_join", "except_", "filter", "for_update", "from_", "group_by"),
        **named(GO_ON, "having", "intersect", "join", "join_from", "lateral", "left_outer_join"),
        **named(GO_ON, "limit", "naive", "objects", "offset", "on_conflict", "order_by"),
        **named(GO_ON, "on_conflict_ignore", "on_conflict_replace", "order_by_extend", "orwhere"),
        **named(GO_ON, "paginate", "prefetch", "returning", "select", "select_extend"),
        **named(GO_ON, "get_object_list"),
        **named(GO_ON, "select_from", "switch", "union", "union_all", "upsert", "where"),
        **named(GO_ON, "window", "with_cte"),
        **named(PLAIN, "dicts", "namedtuples", "tuples", "scalars"),
        **named(Action(runs=True, gives="query"), "execute", "iterator"),
        **named(Action(runs=True, gives="row"), "first", "get", "get_or_none", "last", "peek"),
        **named(_RUN, "count", "exists", "scalar", "wrapped_count"),
        **named(LINK, "add", "remove", "clear"),
        **named(NOTHING, "sql"),
    }
)

ON_ROW = _asynchronous(
    {
        **named(SAVE, "save"),
        **named(DELETE, "delete_instance"),
    }
)

# `peewee_async.Manager`: the model, query or row comes first.
MANAGER = {
    **named(ROW, "get", "get_or_none"),
    **named(PAIR, "get_or_create", "create_or_get"),
    **named(CREATE, "create"),
    **named(SAVE, "update"),
    **named(DELETE, "delete"),
    **named(DATA, "count", "scalar"),
    **named(Action(runs=True, gives="query"), "execute", "prefetch"),
}

_CORE = (
    "AnyField AsIs AutoField BareField BigAutoField BigBitField BigIntegerField "
    "BinaryUUIDField BitField BlobField BooleanField Case Cast CharField Check Column "
    "CompositeKey Context Database DatabaseError DatabaseProxy DataError DateField "
    "DateTimeField DecimalField DeferredForeignKey DeferredRelation DeferredThroughModel "
    "DoesNotExist DoubleField DQ EXCLUDED Field FixedCharField FloatField fn ForeignKeyField "
    "IdentityField ImproperlyConfigured Index IntegerField IntegrityError InterfaceError "
    "InternalError IPField JOIN ManyToManyField Model ModelIndex ModelSelect MySQLDatabase "
    "NotSupportedError OP OperationalError PostgresqlDatabase PrimaryKeyField prefetch "
    "ProgrammingError Proxy R SmallIntegerField SqliteDatabase SQL Table TextField TimeField "
    "TimestampField Tuple UUIDField Value ValuesList Window"
)

EXPORTS = {
    "peewee": tuple(_CORE.split()),
    "playhouse.fields": ("CompressedField", "ManyToManyField", "PasswordField", "PickleField"),
    "playhouse.flask_utils": ("FlaskDB", "get_object_or_404", "object_list", "PaginatedQuery"),
    "playhouse.postgres_ext": (
        *("ArrayField", "BinaryJSONField", "DateTimeTZField", "HStoreField", "IntervalField"),
        *("JSONField", "PostgresqlExtDatabase", "TSVectorField"),
    ),
    "playhouse.shortcuts": ("dict_to_model", "model_to_dict", "update_model_from_dict"),
    "playhouse.signals": ("Model",),
    "playhouse.sqlite_ext": (
        *("AutoIncrementField", "DocIDField", "FTS5Model", "FTSModel", "JSONField", "RowIDField"),
        *("SearchField", "SqliteExtDatabase", "VirtualModel"),
    ),
}
