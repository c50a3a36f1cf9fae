"""Labelled histories: a monolith before a part of it left, and the modules and tables that did."""

from __future__ import annotations

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

    @property
    def tree(self) -> str:
        """What identifies the tree: cases of one tree are read once."""
        return "-".join((self.repository.replace("/", "-"), self.revision[:12], *self.paths))


def load(folder: Path) -> dict[str, Labelled]:
    """Return the cases of a folder by their files' names, sorted."""
    return {
        path.stem: msgspec.json.decode(path.read_bytes(), type=Labelled)
        for path in sorted(folder.glob("*.json"))
    }
