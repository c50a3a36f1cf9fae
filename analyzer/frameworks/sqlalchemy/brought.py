"""What mixins of libraries bring: their columns, and the keys among them.

Source: the libraries' own code, by the dotted names under which programs import them. A mixin that
stands here under two names is re-exported.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.declarations import ColumnSpec

# Columns by attribute, each with the `table.column` that it refers to.
_Columns = dict[str, str | None]

_FAB_USER = "ab_user.id"
_AUDIT: _Columns = {"created_on": None, "changed_on": None, "created_by_fk": _FAB_USER}
_USER: _Columns = dict.fromkeys(
    ("email", "hashed_password", "is_active", "is_superuser", "is_verified")
)
_IDENTIFIED: _Columns = {"id": None}
_STAMPED: _Columns = {"created_at": None, "updated_at": None}

_COLUMNS: dict[str, _Columns] = {
    "oslo_db.sqlalchemy.models.TimestampMixin": _STAMPED,
    "oslo_db.sqlalchemy.models.SoftDeleteMixin": {"deleted_at": None, "deleted": None},
    "flask_appbuilder.models.mixins.AuditMixin": {**_AUDIT, "changed_by_fk": _FAB_USER},
    "flask_appbuilder.AuditMixin": {**_AUDIT, "changed_by_fk": _FAB_USER},
    "sqlalchemy_utils.Timestamp": {"created": None, "updated": None},
    "sqlalchemy_utils.models.Timestamp": {"created": None, "updated": None},
    "flask_dance.consumer.storage.sqla.OAuthConsumerMixin": {
        **_IDENTIFIED,
        "provider": None,
        "created_at": None,
        "token": None,
    },
    "fastapi_users.db.SQLAlchemyBaseUserTable": _USER,
    "fastapi_users_db_sqlalchemy.SQLAlchemyBaseUserTable": _USER,
    "fastapi_users.db.SQLAlchemyBaseUserTableUUID": {**_IDENTIFIED, **_USER},
    "fastapi_users_db_sqlalchemy.SQLAlchemyBaseUserTableUUID": {**_IDENTIFIED, **_USER},
    "advanced_alchemy.base.UUIDBase": _IDENTIFIED,
    "advanced_alchemy.base.BigIntBase": _IDENTIFIED,
    "advanced_alchemy.base.UUIDAuditBase": {**_IDENTIFIED, **_STAMPED},
    "advanced_alchemy.base.BigIntAuditBase": {**_IDENTIFIED, **_STAMPED},
}


def columns(base: str) -> dict[str, ColumnSpec]:
    """Return the columns that a class outside of the program gives to those that derive from it."""
    return {
        name: ColumnSpec(name, None, foreign=foreign)
        for name, foreign in _COLUMNS.get(base, {}).items()
    }
