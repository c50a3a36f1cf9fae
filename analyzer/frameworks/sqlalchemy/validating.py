"""SQLModel: rows that are validated from data, copied, and changed by what came in.

Sources: "Create", "Update" and "Read" of the tutorial "FastAPI and Pydantic" in SQLModel's
documentation; "Models" in Pydantic's, for the names that both of its versions have.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import outside_bases
from analyzer.resolution.values import ClassValue, Instance, Value, Values

_PACKAGES = ("sqlmodel.", "pydantic.")
_MAKERS = frozenset(
    {"construct", "from_orm", "model_construct", "model_validate", "model_validate_json"}
    | {"parse_obj", "parse_raw", "validate"}
)
_COPIES = frozenset({"copy", "model_copy"})
_CHANGE = "sqlmodel_update"


def call(frame: Frame, mapped: Mapped, receiver: Value, name: str, line: int) -> Values | None:
    """Return the row that a mapped class makes of data, or that is changed by it."""
    if name not in _MAKERS and name not in _COPIES and name != _CHANGE:
        return None
    if not any(base.startswith(_PACKAGES) for base in outside_bases(mapped.cls)):
        return None
    match receiver:
        case ClassValue() if name in _MAKERS:
            return (Instance(mapped.cls),)
        case Instance() if name in _COPIES:
            return (Instance(mapped.cls),)
        case Instance() if name == _CHANGE:
            frame.touch(mapped.table, "write", "flush", "likely", line, waits=True)
            return (receiver,)
    return None
