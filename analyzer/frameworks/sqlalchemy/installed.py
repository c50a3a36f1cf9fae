"""Packages of others that declare tables with SQLAlchemy: what to read, what to take."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.sqlalchemy.declarations import is_column, is_relationship
from analyzer.resolution.guide import Guide
from analyzer.resolution.program import ClassInfo, mro

# What seamline knows of these by name; of Flask-AppBuilder all but the tables that it brings.
_EXPLAINED = ("alembic", "flask_sqlalchemy", "oslo_db", "sqlalchemy", "sqlmodel")
_BUILDER = "flask_appbuilder."
_TABLES = ("flask_appbuilder.models.mixins.", "flask_appbuilder.security.")


class Declarations(Guide):
    """Which declarations of others a project with SQLAlchemy builds on."""

    packages = ("flask_sqlalchemy", "sqlalchemy", "sqlmodel")

    def explains(self, dotted: str) -> bool:
        """Tell whether a name is SQLAlchemy's, or a library's that stands on it."""
        if dotted.partition(".")[0] in _EXPLAINED:
            return True
        return dotted.startswith(_BUILDER) and not dotted.startswith(_TABLES)

    def companions(self, module: str) -> Iterable[str]:
        """Return the other classes of a module of models: their tables refer to each other."""
        if module.rpartition(".")[2] == "models":
            yield f"{module}.*"

    def adopts(self, cls: ClassInfo) -> bool:
        """Take what has a table's name, a column or a relationship, itself or from a base."""
        for ancestor in mro(cls):
            if isinstance(ancestor, str):
                continue
            if "__tablename__" in ancestor.slots:
                return True
            values = (value for slot in ancestor.slots.values() for value in slot.values)
            if any(is_column(value) or is_relationship(value) for value in values):
                return True
        return False
