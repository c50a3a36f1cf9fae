"""All clustering algorithms: those of `algorithms/`, and those that other distributions offer."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module, metadata
from pkgutil import iter_modules
from types import MappingProxyType

from analyzer.clustering import algorithms
from analyzer.clustering.clusterer import Clusterer
from analyzer.model.errors import InvalidSettings

ENTRY_POINTS = "seamline.clustering"


@cache
def clusterers() -> Mapping[str, Clusterer]:
    """Return every algorithm by name, sorted.

    Raises:
        TypeError: what an entry point names is no `Clusterer`.
        ValueError: two algorithms have one name.
    """
    found: dict[str, Clusterer] = {}
    for clusterer in (*_own(), *_offered()):
        if not isinstance(clusterer, Clusterer):
            raise TypeError(f"{clusterer!r} is offered as a clustering algorithm, but is none")
        if clusterer.name in found:
            raise ValueError(f"two clustering algorithms are named {clusterer.name!r}")
        found[clusterer.name] = clusterer
    return MappingProxyType({name: found[name] for name in sorted(found)})


def require(name: str) -> None:
    """Make sure that there is an algorithm of this name.

    Raises:
        InvalidSettings: there is none.
    """
    if name not in clusterers():
        close = difflib.get_close_matches(name, list(clusterers()), n=1)
        hint = f"Did you mean {close[0]!r}?" if close else f"There are {', '.join(clusterers())}."
        raise InvalidSettings(f"algorithm: there is none called {name!r}", hint)


def _own() -> Iterator[object]:
    for entry in iter_modules(algorithms.__path__):
        module = import_module(f"{algorithms.__name__}.{entry.name}")
        yield module.CLUSTERER


def _offered() -> Iterator[object]:
    for entry_point in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda e: e.name):
        yield entry_point.load()
