"""Peewee's own registry: every model class that is a table."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any


def tables() -> list[dict[str, Any]]:
    """Return the table of each subclass of `Model`, but of those that only others derive from."""
    models = sorted(_below(import_module("peewee").Model), key=_name)
    return [_table(model) for model in models if not _is_abstract(model)]


def _below(cls: Any) -> Iterator[Any]:
    for child in cls.__subclasses__():
        yield child
        yield from _below(child)


def _name(model: Any) -> tuple[str, str]:
    return model._meta.table_name, f"{model.__module__}.{model.__qualname__}"


def _is_abstract(model: Any) -> bool:
    """Peewee has no word for it: a base declares no field, its automatic key is no field's."""
    own = [field for field in model._meta.sorted_fields if not _is_automatic(field)]
    # The alias that `insert` and the like make of a model is no table of its own.
    return not own or model.__name__ == "_metaclass_helper_"


def _is_automatic(field: Any) -> bool:
    return type(field).__name__ == "AutoField" and field.name == "id"


def _table(model: Any) -> dict[str, Any]:
    fields = model._meta.sorted_fields
    return {
        "table": model._meta.table_name,
        "module": model.__module__,
        "class": model.__qualname__,
        "columns": [field.column_name for field in fields],
        "fks": [_key(field) for field in fields if hasattr(field, "rel_model")],
    }


def _key(field: Any) -> dict[str, Any]:
    return {
        "column": field.column_name,
        "to_table": field.rel_model._meta.table_name,
        "to_column": field.rel_field.column_name,
    }
