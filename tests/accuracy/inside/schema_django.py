"""Django's own registry: every model that it knows, as tables."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def tables() -> list[dict[str, Any]]:
    """Return each table of `apps.get_models()`, automatic many-to-many tables among them.

    A proxy has its parent's table and adds none; an unmanaged model has a table like any other.
    """
    import_module("django").setup()
    registry = import_module("django.apps").apps
    models = registry.get_models(include_auto_created=True)
    found = [_table(model) for model in models if not model._meta.proxy]
    return sorted(found, key=lambda table: (table["table"], table["module"] or ""))


def _table(model: Any) -> dict[str, Any]:
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if field.column]
    return {
        "table": meta.db_table.replace('"', ""),
        "module": _defining(model).__module__,
        "class": _defining(model).__qualname__,
        "auto_created_m2m": bool(meta.auto_created),
        "managed": meta.managed,
        "columns": [field.column for field in fields],
        "fks": [_key(field) for field in fields if _is_key(field)],
    }


def _defining(model: Any) -> Any:
    """Return the class whose body makes the table: the one that declares the relation, if any."""
    owner = model._meta.auto_created
    if not owner:
        return model
    for field in owner._meta.local_many_to_many:
        if field.remote_field.through is model:
            return field.model
    return owner


def _is_key(field: Any) -> bool:
    return bool(field.many_to_one or field.one_to_one) and hasattr(field, "target_field")


def _key(field: Any) -> dict[str, Any]:
    target = field.target_field
    return {
        "column": field.column,
        "to_table": target.model._meta.db_table.replace('"', ""),
        "to_column": target.column,
        "null": field.null,
    }
