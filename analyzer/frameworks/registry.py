"""Every framework there is: the modules of this folder, and the installed plug-ins."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points

from analyzer import frameworks
from analyzer.frameworks.base import Framework


@cache
def framework_classes() -> Sequence[type[Framework]]:
    """Return the classes of all frameworks, sorted by name.

    Plug-ins name a `Framework` subclass in the entry point group `seamline.frameworks`.
    """
    found: dict[str, type[Framework]] = {}
    for info in pkgutil.iter_modules(frameworks.__path__):
        module = importlib.import_module(f"{frameworks.__name__}.{info.name}")
        for _, item in inspect.getmembers(module, inspect.isclass):
            if issubclass(item, Framework) and item.name:
                found[item.name] = item
    for entry in entry_points(group="seamline.frameworks"):
        plugin = entry.load()
        found[plugin.name] = plugin
    return [found[name] for name in sorted(found)]
