"""What looks like a secret in a line of code, made unreadable before it is quoted."""

from __future__ import annotations

import re

MASK = "\u2022\u2022\u2022"

_NAME = (
    r"(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|auth|dsn|salt"
    r"|(?:api|access|private|secret|signing|encryption)[_-]?key)"
)
# A name that speaks of a secret, and what is given to it: a literal, or in a text a bare word.
_GIVEN = re.compile(
    rf"""(?ix) ( \b[\w.-]*{_NAME}[\w-]*["']?\]? \s*(?::[\w\s.|\[\]]+)?(?:=|:)\s* [rbuf]{{0,2}} )
    (?: "(?:[^"\\]|\\.)+" | '(?:[^'\\]|\\.)+' )"""
)
_GIVEN_BARE = re.compile(rf"(?i)(\b[\w-]*{_NAME}\s*=\s*)[^\s\"'(){{}}\[\],;&]{{6,}}(?=[\s\"'&;]|$)")
_IN_URL = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*://)[^\s/@\"']+@")
_KEY = re.compile(r"-----BEGIN [A-Z ]*KEY-----.*")
_RUNS = re.compile(r"[a-z]+|[A-Z]+|[0-9]+|[^a-zA-Z0-9]+")
_WORD = re.compile(r"[A-Za-z0-9+/=_-]{20,}")

# Characters in a row of one kind (small, capital, digit): names in code have more on average.
_RANDOM = 2.2


def masked(line: str) -> str:
    """The line without passwords, keys and tokens, as far as they can be told.

    By what they are given to (`password = "..."`), by their place in an address
    (`//user:word@host`), and by looking like nothing that a person would write.
    """
    line = _KEY.sub(MASK, line)
    line = _IN_URL.sub(rf"\1{MASK}@", line)
    line = _GIVEN.sub(rf'\1"{MASK}"', line)
    line = _GIVEN_BARE.sub(_bare, line)
    return _WORD.sub(lambda word: MASK if _is_random(word[0]) else word[0], line)


def _bare(match: re.Match[str]) -> str:
    """In code what stands behind an equals sign is a name or a call, and no secret."""
    given = match[0][len(match[1]) :]
    return f"{match[1]}{MASK}" if re.search(r"\d|[^\w.]", given) else match[0]


def _is_random(word: str) -> bool:
    letters = word.strip("=")
    mixed = any(c.isdigit() for c in letters) and any(c.isalpha() for c in letters)
    if not mixed:
        return False
    if re.fullmatch(r"[0-9a-f]{32,}|[0-9A-F]{32,}", letters):
        return True
    if not (any(c.islower() for c in letters) and any(c.isupper() for c in letters)):
        return False
    return len(letters) / len(_RUNS.findall(letters)) < _RANDOM
