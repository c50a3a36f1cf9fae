"""Django's settings that are strings: `db_table = f"{settings.TABLE_PREFIX}orders"`.

Source: "Django settings" in Django's documentation. What an application that others install is
given are its users' settings; those that it brings, for its tests or as defaults, stand for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import assignments, bound_names
from analyzer.frameworks.django.apps import settings_modules
from analyzer.model import facts
from analyzer.resolution.program import ModuleInfo, Program
from analyzer.resolution.values import External, Text, Value, Values


class DjangoSettings(Framework):
    """What `django.conf.settings` holds while models are declared."""

    name = "django_settings"
    examples: ClassVar[tuple[Example, ...]] = (
        Example(
            title="a prefix of the tables' names that the settings give",
            files={
                "shop/__init__.py": "",
                "shop/models.py": """
                    from django.conf import settings
                    from django.db import models

                    class OrderBase(models.Model):
                        class Meta:
                            abstract = True
                            db_table = f"{settings.TABLE_PREFIX}orders"

                    class Order(OrderBase):
                        class Meta(OrderBase.Meta):
                            pass
                """,
                "shop/default_settings.py": """
                    INSTALLED_APPS = ["shop"]
                    TABLE_PREFIX = "s_"
                """,
            },
            tables={"s_orders": ("id",)},
        ),
    )

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether a program of Django's has settings that are strings."""
        if imports_any(program, "django"):
            for module in settings_modules(program):
                for name, text in _texts(module):
                    self._texts.setdefault(name, text)
        return bool(self._texts)

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return the text of a setting."""
        match value:
            case External(name="django.conf.settings") if name in self._texts:
                return (Text(self._texts[name]),)
        return None


def _texts(module: ModuleInfo) -> Iterator[tuple[str, str]]:
    """Yield the settings of a module that are strings, as they stand there."""
    for name in filter(str.isupper, bound_names(module.facts.body)):
        for value in assignments(module.facts.body, name):
            if isinstance(value, facts.Constant) and isinstance(value.value, str):
                yield name, value.value
