"""The measured projects: one TOML file each, below `projects/`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from tests.accuracy.inside.parties import Parties

FOLDER = Path(__file__).parent / "projects"


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the project needs before its registry is full.

    `setup` is run first; SQLAlchemy's modules are then all imported, but for those that begin
    with a name in `skip`. `database` is the SQLite file that the setup of a project without a
    registry makes, below the working folder.
    """

    database: str = "database.sqlite"
    setup: str = ""
    skip: tuple[str, ...] = ()


class Suite(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the project's own tests run.

    `sdist` is a requirement whose source distribution holds the tests, if the wheel does not;
    `command` runs in `directory` of it (or in the working folder), `{python}` is the environment's
    interpreter, `{sdist}`, `{work}` and `{packages}` folders. `part` says which tests are run.
    """

    command: tuple[str, ...]
    part: str
    sdist: str | None = None
    directory: str = "{work}"
    requirements: tuple[str, ...] = ()
    minutes: int = 25


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A project: what to install, what of it is its own, and how to ask it.

    `requirements` are unpacked to be scanned, `extras` only installed beside them; `without` are
    dependencies that cannot be built everywhere and are not needed for the answers. `files` are
    written into the working folder, which is on the project's path; `tests` are globs of modules
    that are tests although their names do not say so, `drivers` of those that hand on any statement.
    `framework` is django, sqlalchemy, peewee, or sqlite where only a database can be asked.
    `python` is a version, where seamline's own would not do. With `site_packages` the scan is told of the
    environment, and the tables of third parties are judged as well.
    """

    title: str
    framework: str
    style: str
    requirements: tuple[str, ...]
    packages: tuple[str, ...]
    extras: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    python: str = ""
    site_packages: bool = False
    tests: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()
    environment: dict[str, str] = {}
    files: dict[str, str] = {}
    schema: Schema = Schema()
    suite: Suite | None = None


class Project(msgspec.Struct, frozen=True):
    """A project under the name of its file."""

    name: str
    spec: Spec

    @property
    def parties(self) -> Parties:
        """Whose code is whose."""
        return Parties(self.spec.packages, self.spec.tests, self.spec.drivers)


def names() -> list[str]:
    """Return the names of all projects, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str) -> Project:
    """Read one project's file."""
    return parse(name, (FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Project:
    """Return the project that a TOML text describes; a key that nobody knows is an error."""
    return Project(name, msgspec.convert(tomllib.loads(text), Spec))
