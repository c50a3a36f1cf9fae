"""Documents onto the disk: written aside and renamed, and never over what is not ours."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from analyzer.model.analysis import Tool
from analyzer.model.errors import OutputRefused
from reports.base import Rendered
from reports.document import FILE_NAME

TOOL = "seamline"


class _Marker(msgspec.Struct):
    tool: Tool


def check_folder(folder: Path, *, force: bool = False) -> None:
    """Make sure that a report may be written into `folder`.

    A new or empty folder may be, and one that seamline wrote; another one only by `force`.

    Raises:
        OutputRefused: with the reason.
    """
    if folder.is_symlink():
        raise OutputRefused(
            f"{folder} is a symbolic link.", "Name the folder itself: links are not followed."
        )
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputRefused(f"{folder} is a file, not a folder.", "Name a folder with --output.")
    with _refusing(folder):
        ours = not any(folder.iterdir()) or is_ours(folder)
    if not ours and not force:
        raise OutputRefused(
            f"{folder} exists, and seamline did not write it.",
            "Name another folder with --output, or write into this one with --force.",
        )


def check_file(file: Path, *, force: bool = False, edited: bool = False) -> None:
    """Make sure that a document may be written to `file`.

    In a report's folder it always may, unless it is of a kind that is `edited` by people.

    Raises:
        OutputRefused: with the reason.
    """
    if file.is_symlink():
        raise OutputRefused(
            f"{file} is a symbolic link.", "Name the file itself: links are not followed."
        )
    if file.is_dir():
        raise OutputRefused(f"{file} is a folder, not a file.", "Name a file with --output.")
    if file.is_file() and not force and (edited or not is_ours(file.parent)):
        raise OutputRefused(
            f"{file} exists.", "Name another file with --output, or overwrite it with --force."
        )


def is_ours(folder: Path) -> bool:
    """Whether seamline wrote `folder`: it holds an analysis that says so."""
    marker = folder / FILE_NAME
    if marker.is_symlink() or not marker.is_file():
        return False
    try:
        return msgspec.json.decode(marker.read_bytes(), type=_Marker).tool.name == TOOL
    except (OSError, msgspec.DecodeError):
        return False


def files(name: str, rendered: Rendered) -> dict[str, str | bytes]:
    """The files that a rendered document comes to; `name` is for one that is a single file."""
    return dict(rendered) if isinstance(rendered, Mapping) else {name: rendered}


def write_folder(folder: Path, documents: Mapping[str, str | bytes]) -> None:
    """Write each document into `folder`, in the order given; other files there stay.

    All are written aside before the first is renamed: either all are new or none.

    Raises:
        OutputRefused: the disk says no.
    """
    with _refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        asides: list[tuple[Path, Path]] = []
        try:
            for name, document in documents.items():
                asides.append((_aside(folder / name, document), folder / name))
            for aside, file in asides:
                aside.replace(file)
        finally:
            for aside, _ in asides:
                aside.unlink(missing_ok=True)


def write_file(file: Path, document: str | bytes) -> None:
    """Write one document; a device or a pipe is written to, not replaced.

    Raises:
        OutputRefused: the disk says no.
    """
    if file.exists() and not file.is_file():
        with _refusing(file):
            file.write_bytes(encoded(document))
    else:
        write_folder(file.parent, {file.name: document})


def encoded(document: str | bytes) -> bytes:
    """A document's bytes: UTF-8, whatever the machine's locale."""
    return document.encode("utf-8", "backslashreplace") if isinstance(document, str) else document


def _aside(file: Path, document: str | bytes) -> Path:
    aside = file.with_name(f".{file.name}.{secrets.token_hex(6)}")
    # Exclusive: a link planted under this name is never followed.
    with aside.open("xb") as stream:
        stream.write(encoded(document))
    return aside


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputRefused(f"{path} cannot be written: {error.strerror}.") from error
