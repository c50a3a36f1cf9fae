"""The packages of an environment: where they lie, and which file a dotted name stands in.

Nothing is listed but what is asked for: an environment holds ten times the files of a project.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from analyzer.model.errors import NotSitePackages
from analyzer.model.settings import Settings
from analyzer.model.source import SourceFile, SourceTree
from analyzer.sources.reading import exists, locate, read_bytes
from analyzer.sources.walking import printable

ROLE = "third_party"
_NAMES = frozenset({"site-packages", "dist-packages"})
_MARKS = (".dist-info", ".egg-info", ".egg-link")
# Where a virtual environment keeps its packages: POSIX, Debian's own, Windows.
_INSIDE = ("lib/python3*/site-packages", "lib/python3*/dist-packages", "Lib/site-packages")


class Installed:
    """The packages below some folders of site-packages; the first folder with a name has it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._known: dict[str, SourceFile | None] = {}

    def find(self, module: str) -> SourceFile | None:
        """Return the file of a module, None where there is none of that very name."""
        if module not in self._known:
            self._known[module] = self._find(module)
        return self._known[module]

    def tree(self, files: Sequence[SourceFile]) -> SourceTree:
        """Return some of the files as a tree that can be read."""
        folders = tuple((str(number), str(place)) for number, place in enumerate(self._folders))
        return SourceTree("", "", (), tuple(sorted(files)), folders, ())

    def declaring(self, files: Sequence[SourceFile], packages: Iterable[str]) -> list[SourceFile]:
        """Return those of the files that import one of the packages, or that hand on what does.

        The bytes tell, before anything is parsed: most of what a project imports has no models.
        """
        names = b"|".join(sorted(name.encode() for name in packages))
        imported = re.compile(rb"^\s*(?:from|import)\s+(?:" + names + rb")\b", re.MULTILINE)
        tree = self.tree(files)
        return [
            file
            for file in files
            if file.is_package
            or "model" in file.module.rpartition(".")[2]
            or imported.search(_bytes(locate(tree, file)))
        ]

    def _find(self, module: str) -> SourceFile | None:
        parts = module.split(".")
        if not all(part.isidentifier() for part in parts):
            return None
        for number, folder in enumerate(self._folders):
            base = folder.joinpath(*parts)
            for path, is_package in (
                (base / "__init__.py", True),
                (base.with_suffix(".py"), False),
            ):
                if os.path.isfile(path):  # noqa: PTH113 -- never raises
                    inside = f"{number}/{path.relative_to(folder).as_posix()}"
                    return SourceFile(module, inside, ROLE, is_package)
        return None


def find_installed(paths: Sequence[Path]) -> Installed:
    """Return the packages in `paths`: folders of site-packages, or virtual environments.

    Raises:
        NotSitePackages: a path that is neither.
    """
    folders = [folder for path in paths for folder in _folders(path)]
    return Installed(list(dict.fromkeys(folders)))


def _bytes(path: Path) -> bytes:
    found = read_bytes(path, Settings().max_file_bytes)
    return found if isinstance(found, bytes) else b""


def _folders(path: Path) -> list[Path]:
    if not exists(path) or not os.path.isdir(path):  # noqa: PTH112 -- never raises
        raise NotSitePackages(
            f"no such folder of packages: {printable(str(path))}",
            "Check the spelling. Give the environment's site-packages, or its own folder.",
        )
    place = Path(os.path.realpath(path))
    inner = sorted(found for pattern in _INSIDE for found in place.glob(pattern) if found.is_dir())
    if exists(place / "pyvenv.cfg") and inner:
        return inner
    if path.name in _NAMES or place.name in _NAMES or _holds_distributions(place):
        return [place]
    if inner:
        return inner
    raise NotSitePackages(
        f"{printable(str(path))} holds no installed packages",
        "Give the environment's site-packages; its interpreter names it: "
        "python -c \"import sysconfig; print(sysconfig.get_path('purelib'))\"",
    )


def _holds_distributions(place: Path) -> bool:
    try:
        return any(entry.endswith(_MARKS) for entry in os.listdir(place))  # noqa: PTH208
    except OSError:
        return False
