"""The report formats there are: every module of this folder and of `seamline.reports` entry points
that offers a `REPORT`.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterator
from importlib.metadata import entry_points

import reports
from analyzer.model.errors import UnknownName
from reports.base import Report

ENTRY_POINTS = "seamline.reports"


def formats() -> dict[str, Report]:
    """All formats by name, sorted.

    Raises:
        ValueError: two formats have one name.
    """
    found: dict[str, Report] = {}
    for report in (*_own(), *_installed()):
        if report.name in found:
            raise ValueError(f"Two report formats are called {report.name!r}.")
        found[report.name] = report
    return dict(sorted(found.items()))


def find(name: str) -> Report:
    """The format of that name.

    Raises:
        UnknownName: there is none; the message offers the nearest, the hint lists all.
    """
    known = formats()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    guess = f" Did you mean {near[0]}?" if near else ""
    raise UnknownName(
        f"There is no report format {name!r}.{guess}", f"The formats are: {', '.join(known)}."
    )


def _own() -> Iterator[Report]:
    for module in pkgutil.iter_modules(reports.__path__, "reports."):
        report = getattr(importlib.import_module(module.name), "REPORT", None)
        if isinstance(report, Report):
            yield report


def _installed() -> Iterator[Report]:
    for point in entry_points(group=ENTRY_POINTS):
        report = point.load()
        if isinstance(report, Report):
            yield report
