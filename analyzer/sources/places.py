"""The folders to scan: from the paths that the user gave, each with its name in the document."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyzer.model.errors import NoPythonFiles, NotAFolder, PathNotFound
from analyzer.model.settings import Settings
from analyzer.sources.ignoring import user_rules
from analyzer.sources.reading import exists
from analyzer.sources.walking import Listing, printable, walk


def label_places(paths: Sequence[Path]) -> dict[str, Path]:
    """Give each path its name in the document: "" for a single one, else its folder's name.

    A second folder of one name gets a number; one that is given twice counts once.

    Raises:
        PathNotFound, NotAFolder: what cannot be scanned.
    """
    places = list(dict.fromkeys(_checked(path) for path in paths))
    if not places:
        raise PathNotFound("no folder to scan was given", "Name one: seamline scan PATH")
    if len(places) == 1:
        return {"": places[0]}
    labels: dict[str, Path] = {}
    for place in places:
        name, number = own_name(place), 2
        while name in labels:
            name, number = f"{own_name(place)}-{number}", number + 1
        labels[name] = place
    return labels


def own_name(place: Path) -> str:
    """Give the name of a scanned folder as it stands in the document."""
    return printable(place.name) or "root"


def list_place(label: str, places: Mapping[str, Path], settings: Settings) -> Listing:
    """List one of the folders to scan; what is scanned in its own right is left out of it.

    Raises:
        NoPythonFiles: nothing below the folder is Python of the project's own.
    """
    place = places[label]
    others = frozenset(
        other.relative_to(place).as_posix()
        for other in places.values()
        if other != place and other.is_relative_to(place)
    )
    listing = walk(place, label, user_rules(settings.exclude), others)
    if not listing.folders:
        raise _nothing_found(listing)
    return listing


def _checked(path: Path) -> Path:
    shown = printable(str(path))
    if not os.path.lexists(path):
        raise PathNotFound(
            f"no such folder: {shown}", f"Check the spelling; scanning starts from {Path.cwd()}."
        )
    if not exists(path):
        raise PathNotFound(f"{shown} is a link that leads nowhere", "Give the folder itself.")
    if not os.path.isdir(path):  # noqa: PTH112
        raise NotAFolder(f"{shown} is not a folder", _hint_for_file(path))
    return Path(os.path.realpath(path))


def _hint_for_file(path: Path) -> str:
    if path.suffix in {".whl", ".zip", ".gz", ".bz2", ".xz", ".tgz", ".tar", ".egg"}:
        return "Unpack the archive and give the folder that it was unpacked to."
    return f"Give the folder that it stands in: {printable(str(path.parent))}"


def _nothing_found(listing: Listing) -> NoPythonFiles:
    count = listing.looked_into
    looked = f"{count} folder{'' if count == 1 else 's'} looked into"
    reasons = [f"{n} by {reason}" for reason, n in sorted(listing.left_out.items()) if n]
    left_out = f"; left out: {', '.join(reasons)}" if reasons else ""
    failures = "".join(
        f"; {item.path or 'the folder'}: {item.message}" for item in listing.diagnostics[:3]
    )
    hint = "Give the folder that holds the source."
    if reasons:
        hint += ' Take in what was left out by exclude = ["!folder/"] in seamline.toml.'
    name = own_name(listing.place)
    message = f"no Python files of the project's own in {name}: {looked}{left_out}{failures}"
    return NoPythonFiles(message, hint)
