"""Heirs whose own columns are loaded with the rows of the class that they extend.

Source: "Configuring the Polymorphic Loading" in SQLAlchemy's documentation: `with_polymorphic` of a
class's `__mapper_args__`, and `polymorphic_load` of an heir's.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.resolution.values import ClassValue, DictOf, Text, Value, flattened

_AT_ONCE = (Text("inline"), Text("selectin"))


def widen(mappings: Mappings) -> None:
    """Tell each mapped class which heirs' tables are read with its rows."""
    every = [mapped for mapped in mappings.by_class.values() if mapped is not None]
    for mapped in every:
        wanted = _argument(mappings, mapped, "with_polymorphic")
        named = {value.cls for value in flattened(wanted) if isinstance(value, ClassValue)}
        for heir in every:
            if heir is mapped or mapped not in heir.lineage():
                continue
            is_loaded = any(v in _AT_ONCE for v in _argument(mappings, heir, "polymorphic_load"))
            if is_loaded or Text("*") in wanted or heir.cls in named:
                mapped.heirs.append(heir)


def _argument(mappings: Mappings, mapped: Mapped, name: str) -> tuple[Value, ...]:
    slot = mapped.cls.slots.get("__mapper_args__")
    values = mappings.through(mapped.cls, slot.values) if slot is not None else ()
    return tuple(v.element for v in values if isinstance(v, DictOf) and v.key == name)
