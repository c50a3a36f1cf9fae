"""All coupling criteria: those of this folder, and those that other distributions offer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module, metadata
from pkgutil import iter_modules

from analyzer.coupling.criterion import Criterion

ENTRY_POINTS = "seamline.coupling"


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return every criterion, sorted by name.

    Raises:
        TypeError: what an entry point names is no `Criterion`.
        ValueError: two criteria have one name.
    """
    found: dict[str, Criterion] = {}
    for criterion in (*_own(), *_offered()):
        if not isinstance(criterion, Criterion):
            raise TypeError(f"{criterion!r} is offered as a coupling criterion, but is none")
        if criterion.name in found:
            raise ValueError(f"two coupling criteria are named {criterion.name!r}")
        found[criterion.name] = criterion
    return tuple(found[name] for name in sorted(found))


def _own() -> Iterator[Criterion]:
    package = import_module(__package__ or __name__.rpartition(".")[0])
    for entry in iter_modules(package.__path__):
        if entry.name == "registry":
            continue
        module = import_module(f"{package.__name__}.{entry.name}")
        criterion = getattr(module, "CRITERION", None)
        if criterion is not None:
            yield criterion


def _offered() -> Iterator[object]:
    for entry_point in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda e: e.name):
        yield entry_point.load()
