"""Django applications of others: what to read of them, and which of their classes count.

Source: "Applications" in Django's documentation: models stand in an application's `models`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.frameworks.django.apps import installed_apps
from analyzer.frameworks.django.fields import field_spec, kind_of
from analyzer.frameworks.django.managers import is_query_class
from analyzer.resolution.guide import Guide
from analyzer.resolution.program import ClassInfo, Program, mro

# What of Django itself is read: its applications, but for those that only bring kinds of fields.
_APPS = "django.contrib."
_EXPLAINED = tuple(
    f"{_APPS}{name}."
    for name in ("admin.sites", "contenttypes.fields", "gis", "postgres", "staticfiles")
)
# Applications to which nearly every project refers without naming them.
_ALWAYS = ("django.contrib.auth", "django.contrib.contenttypes")
_MODEL = re.compile(r"(\w+)\.([A-Z]\w*)")
_ROOTS = ("django.db.models.Model", "django.db.models.base.Model")
_PARTS = ("django.db.models.", "django.contrib.")


class Applications(Guide):
    """Which models of others a Django project builds on."""

    def explains(self, dotted: str) -> bool:
        """Tell whether seamline knows by itself what a name of Django's means."""
        if dotted.startswith(_EXPLAINED):
            return True
        return dotted.startswith("django.") and not dotted.startswith(_APPS)

    def seeds(self, program: Program) -> Iterable[str]:
        """Return all classes of the `models` of each installed application."""
        for name in sorted({*installed_apps(program), *_ALWAYS}):
            # An application may be installed by the name of its configuration.
            package = name.rpartition(".apps.")[0] or name
            yield f"{package}.models.*"

    def spelled(self, text: str) -> Iterable[str]:
        """Return the models that `app.Model` may stand for where nobody lists the applications."""
        found = _MODEL.fullmatch(text)
        if found is not None:
            yield f"{_APPS}{found[1]}.models.{found[2]}"
            yield f"{found[1]}.models.{found[2]}"

    def companions(self, module: str) -> Iterable[str]:
        """Return the application's configuration, which has its label, for a module of models."""
        package, _, last = module.rpartition(".")
        if last == "models":
            yield f"{package}.apps.*"

    def adopts(self, cls: ClassInfo) -> bool:
        """Tell whether a class is a model, a base with fields, a field, a manager or a queryset."""
        outside = [base for base in mro(cls) if isinstance(base, str)]
        if any(base in _ROOTS for base in outside) or is_query_class(cls):
            return True
        if any(base.startswith(_PARTS) and kind_of(base, ()) is not None for base in outside):
            return True
        return _has_fields(cls)


def _has_fields(cls: ClassInfo) -> bool:
    values = [value for slot in cls.slots.values() for value in slot.values]
    return any(
        getattr(value, "name", "").startswith("django.db.models.")
        and field_spec("", value) is not None
        for value in values
    )
