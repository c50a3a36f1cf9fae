"""What MongoEngine's methods do, and what a star import of it brings.

Source: "API Reference" in the documentation of MongoEngine 0.29 and of Flask-MongoEngine 1.0.
"""

from __future__ import annotations

from analyzer.frameworks.records.actions import (
    CREATE,
    CREATE_MANY,
    DELETE,
    GO_ON,
    NOTHING,
    PLAIN,
    SAVE,
    UPDATE,
    Action,
    named,
)

_RUN = Action(runs=True)
_FOUND = Action(runs=True, gives="row")
_CHANGED = Action("update", reads=True, writes=True, gives="row")

ON_CLASS = {
    **named(DELETE, "drop_collection"),
    **named(NOTHING, "ensure_indexes", "create_index", "list_indexes", "compare_indexes"),
}

ON_QUERY = {
    **named(GO_ON, "all", "all_fields", "allow_disk_use", "batch_size", "clear_cls_query", "clone"),
    **named(GO_ON, "collation", "comment", "exclude", "fields", "filter", "hint", "limit"),
    **named(GO_ON, "max_time_ms", "no_cache", "no_dereference", "no_sub_classes", "none", "only"),
    **named(GO_ON, "order_by", "read_concern", "read_preference", "rewind"),
    **named(GO_ON, "search_text", "select_related", "skip", "snapshot", "timeout", "using"),
    **named(GO_ON, "visible", "where"),
    **named(Action(runs=True, gives="query"), "paginate"),
    **named(PLAIN, "as_pymongo", "scalar", "values_list"),
    **named(_FOUND, "first", "first_or_404", "get", "get_or_404", "next", "with_id"),
    **named(_RUN, "aggregate", "average", "count", "distinct", "exec_js", "explain"),
    **named(_RUN, "in_bulk", "item_frequencies", "map_reduce", "sum", "to_json"),
    **named(CREATE, "create"),
    **named(CREATE_MANY, "insert"),
    **named(_CHANGED, "modify", "upsert_one"),
    **named(UPDATE, "update", "update_one"),
    **named(DELETE, "delete"),
}

ON_ROW = {
    **named(SAVE, "save", "cascade_save"),
    **named(UPDATE, "modify", "update"),
    **named(DELETE, "delete"),
    **named(Action("refresh", reads=True), "reload"),
    **named(Action(gives="row"), "select_related", "switch_collection", "switch_db"),
    **named(NOTHING, "validate", "to_json", "to_mongo", "to_dbref"),
}

_NAMES = (
    "BinaryField BooleanField CachedReferenceField CASCADE ComplexDateTimeField connect DateField "
    "DateTimeField Decimal128Field DecimalField DENY DictField disconnect DO_NOTHING Document "
    "DoesNotExist DynamicDocument DynamicEmbeddedDocument DynamicField EmailField "
    "EmbeddedDocument EmbeddedDocumentField EmbeddedDocumentListField EnumField FileField "
    "FloatField GenericEmbeddedDocumentField GenericLazyReferenceField GenericReferenceField "
    "GeoPointField get_connection get_db ImageField IntField LazyReferenceField LineStringField "
    "ListField LongField MapField MapReduceDocument MultiLineStringField MultipleObjectsReturned "
    "MultiPointField MultiPolygonField NotUniqueError NULLIFY ObjectIdField PointField "
    "PolygonField PULL Q QuerySet queryset_manager ReferenceField register_connection "
    "SequenceField SortedListField StringField URLField UUIDField ValidationError"
)

EXPORTS = {name: tuple(_NAMES.split()) for name in ("mongoengine", "mongoengine.fields")}
