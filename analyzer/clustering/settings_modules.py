"""Settings modules: `shop.settings`, its flavours, and whatever is built on them by layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.model.analysis import Module

_PACKAGE = "settings"
_NAMES = frozenset({_PACKAGE, "default_settings", "local_settings", "test_settings"})
_FLAVOURS = frozenset(
    {"base", "common", "defaults", "dev", "development", "local", "prod", "production", "staging"}
)


def settings_modules(
    modules: Mapping[str, Module], imports: Mapping[str, Iterable[str]]
) -> frozenset[str]:
    """Return the modules, of those given by name, that hold settings.

    They are known by their names: `shop.settings`, `shop.settings.production`, but not an app that
    is called settings. What lies below a package of that name and imports settings changes some of
    them for one way to run the program (`deploy.settings.web`).

    Args:
        imports: for each module those that it imports.
    """
    flavoured = frozenset(_parent(name) for name in modules if _last(name) in _FLAVOURS)
    found = {name for name, module in modules.items() if _is_settings(module, flavoured)}
    below = sorted(name for name in modules.keys() - found if _PACKAGE in name.split(".")[:-1])
    pending = True
    while pending:
        layered = {name for name in below if found.intersection(imports.get(name, ()))} - found
        found |= layered
        pending = bool(layered)
    return frozenset(found)


def _is_settings(module: Module, flavoured: frozenset[str]) -> bool:
    if _last(_parent(module.name)) == _PACKAGE:
        return _last(module.name) in _FLAVOURS
    is_package = module.path.endswith("__init__.py")
    return _last(module.name) in _NAMES and (not is_package or module.name in flavoured)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _parent(name: str) -> str:
    return name.rpartition(".")[0]
