"""From a path alone to the files of a project, with their module names and roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.model.errors import InvalidSettings
from analyzer.model.settings import Settings
from analyzer.model.source import SourceFile, SourceTree
from analyzer.sources.glimpse import glimpse
from analyzer.sources.metadata import Metadata, metadata, project_name
from analyzer.sources.naming import Evidence, Naming, evidence_of, importables, name_folders, part
from analyzer.sources.places import label_places, list_place, own_name
from analyzer.sources.roles import roles
from analyzer.sources.scripts import scripts
from analyzer.sources.uniqueness import Candidate, make_unique
from analyzer.sources.walking import Folder, Listing

_OWN_ROLES = frozenset({"app", "admin"})


def discover(paths: Sequence[Path], settings: Settings) -> SourceTree:
    """Find the Python files of the project in `paths`, from the paths alone.

    With several paths each is a root, named after its folder (a second one of the same name gets
    a number), and every file's path begins with that name.

    Raises:
        PathNotFound, NotAFolder: a path that cannot be scanned.
        NoPythonFiles: a path with none of the project's own below it.
        InvalidSettings: a root in the settings that is not there.
    """
    places = label_places(paths)
    listings = [list_place(label, places, settings) for label in places]
    said = [metadata(listing) for listing in listings]
    seen = _look(listings)
    naming = name_folders(
        seen.folders,
        places,
        seen.evidence,
        declared=frozenset(root for one in said for root in one.roots),
        fixed=_fixed_roots(settings, seen.folders, places),
    )
    candidates = _candidates(seen, naming, frozenset(places))
    files, renamed = make_unique(candidates, {label: naming[label].inside for label in places})
    found = [item for listing in listings for item in listing.diagnostics]
    found += [item for one in said for item in one.diagnostics]
    return SourceTree(
        name=_name(listings, said),
        root_name=" + ".join(own_name(place) for place in places.values()),
        packages=_packages(files, naming, seen),
        files=files,
        folders=tuple((label, str(place)) for label, place in places.items()),
        diagnostics=tuple(sorted([*found, *renamed])),
        scripts=scripts(listings),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that was looked at, over all scanned folders, by path."""

    folders: Mapping[str, Folder]
    signs: Mapping[str, frozenset[str]]
    evidence: Evidence


def _look(listings: Sequence[Listing]) -> _Seen:
    folders = {path: one for listing in listings for path, one in listing.folders.items()}
    known = _known_names(listings)
    glimpses = {
        path: glimpse(listing.locate(path), path, known)
        for listing in listings
        for folder in listing.folders.values()
        for path in map(folder.below, folder.modules)
    }
    imports = {path: one.imports for path, one in glimpses.items()}
    signs = {path: one.signs for path, one in glimpses.items()}
    return _Seen(folders, signs, evidence_of(imports))


def _known_names(listings: Sequence[Listing]) -> frozenset[str]:
    """Give the names that an import of the project's own may begin with, the scanned folders'
    own path included."""
    names = {part for listing in listings for part in listing.place.parts}
    for listing in listings:
        for folder in listing.folders.values():
            names.update(importables(folder))
    return frozenset(names)


def _fixed_roots(
    settings: Settings, folders: Mapping[str, Folder], places: Mapping[str, Path]
) -> frozenset[str] | None:
    """Find the roots that the user set; each must be a folder of one of the scanned ones."""
    if not settings.roots:
        return None
    roots: set[str] = set()
    for root in settings.roots:
        inner = [item for item in root.replace("\\", "/").split("/") if item not in {"", "."}]
        paths = {"/".join(filter(None, [label, *inner])) for label in places}
        if paths.isdisjoint(folders):
            raise InvalidSettings(
                f"roots: no folder with Python files called {root!r}",
                "Roots are folders relative to the scanned one, such as 'src'.",
            )
        roots |= paths & folders.keys()
    return frozenset(roots)


def _candidates(
    seen: _Seen, naming: Mapping[str, Naming], tops: frozenset[str]
) -> Iterator[Candidate]:
    role_of = roles(seen.folders, tops, seen.signs)
    for folder in seen.folders.values():
        named = naming[folder.path]
        top = ".".join(naming[named.root].inside)
        for name in folder.modules:
            is_package = name == "__init__.py"
            stem = part(name.removesuffix(".py"))
            parts = named.package if is_package else (*named.inside, stem)
            path = folder.below(name)
            file = SourceFile(".".join(parts), path, role_of[path], is_package)
            shared = "shared" in seen.signs[path]
            yield Candidate(file, named.root, top or parts[0], shared)


def _name(listings: Sequence[Listing], said: Sequence[Metadata]) -> str:
    pairs = zip(listings, said, strict=True)
    return " + ".join(project_name(one, found, own_name(one.place)) for one, found in pairs)


def _packages(
    files: Sequence[SourceFile], naming: Mapping[str, Naming], seen: _Seen
) -> tuple[str, ...]:
    """Give the top-level packages and modules that are the project's own code.

    A script is none (a module by itself that nothing imports: manage.py), nor is a folder of
    tests or examples; if nothing else was found, they are what the project has.
    """
    tops: dict[str, bool] = {}
    for file in files:
        top = file.module.split(".", 1)[0]
        is_imported = "." in file.module or file.is_package or seen.evidence.counts[top] > 0
        is_own = file.role in _OWN_ROLES and is_imported and top.isidentifier()
        tops[top] = tops.get(top, False) or is_own
    return tuple(sorted(top for top, is_own in tops.items() if is_own)) or tuple(sorted(tops))
