"""The files of a project, before anything in them is read."""

from __future__ import annotations

import msgspec

from analyzer.model.place import Diagnostic

ROLES = (
    "app",
    "test",
    "migration",
    "admin",
    "glue",
    "library",
    "data_access",
    "generated",
    "vendored",
)


class SourceFile(msgspec.Struct, frozen=True, order=True):
    """One Python file of the project.

    `module` is its dotted name as the running program would import it; `path` is relative to the
    scanned folder (with several roots it begins with the root's name); `role` is app, test,
    migration, admin, generated or vendored, told from the path and the first lines alone.
    """

    module: str
    path: str
    role: str
    is_package: bool


class Script(msgspec.Struct, frozen=True, order=True):
    """A file of SQL beside the Python files: its path, as theirs, and its text."""

    path: str
    text: str


class SourceTree(msgspec.Struct, frozen=True):
    """What was found below the scanned folder.

    `files` is sorted by module, no two of one name; `packages` are the top-level packages and
    modules of the project's own; `folders` maps each root's name ("" for a single one) to its
    absolute path, which never enters the document; `scripts` are the project's files of SQL.
    """

    name: str
    root_name: str
    packages: tuple[str, ...]
    files: tuple[SourceFile, ...]
    folders: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]
    scripts: tuple[Script, ...] = ()
