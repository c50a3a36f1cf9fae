"""Which files are none of the project's own: .gitignore, the user's globs, tools' folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from analyzer.sources.reading import exists, read_bytes

_MAX_BYTES = 1_000_000

# Installed or derived files, never written by the project. Folders whose name begins with a dot
# (.git, .venv, .tox, .eggs ...) go without saying.
_FOREIGN_FOLDERS = frozenset(
    {
        "__pycache__",
        "__pypackages__",
        "bower_components",
        "dist-packages",
        "node_modules",
        "site-packages",
    }
)
_FOREIGN_SUFFIXES = (".egg-info", ".dist-info", ".egg")
# Left out unless they are packages: a project may have a `build` package of its own.
_BUILD_FOLDERS = frozenset({"build", "dist"})
_ENVIRONMENT_MARKERS = frozenset({"pyvenv.cfg", "conda-meta"})


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The rules of one .gitignore, for paths relative to the scanned folder.

    A rule file inside the folder sees the path without its first `strip` characters; one above it
    sees the path behind `prefix`.
    """

    spec: GitIgnoreSpec
    strip: int = 0
    prefix: str = ""

    def verdict(self, path: str) -> bool | None:
        """Tell whether `path` (a folder's ends in a slash) is ignored; None if no rule applies."""
        if not self.spec.patterns:
            return None
        return self.spec.check_file(self.prefix + path[self.strip :]).include


Chain = tuple[IgnoreFile, ...]


def is_ignored(path: str, chain: Chain) -> bool:
    """Tell whether the nearest .gitignore that has a say leaves `path` out; `chain` is innermost
    first."""
    verdicts = (rules.verdict(path) for rules in chain)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def is_foreign(name: str) -> bool:
    """Tell by its name that a folder belongs to a tool, not to the project."""
    hidden = name.startswith(".")
    return hidden or name in _FOREIGN_FOLDERS or name.endswith(_FOREIGN_SUFFIXES)


def holds_foreign(name: str, entries: frozenset[str]) -> bool:
    """Tell by its entries that a folder is an installed environment, or what a build left."""
    is_build = name in _BUILD_FOLDERS and "__init__.py" not in entries
    return is_build or not entries.isdisjoint(_ENVIRONMENT_MARKERS)


def rules_of(folder: Path, strip: int) -> Chain:
    """Read the .gitignore of `folder`; empty if it has none, or none that can be read."""
    content = read_bytes(folder / ".gitignore", _MAX_BYTES)
    if not isinstance(content, bytes):
        return ()
    lines = content.decode("utf-8", errors="replace").splitlines()
    spec = GitIgnoreSpec.from_lines(line for line in lines if _is_usable(line))
    return (IgnoreFile(spec, strip),)


def rules_above(folder: Path) -> Chain:
    """Read the .gitignore files from above `folder` up to the top of its git checkout.

    None of them count where together they leave out `folder` itself: whoever scans an ignored
    folder (a wheel unpacked below `build/`, say) means it.
    """
    checkouts = (place for place in (folder, *folder.parents) if exists(place / ".git"))
    top = next(checkouts, folder)
    inside = f"{folder.relative_to(top).as_posix()}/" if top != folder else ""
    chain: Chain = ()
    start = 0
    while start < len(inside):
        chain = rules_of(top / inside[:start], start) + chain
        start = inside.index("/", start) + 1
        if is_ignored(inside[:start], chain):
            return ()
    return tuple(replace(rules, strip=0, prefix=inside[rules.strip :]) for rules in chain)


def user_rules(globs: Iterable[str]) -> IgnoreFile:
    """Compile the `exclude` setting; a glob with `!` takes in what other rules leave out."""
    return IgnoreFile(GitIgnoreSpec.from_lines(globs))


def _is_usable(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True
