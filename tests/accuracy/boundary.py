"""Boundaries by table list: are all foreign keys across them cuts, and no others?

    python -m tests.accuracy.boundary NAME GLOB...

Draws a service around the tables of a measured project that match the globs (only tables, nothing
else is said), scans with that plan and with the environment's packages, and holds the cuts of kind
foreign_key against the framework's own registry, as `python -m tests.accuracy` asked it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from analyzer.model.analysis import Analysis
from analyzer.pipeline import scan
from tests.accuracy import environment, projects
from tests.accuracy.environment import Place

ROOT = Path(__file__).parents[2]

Key = tuple[str, str]


class Boundary(NamedTuple):
    """What the registry and the cuts say of pairs of tables in two services."""

    tables: int
    inside: int
    real: frozenset[Key]
    cut: frozenset[Key]


def check(place: Place, globs: Sequence[str]) -> Boundary:
    """Draw the boundary and compare; tables of the registry that no service owns tie nothing."""
    with TemporaryDirectory() as folder:
        plan = Path(folder, "plan.toml")
        plan.write_text(f"[services.inside]\ntables = {json.dumps(list(globs))}\n", "utf-8")
        analysis = scan([place.tree], plan=plan, site_packages=[place.root / "env"], workers=1)
    registry = json.loads((place.root / "schema.json").read_text(encoding="utf-8"))["tables"]
    return compare(analysis, registry)


def compare(analysis: Analysis, registry: Sequence[dict[str, object]]) -> Boundary:
    """The foreign keys between tables of two services: the registry's, and those that are cuts."""
    home = {table.name: table.service for table in analysis.tables}
    real = set()
    for row in registry:
        source, keys = str(row["table"]), row["fks"]
        assert isinstance(keys, list)
        for key in keys:
            ends = (source, str(key["to_table"]))
            services = [home.get(end) for end in ends]
            if None not in services and services[0] != services[1]:
                real.add(ends)
    known = {str(row["table"]) for row in registry}
    cut = {
        (cut.source, str(cut.target))
        for cut in analysis.cuts
        if cut.kind == "foreign_key" and {cut.source, str(cut.target)} <= known
    }
    inside = sum(service == "inside" for service in home.values())
    return Boundary(len(registry), inside, frozenset(real), frozenset(cut))


def main(name: str, globs: Sequence[str]) -> int:
    """Print how many of the registry's keys are cuts, and every one that differs."""
    place = Place(projects.load(name), ROOT / ".accuracy" / name)
    environment.prepare(place)
    found = check(place, globs)
    print(
        f"{name}: {found.tables} tables, {found.inside} of them inside; "
        f"{len(found.real & found.cut)} of {len(found.real)} foreign keys across are cuts, "
        f"{len(found.cut - found.real)} cuts are none"
    )
    for key in sorted(found.real - found.cut):
        print("  missed", *key)
    for key in sorted(found.cut - found.real):
        print("  false", *key)
    return 0 if found.real == found.cut else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
