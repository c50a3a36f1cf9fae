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
    plan: str | PathLike[str] | None = None,
    services: int | str | None = None,
    workers: int | None = None,
    excerpts: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Scan the project in `path`: what `seamline scan` does, up to the report.

    Args:
        path: the project's folder.
        others: more folders of the same project; each is then a named root.
        exclude: globs of files to leave out, in the manner of .gitignore.
        site_packages: environments whose packages are read for the models that the project
            builds on.
        plan: a file with boundaries to keep to.
        services: how many to propose, such as 5 or "4-6".
        workers: processes that read files; by default as many as there are processors.
        excerpts: whether the analysis quotes the lines that are the strongest evidence.
        progress: called with the files done and the files in all.

    Raises:
        ImportError: the process has imported another package that is called `analyzer`.
        ValueError: `services` is no such number.
        analyzer.model.errors.SeamlineError: the input is wrong.
    """
    import sys
    from pathlib import Path

    from seamline.importing import LIBRARY, refuse_another

    refuse_another("analyzer")
    # First, as there may be another package of that name; not for long, as it is not our process.
    sys.path.insert(0, LIBRARY)
    try:
        from analyzer.model.plan import parse_count
        from analyzer.pipeline import scan as run

        return run(
            tuple(map(Path, (path, *others))),
            exclude=tuple(exclude),
            site_packages=tuple(map(Path, site_packages)),
            plan=None if plan is None else Path(plan),
            services=None if services is None else parse_count(str(services)),
            workers=workers,
            excerpts=excerpts,
            progress=progress,
        )
    finally:
        sys.path.remove(LIBRARY)


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("seamline")
    raise AttributeError(f"module 'seamline' has no attribute {name!r}")
