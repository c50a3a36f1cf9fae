"""What mixins of libraries bring: their columns, and the keys among them.

Source: the libraries' own code, by the dotted names under which programs import them. A mixin that
stands here under two names is re-exported.
"""

from __future__ import annotations

import re

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
_OWNED: _Columns = {"user_id": "user.id"}
_SENTINEL: _Columns = {"sa_orm_sentinel": None}
_ACCOUNT: _Columns = dict.fromkeys(
    ("oauth_name", "access_token", "expires_at", "refresh_token", "account_id", "account_email")
)
_TOKEN: _Columns = dict.fromkeys(("token", "created_at"))

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
}
# FastAPI Users: which table a base's heir is, and its columns; those with `UUID` have their keys.
_USERS: dict[str, tuple[str, _Columns]] = {
    "SQLAlchemyBaseUserTable": ("user", _USER),
    "SQLAlchemyBaseUserTableUUID": ("user", {**_IDENTIFIED, **_USER}),
    "SQLAlchemyBaseOAuthAccountTable": ("oauth_account", _ACCOUNT),
    "SQLAlchemyBaseOAuthAccountTableUUID": (
        "oauth_account",
        {**_IDENTIFIED, **_OWNED, **_ACCOUNT},
    ),
    "SQLAlchemyBaseAccessTokenTable": ("accesstoken", _TOKEN),
    "SQLAlchemyBaseAccessTokenTableUUID": ("accesstoken", {**_TOKEN, **_OWNED}),
}
_USERS_PACKAGES = ("fastapi_users.", "fastapi_users_db_sqlalchemy.")
# Advanced Alchemy, which Litestar lends its name to: bases of models, named by their keys.
_ADVANCED = re.compile(
    r"(?:advanced_alchemy|litestar)\.(?:\w+\.)*"
    r"(UUID(?:v6|v7)?|NanoID|BigInt|Identity|Default)(Audit)?Base"
)
# And the mixins that these bases are made of, for a program's own.
_ADVANCED_MIXIN = re.compile(
    r"(?:advanced_alchemy|litestar)\.(?:\w+\.)*(\w+?)(PrimaryKey|Columns)?"
)
_MIXINS: dict[str, _Columns] = {"SlugKey": {"slug": None}, "SentinelMixin": _SENTINEL}
# Flask-Security's own models: each version has what those before it have.
_SECURED = re.compile(r"flask_security\.models\.(?:fsqla(?:_v(\d))?|sqla\w*)\.Fs(\w+)Mixin")
_SECURED_COLUMNS: dict[tuple[str, int], _Columns] = {
    ("Role", 1): dict.fromkeys(("id", "name", "description", "permissions", "update_datetime")),
    ("User", 1): {
        **dict.fromkeys(("id", "email", "username", "password", "active", "fs_uniquifier")),
        **dict.fromkeys(("confirmed_at", "last_login_at", "current_login_at", "last_login_ip")),
        **dict.fromkeys(("current_login_ip", "login_count", "tf_primary_method")),
        **dict.fromkeys(("tf_totp_secret", "tf_phone_number")),
        **dict.fromkeys(("create_datetime", "update_datetime")),
    },
    ("User", 2): dict.fromkeys(("us_totp_secrets", "us_phone_number")),
    ("User", 3): dict.fromkeys(("fs_webauthn_user_handle", "mf_recovery_codes")),
    ("WebAuthn", 3): {
        **dict.fromkeys(("id", "credential_id", "public_key", "sign_count", "transports")),
        **dict.fromkeys(("backup_state", "device_type", "extensions", "create_datetime")),
        **dict.fromkeys(("lastuse_datetime", "name", "usage")),
        **_OWNED,
    },
}


def is_base(base: str) -> bool:
    """Tell whether heirs of a class outside of the program are models, named by their own names."""
    return _ADVANCED.fullmatch(base) is not None


def table_name(base: str) -> str | None:
    """Return the table that an heir of a class outside of the program is, unless it says itself."""
    if base.startswith(_USERS_PACKAGES):
        return _USERS.get(base.rpartition(".")[2], (None, {}))[0]
    return None


def _columns_of(base: str) -> _Columns:
    if base.startswith(_USERS_PACKAGES):
        return _USERS.get(base.rpartition(".")[2], ("", {}))[1]
    if (secured := _SECURED.fullmatch(base)) is not None:
        version = int(secured[1] or 1) if ".fsqla" in base else max(v for _, v in _SECURED_COLUMNS)
        known = sorted(_SECURED_COLUMNS.items())
        parts = [columns for (kind, v), columns in known if kind == secured[2] and v <= version]
        return {name: target for part in parts for name, target in part.items()}
    if (advanced := _ADVANCED.fullmatch(base)) is not None:
        return {**_key(advanced[1]), **(_STAMPED if advanced[2] else {})}
    if (mixin := _ADVANCED_MIXIN.fullmatch(base)) is not None:
        return _mixed_in(mixin[1], mixin[2])
    return _COLUMNS.get(base, {})


def _key(kind: str) -> _Columns:
    """Return the key of a base of Advanced Alchemy, and what goes with it."""
    sentinel = _SENTINEL if kind.startswith(("UUID", "NanoID")) else {}
    return {**({} if kind == "Default" else _IDENTIFIED), **sentinel}


def _mixed_in(name: str, kind: str | None) -> _Columns:
    """Return the columns of one of its mixins: `UUIDPrimaryKey`, `AuditColumns`, `SlugKey`."""
    if kind == "PrimaryKey":
        return _key(name)
    return _STAMPED if (name, kind) == ("Audit", "Columns") else _MIXINS.get(name, {})


def columns(base: str) -> dict[str, ColumnSpec]:
    """Return the columns that a class outside of the program gives to those that derive from it."""
    return {
        name: ColumnSpec(name, None, foreign=foreign) for name, foreign in _columns_of(base).items()
    }
