"""What is given to libcst, and what is not.

libcst takes some 4 KB a token, time that grows with the cube of the length of a chain of
operators, and the process with it when brackets are nested some thousand deep. So data is cut
short and what is too deep is refused before libcst sees it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from analyzer.parsing.lines import header_and_blocks
from analyzer.parsing.walk import MAX_ITEMS

# Levels of one expression, as `ast` nests it: a chain of so many operators or calls takes libcst
# a tenth of a second.
MAX_LEVELS = 300
MAX_BRACKETS = 100
# Nodes of one statement after which the displays still to come are emptied.
MAX_NODES = 50_000
# No expression shorter than this can exceed any of the bounds.
_SUSPECT_BYTES = 600

STRING_OR_COMMENT = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|#[^\n]*",
    re.S,
)
_COMMA = re.compile(rb"[\s)\\]*+(?:#[^\n]*\n[\s)\\]*+)*+,")
_TOKEN = re.compile(r"[()\[\]{},:\n]|[-.+*/%&|^~<>=]|\b(?:not|lambda|if|await)\b")

Cut = tuple[int, int]


class TooLarge(Exception):
    """Indicates an expression that is nested too deeply for libcst."""


def within_bounds(text: str, tree: ast.Module) -> str:
    """Cut the long displays of data out of the text, and out of its tree alike.

    Raises `TooLarge` for expressions of more than `MAX_LEVELS`.
    """
    if len(text) < _SUSPECT_BYTES // 4:
        return text
    data = text.encode()
    starts = _line_starts(data)
    cuts: list[Cut] = []
    for node in _suspects(tree, starts):
        cuts += _Trimming(data, starts).cuts_below(node)
    if not cuts:
        return text
    kept, place = [], 0
    for first, last in sorted(cuts):
        kept.append(data[place:first])
        place = last
    return b"".join((*kept, data[place:])).decode()


def _line_starts(data: bytes) -> list[int]:
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


Spanned = ast.expr | ast.pattern | ast.stmt


def _suspects(tree: ast.Module, starts: list[int]) -> Iterator[Spanned]:
    pending: list[Sequence[ast.stmt]] = [tree.body]
    while pending:
        for statement in pending.pop():
            header, blocks = header_and_blocks(statement)
            pending += blocks
            for node in header:
                first, last = _span(node, starts)
                if last - first > _SUSPECT_BYTES:
                    yield node


def _span(node: Spanned, starts: list[int]) -> Cut:
    last_line, last = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    return starts[node.lineno - 1] + node.col_offset, starts[last_line - 1] + last


class _Trimming:
    """Looks through one expression in source order."""

    def __init__(self, data: bytes, starts: list[int]) -> None:
        self._data = data
        self._starts = starts

    def cuts_below(self, root: ast.AST) -> list[Cut]:
        cuts: list[Cut] = []
        pending: list[tuple[ast.AST, int]] = [(root, 0)]
        nodes = 0
        while pending:
            node, level = pending.pop()
            nodes += 1
            if level > MAX_LEVELS:
                raise TooLarge
            if isinstance(node, ast.List | ast.Set | ast.Dict | ast.Tuple):
                cut = self._shorten(node, 0 if nodes > MAX_NODES else MAX_ITEMS)
                if cut is not None:
                    cuts.append(cut)
            children = list(ast.iter_child_nodes(node))
            pending += [(child, level + 1) for child in reversed(children)]
        return cuts

    def _shorten(self, node: ast.List | ast.Set | ast.Dict | ast.Tuple, limit: int) -> Cut | None:
        """Drop the items beyond the limit: from the tree, and as a cut from the text."""
        items = node.values if isinstance(node, ast.Dict) else node.elts
        first, last = _span(node, self._starts)
        if len(items) <= limit or self._data[last - 1 : last] not in (b"]", b"}", b")"):
            return None
        if isinstance(node, ast.Tuple) and (not limit or _span(items[0], self._starts)[0] == first):
            return None
        start = first + 1
        if limit:
            comma = _COMMA.match(self._data, _span(items[limit - 1], self._starts)[1])
            if comma is None:
                return None
            start = comma.end()
        del items[limit:]
        if isinstance(node, ast.Dict):
            del node.keys[limit:]
        return start, last - 1


def is_digestible(text: str) -> bool:
    """Tell from the text alone whether libcst can be trusted with what `ast` refused."""
    counts = [0]
    for token in _TOKEN.findall(STRING_OR_COMMENT.sub("''", text)):
        if token in "([{":
            counts.append(0)
            if len(counts) > MAX_BRACKETS:
                return False
        elif token in ")]}":
            counts[-1:] = [] if len(counts) > 1 else [0]
        elif token in ",:" or (token == "\n" and len(counts) == 1):
            counts[-1] = 0
        elif token != "\n":
            counts[-1] += 1
            if counts[-1] > MAX_LEVELS:
                return False
    return True
