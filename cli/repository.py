"""Which commit is checked out, read from git's own files: no program of the machine is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REFERENCE = re.compile(r"ref: (refs/[^\s\x00]+)")


def commit(folder: Path) -> str | None:
    """The commit of the repository that a folder is in; None where there is none."""
    store = next(_stores(folder.absolute()), None)
    if store is None:
        return None
    head = _read(store / "HEAD")
    if _COMMIT.fullmatch(head):
        return head
    reference = _REFERENCE.fullmatch(head)
    if reference is None or ".." in reference[1]:
        return None
    # A further work tree has its branches where the repository is.
    common = _read(store / "commondir")
    shared = store / common if common else store
    for found in (_read(shared / reference[1]), _packed(shared, reference[1])):
        if _COMMIT.fullmatch(found):
            return found
    return None


def _stores(folder: Path) -> Iterator[Path]:
    """Where git keeps what it knows of the folder: `.git`, or what a file of that name says."""
    for above in (folder, *folder.parents):
        marker = above / ".git"
        if marker.is_dir():
            yield marker
        elif marker.is_file():
            yield above / _read(marker).removeprefix("gitdir: ")


def _packed(store: Path, reference: str) -> str:
    lines = (line.split(" ") for line in _read(store / "packed-refs").splitlines())
    return next((line[0] for line in lines if line[1:] == [reference]), "")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
