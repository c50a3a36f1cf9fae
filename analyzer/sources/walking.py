"""One pass over a folder's entries: its Python files, and what says how it is laid out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyzer.model.place import Diagnostic
from analyzer.sources.ignoring import (
    Chain,
    IgnoreFile,
    holds_foreign,
    is_foreign,
    is_ignored,
    rules_above,
    rules_of,
)
from analyzer.sources.reading import exists

# Files beside the code that tell how it is laid out or what it is called.
MARKERS = frozenset(
    {
        "METADATA",
        "PKG-INFO",
        "manage.py",
        "pyproject.toml",
        "setup.cfg",
        "setup.py",
    }
)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds Python somewhere below; `path` as in `SourceFile.path`, "" at the top.

    `modules` are its Python files, `folders` its live sub-folders, both names, both sorted.
    """

    path: str
    modules: tuple[str, ...]
    folders: tuple[str, ...]
    markers: frozenset[str]

    @property
    def is_package(self) -> bool:
        """Tell whether it is a regular package."""
        return "__init__.py" in self.modules

    def below(self, name: str) -> str:
        """Give the path of an entry of this folder."""
        return f"{self.path}/{name}" if self.path else name


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands below one scanned folder, whose own path in the document is `label`.

    `folders` maps each live folder's path to it, sorted; `distributions` are the paths of
    folders with a METADATA file, `scripts` those of files of SQL. `left_out`
    counts files and folders by the reason for it.
    """

    label: str
    place: Path
    folders: dict[str, Folder]
    distributions: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    left_out: Counter[str]
    looked_into: int
    scripts: tuple[str, ...] = ()

    def locate(self, path: str) -> str:
        """Give the absolute path of a file or folder of this listing."""
        inside = path[len(self.label) :].lstrip("/") if self.label else path
        return os.path.join(self.place, inside)  # noqa: PTH118 -- called for every file


@dataclass(slots=True)
class _Walk:
    """The state of one pass; paths in here are relative to the scanned folder."""

    place: Path
    label: str
    user: IgnoreFile
    # Folders that are scanned as roots of their own.
    others: frozenset[str]
    folders: dict[str, Folder] = field(default_factory=dict)
    distributions: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    looked_into: int = 0
    scripts: list[str] = field(default_factory=list)

    def named(self, path: str) -> str:
        return "/".join(part for part in (self.label, path) if part)

    def diagnose(self, path: str, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(printable(self.named(path)), 1, code, message))


def walk(place: Path, label: str, user: IgnoreFile, others: frozenset[str]) -> Listing:
    """List the Python files below `place` that are the project's own.

    Links are not followed: what they lead to is either scanned where it stands or not the
    project's. The pass keeps no order of the file system: entries are sorted before use.
    """
    state = _Walk(place, label, user, others)
    stack: list[tuple[str, Chain]] = [("", rules_above(place))]
    while stack:
        path, chain = stack.pop()
        stack.extend(_visit(state, path, chain))
    return Listing(
        label,
        place,
        _live(state.folders),
        tuple(sorted(state.distributions)),
        tuple(sorted(state.diagnostics)),
        state.left_out,
        state.looked_into,
        tuple(sorted(state.scripts)),
    )


def printable(path: str) -> str:
    """Make a path fit for a document: bytes that are not UTF-8 become backslash escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


# --- one folder --------------------------------------------------------------------------------


def _visit(state: _Walk, path: str, chain: Chain) -> Iterator[tuple[str, Chain]]:
    """Record one folder and give those of its sub-folders that are to be visited."""
    prefix = f"{path}/" if path else ""
    name = path.rpartition("/")[2]
    # Whoever names the scanned folder, or takes a folder in by a glob with "!", means it.
    is_meant = not path or state.user.verdict(prefix) is False
    if not is_meant and is_foreign(name):
        _note_foreign(state, path, name)
        return
    entries = _entries(state, path)
    names = frozenset(entry.name for entry in entries)
    state.looked_into += 1
    if not is_meant and holds_foreign(name, names):
        state.left_out[f"{name} folders"] += 1
        return
    if ".gitignore" in names:
        chain = rules_of(state.place / path, len(prefix)) + chain
    modules: list[str] = []
    for entry in entries:
        name = entry.name
        inner = prefix + name
        is_folder = _is_folder(entry)
        if not is_folder and (name.startswith(".") or not name.endswith((".py", ".sql"))):
            continue
        shown = f"{inner}/" if is_folder else inner
        if _is_left_out(state, shown, chain) or _is_odd(state, entry, inner):
            continue
        if is_folder:
            yield inner, chain
        elif name.endswith(".sql"):
            state.scripts.append(state.named(inner))
        else:
            modules.append(entry.name)
    place = state.named(path)
    state.folders[place] = Folder(place, tuple(modules), (), names & MARKERS)


def _entries(state: _Walk, path: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(f"{state.place}/{path}") as scan:
            return sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        state.diagnose(path, "unreadable-folder", f"the folder cannot be read: {reason}")
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    # A link that leads round in a circle.
    except OSError:
        return False


def _is_odd(state: _Walk, entry: os.DirEntry[str], path: str) -> bool:
    """Diagnose what has the name of a module or folder and still cannot be read as one."""
    if entry.is_symlink():
        _note_link(state, entry, path)
    elif not entry.is_dir() and not entry.is_file():
        state.diagnose(path, "not-a-regular-file", "a pipe, socket or device, not read")
    elif printable(path) != path:
        state.diagnose(path, "undecodable-name", "the name is not UTF-8, not read")
    else:
        return False
    return True


def _note_link(state: _Walk, entry: os.DirEntry[str], path: str) -> None:
    if is_foreign(entry.name):
        return
    target = Path(os.path.realpath(entry.path))
    if not exists(entry.path):
        where = "nowhere"
    elif Path(entry.path).is_relative_to(target):
        where = "to a folder that contains it"
    elif not target.is_relative_to(state.place):
        where = "out of the scanned folder"
    else:
        inside = printable(target.relative_to(state.place).as_posix())
        where = f"to {inside}, which is read where it stands"
    state.diagnose(path, "link-not-followed", f"a link that leads {where}")


# --- leaving out -------------------------------------------------------------------------------


def _is_left_out(state: _Walk, path: str, chain: Chain) -> bool:
    if path.rstrip("/") in state.others:
        return True
    user = state.user.verdict(path)
    if user is not None:
        state.left_out["the exclude setting"] += user
        return user
    ignored = is_ignored(path, chain)
    state.left_out[".gitignore"] += ignored
    return ignored


def _note_foreign(state: _Walk, path: str, name: str) -> None:
    if name.endswith(".dist-info") and exists(state.place / path / "METADATA"):
        state.distributions.append(state.named(path))
    kind = "hidden" if name.startswith(".") else name
    state.left_out[f"{kind} folders"] += 1


def _live(folders: dict[str, Folder]) -> dict[str, Folder]:
    """Keep the folders with Python in or below them, and tell each its sub-folders."""
    inner: dict[str, set[str]] = {}
    for path, folder in folders.items():
        if folder.modules:
            inner.setdefault(path, set())
            child = path
            # An ancestor that knows this child has been climbed from before.
            while child and (name := child.rpartition("/"))[2] not in inner.get(name[0], ()):
                child = name[0]
                inner.setdefault(child, set()).add(name[2])
    return {
        path: replace(folders[path], folders=tuple(sorted(inner[path])))
        for path in sorted(inner)
        if path in folders
    }
