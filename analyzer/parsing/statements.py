"""Statements: the header is read by a function for its kind, then the suites, then both are put
together.

A header is read to its end before any suite is entered, since the lines of calls and attributes
are counted off header by header.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import libcst as cst

from analyzer.model.facts import AnyStatement, Block, If, Problem
from analyzer.parsing.compound import COMPOUND, if_test
from analyzer.parsing.lines import Mark, Marker, Raw, small_statements, suites
from analyzer.parsing.reasons import TOO_DEEP
from analyzer.parsing.simple import SIMPLE
from analyzer.parsing.walk import Astray, TooDeep, Unpaired, Walk

# Beyond so many arms, the rest of an `elif` chain is a run of neighbours instead of a nest: what
# each arm says is kept, and no later stage has to recurse a thousand levels.
MAX_ARMS = 50

Head = TypeVar("Head")


class Reader:
    """Reads the suites of one file.

    `mark` tells where a statement stands; `lookup`, where given, the line of each call and
    attribute, which else follow from the marks.
    """

    def __init__(
        self, walk: Walk, mark: Marker, lookup: Callable[[cst.CSTNode], int] | None = None
    ) -> None:
        self._walk = walk
        self._mark = mark
        self._lookup = lookup

    def block(self, nodes: Sequence[cst.CSTNode], raws: Sequence[Raw]) -> Block:
        """Read statements whose partners are `raws`; raises `Unpaired` if they differ."""
        if len(nodes) != len(raws):
            raise Unpaired
        found: list[AnyStatement] = []
        for node, raw in zip(nodes, raws, strict=True):
            self._statement(node, raw, found)
        return tuple(found)

    def _statement(self, node: cst.CSTNode, raw: Raw, found: list[AnyStatement]) -> None:
        mark = self._mark(raw)
        depth = self._walk.depth
        try:
            simple = SIMPLE.get(type(node))
            if simple is not None:
                found.extend(self._head(mark, simple, node))
            elif isinstance(node, cst.If):
                found.append(self._if(node, mark))
            elif type(node) in COMPOUND:
                found.append(self._compound(node, mark))
        except (TooDeep, RecursionError):
            self._walk.depth = depth
            self._walk.problems.append(Problem(mark.line, "too-deep", TOO_DEEP))

    def _head(
        self, mark: Mark, read: Callable[[Walk, cst.CSTNode], Head], node: cst.CSTNode
    ) -> Head:
        w = self._walk
        w.start = mark.line
        if self._lookup is not None:
            w.line, w.take = 0, self._lookup
        elif mark.anchors is not None:
            words, depth = len(w.words), w.depth
            try:
                return self._counted(mark.anchors, read, node)
            except Astray:
                del w.words[words:]
                w.line, w.depth = mark.line, depth
        else:
            w.line = mark.line
        return read(w, node)

    def _counted(
        self, anchors: list[int], read: Callable[[Walk, cst.CSTNode], Head], node: cst.CSTNode
    ) -> Head:
        """Read a header and hand out its lines; raises `Astray` unless they come out even."""
        supply = iter(anchors)

        def take(_node: cst.CSTNode) -> int:
            line = next(supply, 0)
            if not line:
                raise Astray
            return line

        self._walk.line, self._walk.take = 0, take
        head = read(self._walk, node)
        if next(supply, 0):
            raise Astray
        return head

    def _compound(self, node: cst.CSTNode, mark: Mark) -> AnyStatement:
        read, build = COMPOUND[type(node)]
        head = self._head(mark, read, node)
        inner = suites(node)
        if len(inner) != len(mark.blocks):
            raise Unpaired
        nodes = [small_statements(suite) for suite in inner]
        blocks = [self.block(*pair) for pair in zip(nodes, mark.blocks, strict=True)]
        first = nodes[0][0] if nodes and nodes[0] else None
        return build(node, mark, head, blocks, isinstance(first, cst.Expr))

    def _if(self, node: cst.If, mark: Mark) -> If:
        """Read a chain of arms in a loop: a dispatcher may have hundreds of `elif`s."""
        arms: list[If] = []
        while True:
            test = self._head(mark, if_test, node)
            if len(mark.blocks) != 2:
                raise Unpaired
            body = self.block(small_statements(node.body), mark.blocks[0])
            arms.append(If(mark.line, test, body, ()))
            if not isinstance(node.orelse, cst.If) or len(mark.blocks[1]) != 1:
                break
            node, mark = node.orelse, self._mark(mark.blocks[1][0])
        orelse = self.block(small_statements(node.orelse), mark.blocks[1])
        return _fold(arms, orelse)


def _fold(arms: list[If], orelse: Block) -> If:
    rest: Block = (*arms[MAX_ARMS:], *orelse)
    for arm in reversed(arms[:MAX_ARMS]):
        folded = If(arm.line, arm.test, arm.body, rest)
        rest = (folded,)
    return folded
