"""Where something stands in the scanned sources."""

from __future__ import annotations

import msgspec


class Location(msgspec.Struct, frozen=True, order=True):
    """A line of a scanned file: evidence that a reader can open.

    `path` is relative to the scanned folder, with forward slashes; `line` counts from 1.
    """

    path: str
    line: int


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """Something that was not, or not wholly, understood: where and why.

    `code` is a stable slug with a heading in `docs/diagnostics.md`.
    """

    path: str
    line: int
    code: str
    message: str
