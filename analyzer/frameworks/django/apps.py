"""Django applications: which package carries which label.

Source: django/apps/config.py and registry.py (`get_containing_app_config`): a model belongs to the
installed application whose name is the longest prefix of the model's module.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from analyzer.frameworks.constants import class_text, keyed_strings, module_strings
from analyzer.resolution.program import ClassInfo, ModuleInfo, Program, mro

_PARTS = ("models", "migrations")


class Apps:
    """The applications of a program and their labels."""

    def __init__(self, program: Program) -> None:
        self._labels: dict[str, str] = {}
        configs = _configs(program)
        installed = installed_apps(program)
        told = {name for name in installed if program.find_module(name)}
        told |= {name for cls, name in configs if cls.full_name in installed}
        for name in _implicit_apps(program, told) | told:
            self._labels[name] = name.rpartition(".")[2]
        for cls, name in configs:
            named = cls.full_name in installed
            if name not in self._labels or named or not _is_named(configs, name, installed):
                self._labels[name] = class_text(cls, "label") or name.rpartition(".")[2]

    def label(self, module: str) -> str:
        """Return the label of the application that a module belongs to."""
        name = module
        while name:
            if name in self._labels:
                return self._labels[name]
            name = name.rpartition(".")[0]
        parent = module.rpartition(".")[0]
        return parent.rpartition(".")[2] or module


def _configs(program: Program) -> list[tuple[ClassInfo, str]]:
    result = []
    installed = (cls for _, m in sorted(program.outside.items()) for cls in m.classes)
    for cls in (*program.classes(), *installed):
        if any(isinstance(base, str) and base.endswith("AppConfig") for base in mro(cls)):
            name = class_text(cls, "name")
            if name:
                result.append((cls, name))
    return result


def _is_named(configs: list[tuple[ClassInfo, str]], name: str, installed: set[str]) -> bool:
    return any(cls.full_name in installed for cls, other in configs if other == name)


def _implicit_apps(program: Program, told: set[str]) -> set[str]:
    """Return the packages that look like applications: they hold models or migrations.

    A `models.models` makes no application of the package `models`, which is one's models itself.
    What holds models alone is a part of the application that is `told` around it.
    """
    names = set()
    for module in program.modules.values():
        parent, _, last = module.name.rpartition(".")
        # `orders.models.models` is a part of the application `orders`.
        inside = parent.rpartition(".")[2] == last
        if parent and not inside and last in _PARTS and program.find_module(parent):
            names.add(parent)
    migrated = {name.partition(".migrations")[0] for name in _migrations(program)}
    names = {n for n in names if n in migrated or not _lies_in(n, told)}
    outside = (name.rpartition(".") for name in program.outside)
    names |= {parent for parent, _, last in outside if parent and last == "models"}
    return {name for name in names if name.rpartition(".")[2] != "models"}


def _migrations(program: Program) -> Iterator[str]:
    return (name for name in program.modules if "migrations" in name.split("."))


def _lies_in(name: str, packages: Collection[str]) -> bool:
    """Tell whether a package lies in one of some, and is none of them."""
    parts = name.split(".")
    around = (".".join(parts[:length]) for length in range(1, len(parts)))
    return name not in packages and any(package in packages for package in around)


def settings_modules(program: Program) -> list[ModuleInfo]:
    """Return the modules that set `INSTALLED_APPS`, those of tests aside, in order of name."""
    return [
        module
        for module in program.live_modules()
        if any(word == "INSTALLED_APPS" for word, _ in module.facts.words)
        and module_strings(module, "INSTALLED_APPS")
    ]


def installed_apps(program: Program) -> set[str]:
    """Return the dotted names that any settings module installs."""
    return {
        name
        for module in settings_modules(program)
        for name in module_strings(module, "INSTALLED_APPS")
    }


def setting(program: Program, name: str) -> str | None:
    """Return the first constant string that a settings module gives to a setting."""
    for module in settings_modules(program):
        values = module_strings(module, name)
        if values:
            return values[0]
    return None


def settings_texts(program: Program, name: str) -> list[str]:
    """Return the constant strings that settings modules give to a setting which is one string."""
    found = [module_strings(module, name) for module in settings_modules(program)]
    return list(dict.fromkeys(texts[0] for texts in found if len(texts) == 1))


def rest_defaults(program: Program) -> dict[str, list[str]]:
    """Return the strings that `REST_FRAMEWORK` gives to each of its options, in any settings."""
    found: dict[str, list[str]] = {}
    for module in settings_modules(program):
        for name, texts in keyed_strings(module, "REST_FRAMEWORK"):
            found.setdefault(name, texts)
    return found
