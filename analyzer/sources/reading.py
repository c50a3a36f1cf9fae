"""The bytes of scanned files: what cannot be read is a `Problem`, never an exception."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from analyzer.model.facts import Problem
from analyzer.model.settings import Settings
from analyzer.model.source import SourceFile, SourceTree

# A named pipe called models.py would block an ordinary open() for ever.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def locate(tree: SourceTree, file: SourceFile) -> Path:
    """Give the absolute path of a file of the tree; the file need not exist any more."""
    folders = dict(tree.folders)
    if "" in folders:
        return Path(folders[""], file.path)
    root, _, rest = file.path.partition("/")
    return Path(folders[root], rest)


def read(
    tree: SourceTree, file: SourceFile, max_bytes: int = Settings().max_file_bytes
) -> bytes | Problem:
    """Read a file of the tree; see `read_bytes`."""
    return read_bytes(locate(tree, file), max_bytes)


def read_bytes(path: Path, max_bytes: int) -> bytes | Problem:
    """Read a whole file, or say why not: `unreadable-file` or `file-too-large`.

    Needs nothing but its arguments, so it can run in a worker process.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        return _unreadable(error)
    try:
        return _read_open(descriptor, max_bytes)
    except OSError as error:
        return _unreadable(error)
    finally:
        os.close(descriptor)


def exists(path: str | Path) -> bool:
    """Tell whether something is there to be looked at.

    Unlike `Path.exists` this never raises: not for a folder that may not be searched, nor for a
    name with a null character.
    """
    return os.path.exists(path)  # noqa: PTH110


def read_head(path: str, size: int) -> bytes:
    """Read the first `size` bytes; nothing of a file that cannot be read."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError):
        return b""
    try:
        return os.read(descriptor, size)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _read_open(descriptor: int, max_bytes: int) -> bytes | Problem:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Problem(1, "unreadable-file", "the file is not a regular file")
    if status.st_size > max_bytes:
        return _too_large(status.st_size, max_bytes)
    with os.fdopen(descriptor, "rb", closefd=False) as stream:
        content = stream.read(max_bytes + 1)
    # The file may have grown since its size was asked for.
    return content if len(content) <= max_bytes else _too_large(len(content), max_bytes)


def _unreadable(error: OSError | ValueError) -> Problem:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return Problem(1, "unreadable-file", f"the file cannot be read: {reason}")


def _too_large(size: int, max_bytes: int) -> Problem:
    message = f"the file has {size:,} bytes, more than max_file_bytes ({max_bytes:,})"
    return Problem(1, "file-too-large", message)
