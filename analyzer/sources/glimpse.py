"""What the first lines of a file give away: its imports, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.sources.reading import read_head

# Imports and banners stand near the top; the parser reads the rest.
HEAD = 8192
_TOP = 1500
_FEWEST_LINES = 5

_NAME = re.compile(r"(?:^|,)\s*([^\W\d]\w*)")
_DOTTED = re.compile(r"(?:^|,)\s*([^\W\d][\w.]*)")

_BLANK_OR_COMMENT = rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*"
_DOCSTRING = rb"""(?:[rRuU]?(?:\"{3}.*?(?:\"{3}|\Z)|'{3}.*?(?:'{3}|\Z)))?"""
_BANNER = re.compile(_BLANK_OR_COMMENT + _DOCSTRING + _BLANK_OR_COMMENT, re.DOTALL)
# A comment that speaks of the file itself; prose about generated reports does not begin so.
_GENERATED = re.compile(
    rb"^#[\s#*!/-]*(?i:(?:(?:this|the) (?:file|code|module) (?:is|was|has been) )?"
    rb"(?:auto[- ]?|automatically )?generated\b)|^#.*DO NOT (?:EDIT|MODIFY)|@generated\b",
    re.MULTILINE,
)
_HANDS_OFF = re.compile(rb"do not (?:edit|modify)", re.IGNORECASE)
_MIGRATION = re.compile(
    rb"^class Migration\((?:\w+\.)*(?:Data|Schema)?Migration\)|^down_revision\b", re.MULTILINE
)

# Signs that only mean something in files of certain names: where to look, and for what.
_TEST_NAME = re.compile(r"(?:^|/)(?:test[^/]*|[^/]*_tests?|conftest)\.py$")
_TESTS_FILE = re.compile(r"(?:^|/)tests\.py$")
_SIGNS = (
    ("sphinx", re.compile(r"(?:^|/)conf\.py$"), rb"^(?:extensions|html_theme|master_doc)\s*="),
    ("test", _TEST_NAME, rb"\b(?:unittest|pytest|nose|mock)\b|TestCase"),
    ("bare test", _TEST_NAME, rb"^def test_(?s:.*)^\s+assert "),
    ("test method", _TESTS_FILE, rb"^[ \t]+(?:async )?def test"),
    ("code", _TESTS_FILE, rb"^(?:class|def|async def) "),
    ("command", _TEST_NAME, rb"^@(?:\w+\.)*command\b"),
    (
        "admin",
        re.compile(r"(?:^|/)(?:admin/[^/]+|(?:[^/]+_)?admin)\.py$"),
        rb"django\.contrib(?:\.gis)? import .*\badmin\b|\bModelAdmin\b|\badmin\.site\b",
    ),
    ("shared", re.compile(r"(?:^|/)__init__\.py$"), rb"declare_namespace|extend_path"),
)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a file's head shows; `imports` holds `a.b` for `from a import b`, too.

    `signs` are of: migration, generated, sphinx, test, bare test (functions that assert, without
    a library), test method and code (that a tests.py has methods like that, or any code at all),
    command (of a command line), admin, shared (a package that says that its name
    belongs to several distributions).
    """

    imports: frozenset[str]
    signs: frozenset[str]


def glimpse(place: str, path: str, known: frozenset[str]) -> Glimpse:
    """Look at the head of the file at `place`; one that cannot be read shows nothing.

    `path` is its path in the document: what stands above the scanned folder decides nothing.
    `known` are the names that an import of the project's own may begin with.
    """
    head = read_head(place, HEAD)
    names = (name for name in imports_of(head) if name.partition(".")[0] in known)
    return Glimpse(frozenset(names), frozenset(signs_of(path, head)))


def imports_of(head: bytes) -> Iterator[str]:
    """Give the absolute names that a piece of source imports.

    A search for the word, not a parse: an import in a docstring counts, an exotic one is missed.
    Good enough to weigh one source root against another, where thousands of lines vote.
    """
    text = head.decode("utf-8", "replace")
    at = text.find("import")
    while at >= 0:
        before, end = text[text.rfind("\n", 0, at) + 1 : at].split(), at + len("import")
        if not before:
            yield from _DOTTED.findall(_rest_of_line(text, end))
        elif len(before) == 2 and before[0] == "from" and not before[1].startswith("."):
            source = before[1]
            yield source
            yield from (f"{source}.{name}" for name in _NAME.findall(_imported(text, end)))
        at = text.find("import", end)


def _imported(text: str, start: int) -> str:
    """Give the names after `from a import`, which may stand in parentheses over many lines."""
    line = _rest_of_line(text, start)
    if not line.startswith("("):
        return line
    end = text.find(")", start)
    return (text[start:end] if end >= 0 else line).lstrip(" \t(")


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].partition("#")[0].strip()


def signs_of(path: str, head: bytes) -> Iterator[str]:
    """Give what the head of a file of this path shows; see `Glimpse`."""
    # The plain search goes first: it is many times as fast, and nearly always settles it.
    if (b"class Migration" in head or b"down_revision" in head) and _MIGRATION.search(head):
        yield "migration"
    if _is_generated(head):
        yield "generated"
    for sign, names, pattern in _SIGNS:
        if names.search(path) and re.search(pattern, head, re.MULTILINE):
            yield sign


def _is_generated(head: bytes) -> bool:
    if len(head) == HEAD and head.count(b"\n") < _FEWEST_LINES:
        return True
    if b"enerated" not in head[:_TOP] and b"DO NOT" not in head[:_TOP]:
        return False
    match = _BANNER.match(head[:_TOP] + b"\n")
    banner = match.group() if match else b""
    hands_off = b"enerated" in banner and _HANDS_OFF.search(banner)
    return bool(hands_off or _GENERATED.search(banner))
