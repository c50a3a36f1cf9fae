"""One file of the disk to its facts; what cannot or should not be read has none but its size."""

from __future__ import annotations

from pathlib import Path

from analyzer.model.facts import FileFacts, Problem
from analyzer.parsing.extract import extract
from analyzer.parsing.text import count_lines


def read_file(place: str, limit: int) -> FileFacts:
    """Read the file at `place`, unless it is longer than `limit` bytes. Never raises."""
    try:
        with Path(place).open("rb") as file:
            source = file.read(limit + 1)
            if len(source) <= limit:
                return extract(source)
            while more := file.read(1_000_000):
                source += more
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return unread(0, "unreadable-file", f"The file cannot be read: {reason}")
    reason = f"The file is longer than {limit} bytes: only its lines were counted"
    return unread(count_lines(source), "file-too-large", reason)


def unread(lines: int, code: str, message: str) -> FileFacts:
    """Make the facts of a file of which nothing but its length is known."""
    return FileFacts(lines, None, (), (), (Problem(1, code, message),))
