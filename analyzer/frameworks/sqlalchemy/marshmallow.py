"""Schemas of marshmallow-sqlalchemy: what they load are rows.

A schema names its model in `Meta`; `load()` makes a row of what came in, or sets the attributes of
the one that the schema was given as `instance`. Versions for marshmallow 2 put the row into the
`data` of what they return. Sources: the documentation of marshmallow-sqlalchemy ("Recipes", "API
Reference", "Changelog"), and of Flask-Marshmallow, which lends its extension the same bases.
"""

from __future__ import annotations

from analyzer.frameworks.constants import class_constant, inner_class
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Value,
    Values,
)

_PACKAGE = "marshmallow_sqlalchemy"
_EXTENSION = "flask_marshmallow.Marshmallow"
# Rows come out of these whether or not `load_instance` is set.
_ALWAYS = ("ModelSchema", "TableSchema")
_BASES = (*_ALWAYS, "SQLAlchemySchema", "SQLAlchemyAutoSchema")


class LoadedValue(Value, frozen=True, cache_hash=True):
    """What `load()` returns under marshmallow 2, around a row of the class."""

    cls: ClassInfo


def attribute(value: Value, name: str) -> Values | None:
    """Return the bases that an extension lends, and the row in what was loaded."""
    match value:
        case ExternalInstance(name=known) if known == _EXTENSION and name in _BASES:
            return (External(f"{_PACKAGE}.{name}"),)
        case LoadedValue(cls=cls) if name == "data":
            return (Instance(cls),)
    return None


def loaded(schema: ClassInfo) -> ClassInfo | None:
    """Return the class of the rows that a schema makes; None where it makes none."""
    bases = [base for base in mro(schema) if isinstance(base, str) and _PACKAGE in base]
    metas = [meta for meta in map(_meta, _classes(schema)) if meta is not None]
    models = [cls for meta in metas for cls in _models(meta)]
    if not bases or not models:
        return None
    is_row = any(base.endswith(_ALWAYS) for base in bases) or any(
        class_constant(each, "load_instance") for meta in metas for each in _classes(meta)
    )
    return models[0] if is_row else None


def load(frame: Frame, mappings: Mappings, method: ExternalMethod, site: CallSite) -> Values | None:
    """Return what `schema.load(data)` gives; None where it is no such schema's."""
    schema = method.receiver
    if method.name != "load" or not isinstance(schema, Instance):
        return None
    change_given(frame, mappings, schema.cls, site)
    cls = loaded(schema.cls)
    return None if cls is None else (Instance(cls), LoadedValue(cls))


def change_given(frame: Frame, mappings: Mappings, schema: ClassInfo, site: CallSite) -> None:
    """Record that a schema sets the attributes of the row that it is given."""
    for value in site.keywords.get("instance", ()):
        mapped = mappings.by_class.get(value.cls) if isinstance(value, Instance) else None
        if mapped is not None and loaded(schema) is not None:
            frame.touch(mapped.table, "write", "flush", "likely", site.line)


def _classes(cls: ClassInfo) -> list[ClassInfo]:
    return [each for each in mro(cls) if isinstance(each, ClassInfo)]


def _meta(schema: ClassInfo) -> ClassInfo | None:
    return inner_class(schema, "Meta")


def _models(meta: ClassInfo) -> list[ClassInfo]:
    slots = [each.slots["model"] for each in _classes(meta) if "model" in each.slots]
    return [v.cls for slot in slots[:1] for v in slot.values if isinstance(v, ClassValue)]
