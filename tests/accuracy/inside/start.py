"""What the environment's interpreter runs before all else: recording, where it is asked for."""

from __future__ import annotations

import os
from importlib import import_module


def start() -> None:
    """Have SQL recorded into the folder that SEAMLINE_RECORD names, if it names one.

    Before that, SEAMLINE_PRELUDE names a module of the working folder that mends what a project
    needs of a newer Python.
    """
    prelude = os.environ.get("SEAMLINE_PRELUDE")
    if prelude:
        import_module(prelude)
    folder = os.environ.get("SEAMLINE_RECORD")
    if folder:
        from . import hooks

        hooks.install(folder)
