"""From bytes to text: encodings, line ends and characters that no parser takes."""

from __future__ import annotations

import codecs
import re

from analyzer.model.facts import Problem

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
# Codecs that are no file encodings, or need more than linear time.
_REFUSED = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}


def decode(source: bytes) -> tuple[str, list[Problem]]:
    """Decode a file as Python would, or else as well as can be, saying so.

    Line ends become `\\n`, as in Python's own string literals; null bytes go.
    """
    text, problems = _decode(source)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(Problem(line, "null-byte", "Null bytes were left out"))
        text = text.replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def count_lines(source: bytes) -> int:
    """Count lines as an editor does: a last line without an end is one too."""
    text = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text.count(b"\n") + (not text.endswith(b"\n") and bool(text))


def _decode(source: bytes) -> tuple[str, list[Problem]]:
    bom = source.startswith(codecs.BOM_UTF8)
    source = source.removeprefix(codecs.BOM_UTF8)
    line, declared = (0, "utf-8") if bom else _declared(source)
    text = _try(source, declared)
    if text is not None:
        return text, []
    text = _try(source, "utf-8")
    actual = "utf-8" if text is not None else "latin-1"
    if text is None:
        text = source.decode("latin-1")
    reason = f"The file is not {declared}, as it should be: it was read as {actual}"
    return text, [Problem(line or 1, "encoding", reason)]


def _declared(source: bytes) -> tuple[int, str]:
    """Find the coding cookie of PEP 263 in the first two lines: its line and the name."""
    for number, line in enumerate(re.split(rb"\r\n?|\n", source[:2_000])[:2], start=1):
        match = _COOKIE.match(line)
        if match:
            return number, match.group(1).decode("ascii", "replace")[:40]
        if not _BLANK.match(line):
            break
    return 0, "utf-8"


def _try(source: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name.replace("_", "-") in _REFUSED:
            return None
        text = source.decode(encoding)
        text.encode("utf-8")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text
