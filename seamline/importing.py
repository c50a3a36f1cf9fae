"""Where seamline's own packages are imported from, whatever the user's folders hold.

A monolith often has packages called `reports`, `cli` or `analyzer`, or a `graphviz.py` beside its
settings; docs/decisions/packaging.md tells how ours are kept apart from them.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
"""The folder that holds the package `seamline`: site-packages, or a checkout."""

LIBRARY = HOME / "seamline" / "lib" if (HOME / "seamline" / "lib").is_dir() else HOME
"""The folder that holds `analyzer`, `cli` and `reports`: inside a wheel's `seamline/lib`."""


def settle_imports() -> None:
    """Have this process, and those it starts, import from their installation alone.

    For a process that is seamline's own: `sys.path` and the environment are changed for good.
    """
    unwanted = _named_by_user() - _installation() | {LIBRARY}
    sys.path[:] = [str(LIBRARY), *(entry for entry in sys.path if _real(entry) not in unwanted)]
    # multiprocessing hands `sys.path` to a child, but only after the child's first imports.
    os.environ.pop("PYTHONPATH", None)
    os.environ["PYTHONSAFEPATH"] = "1"


@contextmanager
def library_first() -> Iterator[None]:
    """Import seamline's own packages inside the block, and leave `sys.path` as it was.

    For a process that is somebody else's, such as a notebook.

    Raises:
        ImportError: another package called `analyzer` has been imported before.
    """
    _refuse_another("analyzer")
    sys.path.insert(0, str(LIBRARY))
    try:
        yield
    finally:
        sys.path.remove(str(LIBRARY))


def _named_by_user() -> set[Path]:
    """The folders that are imported from because of where and how Python was started."""
    folders = {".", *os.environ.get("PYTHONPATH", "").split(os.pathsep)}
    if not sys.flags.safe_path:
        folders.add(sys.path[0])
    return {_real(folder) for folder in folders}


def _installation() -> set[Path]:
    """The folders of Python and of what is installed, which PYTHONPATH may name once more."""
    python = sysconfig.get_paths()
    folders = [python[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders += [*site.getsitepackages(), site.getusersitepackages()]
    return {HOME, *map(_real, folders)}


def _refuse_another(package: str) -> None:
    module = sys.modules.get(package)
    if module is None:
        return
    origin = getattr(module, "__file__", None)
    if origin is None or _real(origin).parent != LIBRARY / package:
        raise ImportError(
            f"the package {package!r} of {origin or 'a namespace'} has been imported before; "
            "seamline needs a process that has not imported it",
            name=package,
            path=origin,
        )


def _real(path: str) -> Path:
    try:
        return Path(path).resolve()
    except OSError:  # the current directory has been deleted
        return Path(path)
