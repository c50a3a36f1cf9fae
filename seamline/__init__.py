"""The public door of seamline: `seamline.scan()` for notebooks, and `seamline.__version__`."""

from __future__ import annotations

# Not from `typing`: nothing may be imported before the launcher has settled from where.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from analyzer.model.analysis import Analysis

__version__: str
__all__ = ["__version__", "scan"]


def scan(
    path: str | PathLike[str],
    *others: str | PathLike[str],
    exclude: Sequence[str] = (),
    site_packages: Sequence[str | PathLike[str]] = (),
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Scan the project in `path`: what `seamline scan` does, up to the report.

    Args:
        path: the project's folder.
        others: more folders of the same project; each is then a named root.
        exclude: globs of files to leave out, in the manner of .gitignore.
        site_packages: environments whose packages are read for the models that the project
            builds on.
        workers: processes that read files; by default as many as there are processors.
        progress: called with the files done and the files in all.

    Raises:
        ImportError: the process has imported another package that is called `analyzer`.
        analyzer.model.errors.SeamlineError: the input is wrong.
    """
    import sys
    from pathlib import Path

    from seamline.importing import LIBRARY, refuse_another

    refuse_another("analyzer")
    # First, as there may be another package of that name; not for long, as it is not our process.
    sys.path.insert(0, LIBRARY)
    try:
        from analyzer.pipeline import scan as run

        paths = tuple(map(Path, (path, *others)))
        return run(
            paths,
            exclude=tuple(exclude),
            site_packages=tuple(map(Path, site_packages)),
            workers=workers,
            progress=progress,
        )
    finally:
        sys.path.remove(LIBRARY)


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("seamline")
    raise AttributeError(f"module 'seamline' has no attribute {name!r}")
