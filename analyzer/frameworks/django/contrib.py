"""Models that come with Django itself: what their tables are called, and what their bases bring.

Facts from django/contrib/*/models.py (5.2). Other packages' models are named by Django's own rule.
"""

from __future__ import annotations

import msgspec

from analyzer.frameworks.django import packages, wagtail_models


class KnownModel(msgspec.Struct, frozen=True):
    """A model outside of the program; an abstract one lends its columns to its subclasses.

    `many` maps many-to-many fields to the label of their target, `keys` does so with the columns of
    foreign keys; a setting's name stands for the model that it names. `extends` is the dotted name
    of the concrete model whose rows an abstract one's subclasses extend.
    """

    label: str
    name: str
    columns: tuple[str, ...]
    abstract: bool = False
    many: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    extends: str = ""

    @property
    def table(self) -> str:
        """The table's name by Django's rule."""
        return _TABLES.get((self.label, self.name), f"{self.label}_{self.name.lower()}")


_TABLES = {
    ("contenttypes", "ContentType"): "django_content_type",
    ("sessions", "Session"): "django_session",
    ("sites", "Site"): "django_site",
    ("admin", "LogEntry"): "django_admin_log",
    ("flatpages", "FlatPage"): "django_flatpage",
    ("redirects", "Redirect"): "django_redirect",
    ("django_comments", "Comment"): "django_comments",
}

_BASE_USER = ("password", "last_login")
_PERSON = ("username", "first_name", "last_name", "email", "is_staff", "is_active", "date_joined")
_GROUPS = (("groups", "auth.Group"), ("user_permissions", "auth.Permission"))

_AUTH = "django.contrib.auth.models."


def _described(text: str) -> KnownModel:
    """Return an abstract model that a line of `packages` describes."""
    written = [word for word in text.split() if not word.startswith("^")]
    words = [word.partition(">") for word in written if "*" not in word]
    many = [word.partition("*") for word in written if "*" in word]
    return KnownModel(
        "",
        "",
        tuple(name for name, _, _ in words),
        True,
        tuple((name, target) for name, _, target in many),
        tuple((name, target) for name, _, target in words if target),
        next((word[1:] for word in text.split() if word.startswith("^")), ""),
    )


KNOWN_MODELS: dict[str, KnownModel] = {
    "django.contrib.auth.base_user.AbstractBaseUser": KnownModel("auth", "", _BASE_USER, True),
    f"{_AUTH}AbstractBaseUser": KnownModel("auth", "", _BASE_USER, True),
    f"{_AUTH}PermissionsMixin": KnownModel("auth", "", ("is_superuser",), True, _GROUPS),
    f"{_AUTH}AbstractUser": KnownModel(
        "auth", "", (*_BASE_USER, "is_superuser", *_PERSON), True, _GROUPS
    ),
    f"{_AUTH}User": KnownModel(
        "auth", "User", ("id", *_BASE_USER, "is_superuser", *_PERSON), False, _GROUPS
    ),
    f"{_AUTH}Group": KnownModel("auth", "Group", ("id", "name")),
    f"{_AUTH}Permission": KnownModel(
        "auth", "Permission", ("id", "name", "content_type_id", "codename")
    ),
    "django.contrib.contenttypes.models.ContentType": KnownModel(
        "contenttypes", "ContentType", ("id", "app_label", "model")
    ),
    "django.contrib.sites.models.Site": KnownModel("sites", "Site", ("id", "domain", "name")),
    "django.contrib.sessions.base_session.AbstractBaseSession": KnownModel(
        "sessions", "", ("session_key", "session_data", "expire_date"), True
    ),
    "django.contrib.sessions.models.Session": KnownModel(
        "sessions", "Session", ("session_key", "session_data", "expire_date")
    ),
    "django.contrib.admin.models.LogEntry": KnownModel(
        "admin",
        "LogEntry",
        (
            "id",
            "action_time",
            "user_id",
            "content_type_id",
            "object_id",
            "object_repr",
            "action_flag",
            "change_message",
        ),
    ),
    "django.contrib.flatpages.models.FlatPage": KnownModel(
        "flatpages",
        "FlatPage",
        (
            "id",
            "url",
            "title",
            "content",
            "enable_comments",
            "template_name",
            "registration_required",
        ),
        False,
        (("sites", "sites.Site"),),
    ),
    "django.contrib.redirects.models.Redirect": KnownModel(
        "redirects", "Redirect", ("id", "site_id", "old_path", "new_path")
    ),
}

for _dotted in wagtail_models.PAGES:
    KNOWN_MODELS[_dotted] = KnownModel("wagtailcore", "Page", ("id",))

for _name, _text in (*packages.BASES.items(), *wagtail_models.BASES.items()):
    KNOWN_MODELS[_name] = _described(_text)

NO_MODELS = packages.NO_MODELS | wagtail_models.NO_MODELS

# What stands beside models in their modules and is none.
NO_MODEL = (
    "Admin",
    "Choices",
    "Config",
    "Error",
    "Exception",
    "Field",
    "Form",
    "FormSet",
    "HistoricalRecords",
    "Manager",
    "QuerySet",
    "Serializer",
)

# Packages of Django with `models` in their path that are no application's.
_NO_APPLICATIONS = ("django.db.", "django.forms.", "django.contrib.gis.")

BY_LABEL = {
    (model.label, model.name.lower()): model
    for model in KNOWN_MODELS.values()
    if not model.abstract
}


def guess_model(dotted: str) -> KnownModel | None:
    """Return the model that an external class is, by the rule that its package is its label."""
    known = KNOWN_MODELS.get(dotted)
    if known is not None or dotted.startswith(_NO_APPLICATIONS):
        return known
    if dotted.endswith(NO_MODEL) or dotted in NO_MODELS:
        return None
    parts = dotted.split(".")
    if "models" in parts[1:-1] and parts[-1][:1].isupper():
        position = parts.index("models", 1)
        told = wagtail_models.LABELS.get(".".join(parts[:position]))
        return KnownModel(told or parts[position - 1], parts[-1], ("id",))
    return None


# What abstract models are called, here and there.
_ABSTRACT_STARTS = ("Abstract", "Base", "Common", "Generic")
_ABSTRACT_ENDS = ("Abstract", "Base", "Entity", "Fields", "Mixin", "Model", "ModelMeta", "Node")


def guess_parent(dotted: str) -> KnownModel | None:
    """Return the concrete model that an external base is or extends, None where it has none.

    Nothing but its name tells: packages call the abstract ones `AbstractOrder`, `TimeStampedModel`.
    """
    known = KNOWN_MODELS.get(dotted)
    if known is not None:
        return guess_model(known.extends) if known.abstract else known
    last = dotted.rpartition(".")[2].removesuffix("()")  # a base may be made by a call
    if last.startswith(_ABSTRACT_STARTS) or last.endswith(_ABSTRACT_ENDS):
        return None
    return guess_model(dotted)
