"""The patterns of a `match` statement: what they bind and which classes they test."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from analyzer.model.facts import Expr
from analyzer.parsing.expressions import expression
from analyzer.parsing.walk import Walk


def pattern(w: Walk, node: cst.CSTNode) -> tuple[tuple[str, ...], tuple[Expr, ...]]:
    """Read one pattern: the names it captures and the classes it tests, in source order."""
    captures: list[str] = []
    classes: list[Expr] = []
    _read(w, node, captures, classes)
    w.words += captures
    return tuple(captures), tuple(classes)


def _read(w: Walk, node: cst.CSTNode, captures: list[str], classes: list[Expr]) -> None:
    if isinstance(node, cst.MatchValue):
        expression(w, node.value)
    elif isinstance(node, cst.MatchMapping):
        _mapping(w, node, captures, classes)
    elif isinstance(node, cst.MatchClass):
        _class(w, node, captures, classes)
    else:
        for part in _parts(node):
            _read(w, part, captures, classes)
        if isinstance(node, cst.MatchAs | cst.MatchStar):
            _capture(node.name, captures)


def _parts(node: cst.CSTNode) -> Sequence[cst.CSTNode]:
    if isinstance(node, cst.MatchSequence | cst.MatchOr):
        return node.patterns
    if isinstance(node, cst.MatchSequenceElement):
        return (node.value,)
    if isinstance(node, cst.MatchOrElement | cst.MatchAs) and node.pattern is not None:
        return (node.pattern,)
    return ()


def _mapping(w: Walk, node: cst.MatchMapping, captures: list[str], classes: list[Expr]) -> None:
    for element in node.elements:
        expression(w, element.key)
        _read(w, element.pattern, captures, classes)
    _capture(node.rest, captures)


def _class(w: Walk, node: cst.MatchClass, captures: list[str], classes: list[Expr]) -> None:
    classes.append(expression(w, node.cls))
    for part in node.patterns:
        _read(w, part, captures, classes)
    for keyword in node.kwds:
        w.words.append(keyword.key.value)
        _read(w, keyword.pattern, captures, classes)


def _capture(name: cst.Name | None, captures: list[str]) -> None:
    if name is not None and name.value != "_":
        captures.append(name.value)
