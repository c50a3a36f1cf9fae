"""Whose code is it: the project's own, its tests', or somebody else's?"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

# What ends with a part like these, in a package or a module, is a test in every project seen.
TEST_PARTS = ("test", "tests", "testing", "conftest", "test_*", "*_test", "*_tests")
MIGRATION_PARTS = ("migrations", "south_migrations")


@dataclass(frozen=True)
class Parties:
    """The project's top-level packages, and globs for test modules that the names do not show.

    `drivers` are globs of modules that hand on whatever statement they are given: the project's own
    cursors and connections, whose callers are who asks.
    """

    packages: tuple[str, ...]
    tests: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()

    def is_first(self, module: str) -> bool:
        """Whether the module is the project's own program: no test, migration or driver."""
        ours = self.is_project(module) and not self.is_test(module) and not is_migration(module)
        return ours and not _listed(module, self.drivers)

    def is_project(self, module: str) -> bool:
        """Whether the module lies in one of the project's packages."""
        return module.partition(".")[0] in self.packages or any(
            module == package or module.startswith(f"{package}.") for package in self.packages
        )

    def is_test(self, module: str) -> bool:
        """Whether the module is test code by its name or by the project's globs."""
        parts = module.split(".")
        named = any(_matches(parts, glob) for glob in TEST_PARTS)
        return named or _listed(module, self.tests)


def is_migration(module: str) -> bool:
    """Whether the module is a step in the schema's history, which meets models of another time."""
    return any(part in MIGRATION_PARTS for part in module.split("."))


def _matches(parts: Iterable[str], glob: str) -> bool:
    return any(fnmatchcase(part, glob) for part in parts)


def _listed(module: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(module, glob) or fnmatchcase(module, f"{glob}.*") for glob in globs)


def from_environment() -> Parties:
    """Return what the harness put into the environment's variables."""
    return Parties(
        tuple(os.environ["SEAMLINE_PACKAGES"].split()),
        tuple(os.environ.get("SEAMLINE_TESTS", "").split()),
        tuple(os.environ.get("SEAMLINE_DRIVERS", "").split()),
    )
