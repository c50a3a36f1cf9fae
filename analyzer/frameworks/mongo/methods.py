"""The names of PyMongo's methods and classes, by what they do.

Source: "API Documentation" of PyMongo 4, PyMongo 2 and Motor 3.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


READS = _words(
    """
    aggregate aggregate_raw_batches count count_documents distinct estimated_document_count find
    find_one find_one_or_404 find_raw_batches group inline_map_reduce map_reduce parallel_scan watch
    """
)
WRITES = _words(
    """
    bulk_write delete_many delete_one drop insert insert_many insert_one remove rename replace_one
    save update update_many update_one
    """
)
BOTH = _words("find_and_modify find_one_and_delete find_one_and_replace find_one_and_update")
OTHERS = _words(
    """
    create_index create_indexes drop_index drop_indexes ensure_index index_information
    initialize_ordered_bulk_op initialize_unordered_bulk_op list_indexes options reindex
    with_options
    """
)
METHODS = READS | WRITES | BOTH | OTHERS

# So telling that they speak of a collection whatever they are called on.
TELLING = frozenset(name for name in METHODS if name.endswith(("_one", "_many"))) | BOTH

OF_DATABASES = _words(
    """
    add_son_manipulator aggregate authenticate client collection_names command create_collection
    cursor_command drop_collection eval list_collection_names list_collections name
    validate_collection watch with_options
    """
)
CLIENTS = ("MongoClient", "MotorClient", "AsyncIOMotorClient", "AsyncMongoClient", "Connection")
DATABASES = ("Database", "MotorDatabase", "AsyncIOMotorDatabase", "AsyncDatabase", "get_db")
