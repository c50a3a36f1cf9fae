"""Where seamline's own packages are imported from, whatever the user's folders hold.

A monolith often has packages called `reports`, `cli` or `analyzer`, or a `graphviz.py` beside its
settings; docs/decisions/packaging.md tells how ours are kept apart from them. This module imports
only what every Python has imported before it starts: the next import may be taken from anywhere.
"""

from __future__ import annotations

import os
import site
import sys

HOME = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
"""The folder that holds the package `seamline`: site-packages, or a checkout."""

_INSTALLED = os.path.join(HOME, "seamline", "lib")

LIBRARY = _INSTALLED if os.path.isdir(_INSTALLED) else HOME
"""The folder that holds `analyzer`, `cli` and `reports`: inside a wheel's `seamline/lib`."""


def settle_imports() -> None:
    """Have this process, and those it starts, import from their installation alone.

    For a process that is seamline's own: `sys.path` and the environment are changed for good.
    """
    unwanted = _named_by_user() - _installation() | {LIBRARY}
    sys.path[:] = [LIBRARY, *(entry for entry in sys.path if _real(entry) not in unwanted)]
    # multiprocessing hands `sys.path` to a child, but only after the child's first imports.
    os.environ.pop("PYTHONPATH", None)
    os.environ["PYTHONSAFEPATH"] = "1"


def refuse_another(package: str) -> None:
    """Make sure that `package`, if it has been imported, is ours.

    Raises:
        ImportError: it is somebody else's; a process can hold but one package of a name.
    """
    if package not in sys.modules:
        return
    origin = getattr(sys.modules[package], "__file__", None)
    if origin is None or os.path.dirname(_real(origin)) != os.path.join(LIBRARY, package):
        raise ImportError(
            f"seamline has a package {package!r}, and another one has been imported before: "
            f"{origin or 'a namespace'}. Start seamline in a process of its own.",
            name=package,
            path=origin,
        )


def _named_by_user() -> set[str]:
    """The folders that are imported from because of where and how Python was started."""
    folders = {"", *os.environ.get("PYTHONPATH", "").split(os.pathsep)}
    if not sys.flags.safe_path:
        folders.add(sys.path[0])
    return {_real(folder) for folder in folders}


def _installation() -> set[str]:
    """The folders of Python and of what is installed, which PYTHONPATH may name once more."""
    python = os.path.dirname(os.__file__)
    folders = [python, *site.getsitepackages(), site.getusersitepackages()]
    return {HOME, *(_real(folder) for folder in folders)}


def _real(folder: str) -> str:
    try:
        return os.path.realpath(folder)
    except OSError:  # relative to a current directory that has been deleted
        return folder
