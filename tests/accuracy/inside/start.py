"""What the environment's interpreter runs before all else: recording, where it is asked for."""

from __future__ import annotations

import os


def start() -> None:
    """Have SQL recorded into the folder that SEAMLINE_RECORD names, if it names one."""
    folder = os.environ.get("SEAMLINE_RECORD")
    if folder:
        from . import hooks

        hooks.install(folder)
