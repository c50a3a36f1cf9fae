"""The line of every key and list item of a TOML document, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import msgspec

Key = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t\r\ufeff]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
  | (?P<mark>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> dict[Key, int]:
    """Map the path of each key and list item to its line, counted from 1.

    `text` has to be TOML that tomllib accepts. The item of a list is named by its number.
    """
    walk = _Walk(list(_tokens(text)))
    walk.document()
    return walk.lines


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "skip":
            yield _Token(kind, match[0], line)
        line += match[0].count("\n")
    yield _Token("end", "", line)


class _Walk:
    """Walks over the tokens of a valid document; each method leaves behind what it has read."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.lines: dict[Key, int] = {}
        self._tokens = tokens
        self._at = 0
        self._rows: dict[Key, int] = {}

    def document(self) -> None:
        table: Key = ()
        while self._next.kind != "end":
            if self._next.text == "[":
                table = self._header()
            elif self._next.kind == "newline":
                self._take()
            else:
                self._assignment(table)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _header(self) -> Key:
        line = self._take().line
        is_row = self._next.text == "["
        if is_row:
            self._take()
        names = self._names()
        self._take()
        path: Key = ()
        for number, name in enumerate(names, 1):
            path = (*path, name)
            self.lines.setdefault(path, line)
            if is_row and number == len(names):
                self._rows[path] = self._rows.get(path, -1) + 1
            if path in self._rows:
                path = (*path, self._rows[path])
                self.lines.setdefault(path, line)
        if is_row:
            self._take()
        return path

    def _names(self) -> list[str]:
        names = []
        while self._next.text not in ("=", "]"):
            token = self._take()
            if token.kind == "string":
                names.append(str(tomllib.loads(f"key = {token.text}")["key"]))
            elif token.kind == "bare":
                names.append(token.text)
        return names

    def _assignment(self, table: Key) -> None:
        line = self._next.line
        path = table
        for name in self._names():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._take()
        self._value(path)

    def _value(self, path: Key) -> None:
        opening = self._next
        if opening.text == "[":
            self._take()
            self._list(path)
        elif opening.text == "{":
            self._take()
            while self._next.text != "}":
                if self._next.text == "," or self._next.kind == "newline":
                    self._take()
                else:
                    self._assignment(path)
            self._take()
        elif opening.kind == "string":
            self._take()
        else:
            while self._next.kind in ("bare", "mark") and self._next.text not in ",]}":
                self._take()

    def _list(self, path: Key) -> None:
        number = 0
        while self._next.text != "]":
            if self._next.text == "," or self._next.kind == "newline":
                self._take()
                continue
            self.lines[(*path, number)] = self._next.line
            self._value((*path, number))
            number += 1
        self._take()
