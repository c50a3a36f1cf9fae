"""Single lines of a file, to be shown beside what was found in them."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.parsing.secrets import masked
from analyzer.parsing.text import decode

WIDTH = 160

# No more of a line is looked at: some files are one line of megabytes.
_READ = 2_000


def quote(source: bytes, lines: Iterable[int]) -> dict[int, str]:
    """Those lines of a file, numbered from 1, without their indentation and what looks secret.

    Blank lines and lines that the file does not have are left out; a long one is cut off.
    """
    text = decode(source)[0].split("\n")
    found = {line: text[line - 1].strip()[:_READ] for line in lines if 0 < line <= len(text)}
    return {line: _short(masked(quoted)) for line, quoted in found.items() if quoted}


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}\u2026"
