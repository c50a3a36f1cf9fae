"""Importing a whole project, so that every class that declares a table is known."""

from __future__ import annotations

import os
import pkgutil
import traceback
from importlib import import_module

from .parties import Parties


def import_everything(parties: Parties, skip: tuple[str, ...]) -> list[str]:
    """Import all modules of the project that are no tests; return those that refuse, with why."""
    refused = []
    for package in parties.packages:
        root = import_module(package)
        for found in pkgutil.walk_packages(root.__path__, f"{package}.", onerror=lambda name: None):
            name = found.name
            if not parties.is_first(name) or name.endswith("__main__") or name.startswith(skip):
                continue
            try:
                import_module(name)
            except (Exception, SystemExit) as error:
                refused.append(f"{name}: {type(error).__name__}: {error}")
                if os.environ.get("SEAMLINE_VERBOSE"):
                    traceback.print_exc()
    return refused
