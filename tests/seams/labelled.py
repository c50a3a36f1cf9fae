"""Labelled histories: a monolith before a part of it left, and the modules and tables that did."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
TUNED = FOLDER / "cases"
SEALED = FOLDER / "sealed"


class Labelled(msgspec.Struct, frozen=True):
    """One case: what left the repository after `revision`; README.md tells of the other keys."""

    name: str
    repository: str
    revision: str
    group: str
    layout: str
    service: str
    service_modules: tuple[str, ...]
    service_tables: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()

    def files(self) -> frozenset[str]:
        """Where the modules that left can lie in the tree, whatever a scan calls them."""
        return frozenset(
            f"{'' if root == '.' else root + '/'}{name.replace('.', '/')}{ending}"
            for root in self.roots or (".",)
            for name in self.service_modules
            for ending in (".py", "/__init__.py")
        )

    @property
    def tree(self) -> str:
        """What identifies the tree: cases of one tree are read once."""
        source = msgspec.json.encode((self.repository, self.revision, self.paths))
        return f"{self.repository.rpartition('/')[2]}-{hashlib.sha256(source).hexdigest()[:12]}"


def load(folder: Path) -> dict[str, Labelled]:
    """Return the cases of a folder by their files' names, sorted."""
    return {
        path.stem: msgspec.json.decode(path.read_bytes(), type=Labelled)
        for path in sorted(folder.glob("*.json"))
    }
