"""The project's files of SQL, which its code may load: read as data."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analyzer.model.source import Script
from analyzer.sources.reading import read_bytes
from analyzer.sources.walking import Listing

# Larger files are dumps of data.
_MOST_BYTES = 1_000_000
_MOST_FILES = 2_000

# What lies in such folders is not what runs, or not of this project.
_ELSEWHERE = frozenset(
    {"doc", "docs", "examples", "fixtures", "test", "testdata", "tests", "vendor", "vendored"}
)


def scripts(listings: Iterable[Listing]) -> tuple[Script, ...]:
    """Read the files of SQL, sorted by path; what cannot be read or is very large is left out."""
    found: list[Script] = []
    for listing in listings:
        for path in listing.scripts[:_MOST_FILES]:
            if _ELSEWHERE.isdisjoint(path.lower().split("/")[:-1]):
                content = read_bytes(Path(listing.locate(path)), _MOST_BYTES)
                if isinstance(content, bytes):
                    found.append(Script(path, content.decode("utf-8-sig", "replace")))
    return tuple(sorted(found))
