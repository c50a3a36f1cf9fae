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

# What of Django itself is read: these modules of its applications.
_APPS = "django.contrib."
_READ = frozenset({"apps", "base_session", "base_user", "managers", "models"})
# What seamline knows of these packages by name has nothing to do with tables.
_EXPLAINED = ("django_filters.", "drf_spectacular.", "rest_framework.")
_EXCEPT = ("rest_framework.authtoken.",)
# Applications to which nearly every project refers without naming them.
_ALWAYS = ("django.contrib.auth", "django.contrib.contenttypes")
_MODEL = re.compile(r"(\w+)\.([A-Z]\w*)")
_ROOTS = ("django.db.models.Model", "django.db.models.base.Model")
_PARTS = ("django.db.models.", "django.contrib.")


class Applications(Guide):
    """Which models of others a Django project builds on."""

    packages = ("django",)

    def explains(self, dotted: str) -> bool:
        """Tell whether seamline knows by itself what a name of Django's means."""
        if dotted.startswith(_APPS):
            return dotted.split(".", 4)[3] not in _READ
        return dotted.startswith(("django.", *_EXPLAINED)) and not dotted.startswith(_EXCEPT)

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
        if any(base.startswith(_PARTS) and kind_of(base, ()) for base in outside):
            return True
        return _has_fields(cls)


def _has_fields(cls: ClassInfo) -> bool:
    values = [value for slot in cls.slots.values() for value in slot.values]
    return any(
        getattr(value, "name", "").startswith("django.db.models.")
        and field_spec("", value) is not None
        for value in values
    )
