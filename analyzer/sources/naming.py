"""Where module names begin: which folders would stand on `sys.path`.

A layout says little: `apps/blog` is `blog` in one project and `apps.blog` in the next. The code
says it: whichever reading lets more of the project's own imports resolve is the right one. Where
the imports do not tell, the layout decides (a `src` folder, a project file, a manage.py).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analyzer.sources.reading import exists
from analyzer.sources.walking import Folder

Name = tuple[str, ...]

# How many imports it takes to go against what the __init__.py files say.
_SURE = 2
# How many namespace packages above the scanned folder it is worth thinking of.
_ABOVE = 3
_PROJECT_FILES = frozenset({"PKG-INFO", "manage.py", "pyproject.toml", "setup.cfg", "setup.py"})


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a folder: `package` its own, `inside` the prefix of what is in it.

    The two differ where the folder is a source root, so that `inside` is empty; `root` is the
    path of the source root that is in force for its contents.
    """

    package: Name
    inside: Name
    root: str
    in_package: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The project's imports: in how many files each name, or one below it, is imported.

    `importers` are the folders of the files that import a top-level name.
    """

    counts: Counter[str]
    importers: Mapping[str, frozenset[str]]


def evidence_of(imports: Mapping[str, frozenset[str]]) -> Evidence:
    """Count the imports of each file (by its path) as evidence."""
    counts: Counter[str] = Counter()
    importers: dict[str, set[str]] = {}
    for path, names in imports.items():
        folder = path.rpartition("/")[0]
        prefixes: set[str] = set()
        for name in names:
            prefix = name
            while prefix and prefix not in prefixes:
                prefixes.add(prefix)
                prefix = prefix.rpartition(".")[0]
        counts.update(prefixes)
        for top in {prefix.partition(".")[0] for prefix in prefixes}:
            importers.setdefault(top, set()).add(folder)
    return Evidence(counts, {name: frozenset(where) for name, where in importers.items()})


def name_folders(
    folders: Mapping[str, Folder],
    places: Mapping[str, Path],
    evidence: Evidence,
    declared: frozenset[str],
    fixed: frozenset[str] | None,
) -> dict[str, Naming]:
    """Give every folder its names.

    Args:
        folders: all live folders by path.
        places: the scanned folders, by their paths among `folders`.
        evidence: what the project imports.
        declared: folders that project files name as source roots.
        fixed: the source roots that the user set; None to find them.
    """
    layout = _Layout(folders, evidence, declared, fixed)
    named: dict[str, Naming] = {}
    for path, folder in sorted(folders.items()):
        if path in places:
            named[path] = layout.top(folder, places[path])
        else:
            parent = named[path.rpartition("/")[0]]
            # The root of a package whose parents were not scanned is out of sight.
            is_seen = not named[parent.root].inside
            named[path] = layout.below(folder, parent, folders[parent.root] if is_seen else None)
    return named


def part(name: str) -> str:
    """Make one part of a module name from a folder's or file's: a dot would make it two."""
    return name.replace(".", "_")


def importables(folder: Folder) -> list[str]:
    """Give the names that could be imported from a folder."""
    stems = [name.removesuffix(".py") for name in folder.modules if name != "__init__.py"]
    return [*folder.folders, *stems]


@dataclass(frozen=True, slots=True)
class _Layout:
    folders: Mapping[str, Folder]
    evidence: Evidence
    declared: frozenset[str]
    fixed: frozenset[str] | None

    def top(self, folder: Folder, place: Path) -> Naming:
        """Name a scanned folder: a root, or a package whose parents were not scanned."""
        names = _names_above(place, is_package=folder.is_package)
        best = max(names, key=lambda name: self._imports_below(name, folder), default=())
        root = Naming(names[0] if names else (), (), folder.path, in_package=False)
        package = Naming(best, best, folder.path, folder.is_package)
        as_package = self._imports_below(best, folder) if best else 0
        as_root = self._imports_as_root(folder, None)
        if self.fixed is not None and folder.path in self.fixed:
            return root
        if folder.is_package:
            is_project = bool(folder.markers & _PROJECT_FILES)
            is_root = as_root > as_package or (as_root == as_package and is_project)
            return root if is_root else package
        return package if as_package >= _SURE and as_package > as_root else root

    def below(self, folder: Folder, parent: Naming, outer: Folder | None) -> Naming:
        """Name a folder below a scanned one; `outer` is the source root that it lies in."""
        name = (*parent.inside, part(folder.path.rpartition("/")[2]))
        if self._is_root(folder, name, parent, outer):
            return Naming(name, (), folder.path, in_package=False)
        return Naming(name, name, parent.root, parent.in_package or folder.is_package)

    def _is_root(self, folder: Folder, name: Name, parent: Naming, outer: Folder | None) -> bool:
        if self.fixed is not None:
            return folder.path in self.fixed
        as_root = self._imports_as_root(folder, outer)
        as_package = self._imports_below(name, folder)
        if parent.in_package or folder.is_package:
            return as_root >= _SURE and as_root > as_package
        return as_root > as_package or (as_root == as_package and self._looks_like_root(folder))

    def _looks_like_root(self, folder: Folder) -> bool:
        name = folder.path.rpartition("/")[2]
        return (
            name == "src"
            # Nothing can be imported through such a folder, only from it.
            or not name.isidentifier()
            or folder.path in self.declared
            or bool(folder.markers & _PROJECT_FILES)
        )

    def _imports_below(self, name: Name, folder: Folder) -> int:
        counts = self.evidence.counts
        return sum(counts[".".join((*name, child))] for child in importables(folder))

    def _imports_as_root(self, folder: Folder, outer: Folder | None) -> int:
        """Count the imports that resolve if `folder` is a root and do not from `outer`."""
        packages = sum(self._imports_of_package(folder, child, outer) for child in folder.folders)
        # In a package, a bare name of a sibling may be Python 2's implicit relative import.
        modules = [] if folder.is_package else folder.modules
        stems = (name.removesuffix(".py") for name in modules)
        return packages + sum(self._imports_of_module(folder, stem, outer) for stem in stems)

    def _imports_of_package(self, folder: Folder, name: str, outer: Folder | None) -> int:
        """Count the imports of what is in a package: its bare name may be a stranger's."""
        if name in sys.stdlib_module_names:
            return 0
        package = self.folders[folder.below(name)]
        inner = set(importables(package))
        if not inner:
            return self._imports_of_module(folder, name, outer)
        if outer is not None and name in outer.folders:
            inner -= set(importables(self.folders[outer.below(name)]))
        return sum(self.evidence.counts[f"{name}.{child}"] for child in inner)

    def _imports_of_module(self, folder: Folder, name: str, outer: Folder | None) -> int:
        """Count the imports of a module, if any come from beside or below it."""
        if name in sys.stdlib_module_names or (outer is not None and name in importables(outer)):
            return 0
        importers = self.evidence.importers.get(name, frozenset())
        near = any(f"{path}/".startswith(f"{folder.path}/") for path in importers)
        return self.evidence.counts[name] if near else 0


def _names_above(place: Path, *, is_package: bool) -> list[Name]:
    """Give the names that a scanned folder may have, the likeliest first.

    For a package that is what the __init__.py files of its parents say; longer names go through
    namespace packages, which leave no trace on the disk.
    """
    depth = 0
    if is_package:
        depth = 1
        while exists(place.parents[depth - 1] / "__init__.py") and depth < len(place.parts) - 1:
            depth += 1
    parts = place.parts[1:]
    names: Iterable[Name] = (parts[-size:] for size in range(max(depth, 1), depth + _ABOVE + 1))
    usable = [name for name in names if all(item.isidentifier() for item in name)]
    return list(dict.fromkeys(usable)) or ([(part(place.name),)] if is_package else [])
