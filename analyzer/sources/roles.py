"""What a file is for, told from its path, its neighbours and its head; see the package's table.

Each rule needs more than a word where the word is also a business domain: an app called `vendor`,
`admin` or `lab_tests` stays an app, because it holds an app's modules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.sources.walking import Folder

_VENDORED = frozenset(
    {"_vendor", "_vendored", "3rdparty", "third_party", "thirdparty", "vendored", "_extern"}
)
_PERHAPS_VENDORED = frozenset({"extern", "vendor", "vendors"})
_TESTS = frozenset({"e2e", "test", "tests", "testsuite", "unittests"})
_PERHAPS_TESTS = re.compile(r"testing|test(?:app|data|project|site)|tests?_.*|.*_tests?")
_PERHAPS_TEST_FILE = re.compile(r"(?:test_.*|.*_tests?|test|testing)\.py")
_TESTING = frozenset({"bare test", "test", "test method"})
_BESIDE_THE_CODE = frozenset(
    {
        "asv_bench",
        "bench",
        "benchmark",
        "benchmarks",
        "doc",
        "docs",
        "docs_src",
        "documentation",
        "example",
        "examples",
        "sample",
        "samples",
    }
)
_BUILD_SCRIPTS = frozenset(
    {
        "dodo.py",
        "ez_setup.py",
        "fabfile.py",
        "hatch_build.py",
        "noxfile.py",
        "setup.py",
        "versioneer.py",
    }
)
_MIGRATIONS = frozenset({"migrations", "south_migrations"})
_NUMBERED = re.compile(r"\d{3,}_.*\.py")
_PROTOBUF = re.compile(r".*_pb2(?:_grpc)?\.py")

# What a folder of business code holds, whatever the folder is called.
_OWN_APP = frozenset({"apps.py", "migrations", "models", "models.py"})
_BUSINESS = _OWN_APP | {
    "forms.py",
    "repository.py",
    "routes.py",
    "schemas.py",
    "serializers.py",
    "service.py",
    "services.py",
    "urls.py",
    "views",
    "views.py",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """What a folder passes on to all below it."""

    role: str | None
    in_package: bool


def roles(
    folders: Mapping[str, Folder], tops: frozenset[str], signs: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Give each Python file's role by its path.

    `tops` are the scanned folders themselves, whose names say nothing about what is in them;
    `signs` holds each file's `Glimpse.signs` by its path.
    """
    rules = _Rules(folders, signs, _migrating(signs))
    places: dict[str, _Place] = {}
    found: dict[str, str] = {}
    for path, folder in sorted(folders.items()):
        if path in tops:
            place = _Place(None, folder.is_package)
        else:
            parent = places[path.rpartition("/")[0]]
            in_package = parent.in_package or folder.is_package
            place = _Place(rules.folder_role(folder, parent), in_package)
        places[path] = place
        for name in folder.modules:
            file = folder.below(name)
            found[file] = rules.file_role(name, place, signs[file])
    return found


def _migrating(signs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Give the folders with a migration in or below them."""
    found: set[str] = set()
    for path, shown in signs.items():
        folder = path.rpartition("/")[0] if "migration" in shown else ""
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


# What `startproject` and `startapp` copy: code of projects that do not exist yet.
_TEMPLATES = frozenset({"project_template", "app_template"})


@dataclass(frozen=True, slots=True)
class _Rules:
    folders: Mapping[str, Folder]
    signs: Mapping[str, frozenset[str]]
    migrating: frozenset[str]

    def folder_role(self, folder: Folder, parent: _Place) -> str | None:
        """Give the role of all in a folder, None where each file speaks for itself."""
        name = folder.path.rpartition("/")[2].lower().replace("-", "_")
        if parent.role in {"vendored", "test"}:
            return parent.role
        if _is_vendored(name, folder):
            return "vendored"
        if name in _TEMPLATES or parent.role == "generated":
            return "generated"
        if _is_test_folder(name, folder, parent):
            return "test"
        if parent.role is None and self._is_migration_folder(name, folder):
            return "migration"
        if parent.role is None and self._is_admin_folder(name, folder):
            return "admin"
        return parent.role

    def file_role(self, name: str, place: _Place, signs: frozenset[str]) -> str:
        """Give the role of one file."""
        if place.role in {"vendored", "test", "generated"}:
            return place.role
        if _is_test_file(name, signs) or (not place.in_package and _is_build_file(name, signs)):
            return "test"
        if place.role == "migration" or "migration" in signs:
            return "migration"
        if "generated" in signs or _PROTOBUF.fullmatch(name):
            return "generated"
        is_admin = place.role == "admin" or (name.endswith("admin.py") and "admin" in signs)
        return "admin" if is_admin else "app"

    def _is_migration_folder(self, name: str, folder: Folder) -> bool:
        if name in _MIGRATIONS and (
            folder.modules == ("__init__.py",)
            or any(_NUMBERED.fullmatch(module) for module in folder.modules)
            or any("migration" in self.signs[folder.below(file)] for file in folder.modules)
        ):
            return True
        versions = self.folders.get(folder.below("versions"))
        if versions is None:
            return False
        # An alembic or sqlalchemy-migrate environment, with its scripts and helpers.
        numbered = any(_NUMBERED.fullmatch(module) for module in versions.modules)
        is_environment = "env.py" in folder.modules or "migrat" in name or "alembic" in name
        return is_environment and (numbered or versions.path in self.migrating)

    def _is_admin_folder(self, name: str, folder: Folder) -> bool:
        """Tell an app's `admin` package from an app called admin."""
        if name != "admin" or _holds(folder, _OWN_APP):
            return False
        return any("admin" in self.signs[folder.below(file)] for file in folder.modules)


def _is_vendored(name: str, folder: Folder) -> bool:
    return name in _VENDORED or (name in _PERHAPS_VENDORED and not _holds(folder, _BUSINESS))


def _is_test_folder(name: str, folder: Folder, parent: _Place) -> bool:
    if name in _TESTS:
        return True
    if name in _BESIDE_THE_CODE:
        return not (parent.in_package or folder.is_package or _holds(folder, _BUSINESS))
    # One such module may well be a test's; a model with views or migrations is an app.
    return bool(_PERHAPS_TESTS.fullmatch(name)) and not _holds(folder, _BUSINESS, fewest=2)


def _is_test_file(name: str, signs: frozenset[str]) -> bool:
    """Tell tests by the names that runners look for, but not what has only the name.

    There are commands and models called so, and a `tests.py` may hold the views of a program that
    keeps the results of others' tests, or the tests of a template engine.
    """
    if name == "conftest.py":
        return True
    if name == "tests.py":
        return "code" not in signs or not signs.isdisjoint(_TESTING)
    tests = "test" in signs or ("bare test" in signs and "command" not in signs)
    return tests and bool(_PERHAPS_TEST_FILE.fullmatch(name))


def _is_build_file(name: str, signs: frozenset[str]) -> bool:
    return name in _BUILD_SCRIPTS or "sphinx" in signs


def _holds(folder: Folder, names: frozenset[str], fewest: int = 1) -> bool:
    return len(names.intersection(folder.modules + folder.folders)) >= fewest
