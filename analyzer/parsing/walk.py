"""The state of one walk over one file's tree."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from analyzer.model.facts import Problem

# An expression nested deeper than this is no query and no call that anybody would resolve; the
# bound keeps the recursion of every later stage far from the interpreter's own limit.
MAX_DEPTH = 200
# Displays longer than this are data: what goes beyond is dropped.
MAX_ITEMS = 2_000


class TooDeep(Exception):
    """Indicates an expression nested deeper than `MAX_DEPTH`."""


class Astray(Exception):
    """Indicates that the two trees of one statement do not hold the same calls and attributes."""


class Unpaired(Exception):
    """Indicates that the two trees of one file do not hold the same statements."""


def no_line(_node: cst.CSTNode) -> int:
    """Refuse: the walk has been given neither a line nor a way to find one."""
    raise Astray


class Walk:
    """What grows while a tree is read, and where the reader stands.

    `start` is the line of the statement at hand; `line` that of all its calls and attributes, or
    0 where `take` has to be asked for each; `depth` counts the expressions around the one being
    read.
    """

    __slots__ = ("depth", "line", "problems", "start", "take", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.problems: list[Problem] = []
        self.start = 0
        self.line = 0
        self.depth = 0
        self.take: Callable[[cst.CSTNode], int] = no_line
