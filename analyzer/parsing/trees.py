"""Text to trees to facts: libcst for what the code says, `ast` for where it stands."""

from __future__ import annotations

import ast
from collections.abc import Callable

import libcst as cst

from analyzer.model.facts import Block, Problem
from analyzer.parsing.bounds import TooLarge, is_digestible, within_bounds
from analyzer.parsing.compound import documented
from analyzer.parsing.lines import Positions, paired, small_statements
from analyzer.parsing.recovery import Verdict, mend
from analyzer.parsing.statements import Reader
from analyzer.parsing.walk import Unpaired, Walk

_UNREADABLE = "The file is not valid Python, and no part of it could be read by itself"


class Refused(Exception):
    """Indicates text that libcst does not take, or that would be unsafe to give it."""


class RefusedAsTooDeep(Refused):
    """Indicates text that is refused for its depth."""


def read(text: str, walk: Walk) -> tuple[str | None, Block]:
    """Read a whole text: its docstring and its statements.

    What is broken is left out, and said in the walk's problems.
    """
    try:
        return _read(text, walk)
    except Refused:
        pass
    for judge in (_judge, _judge_strictly):
        mended, problems = mend(text, judge)
        try:
            found = _read(mended, walk)
        except Refused:
            continue
        walk.problems += problems
        return found
    walk.problems.append(Problem(1, "syntax-error", _UNREADABLE))
    return None, ()


def _read(text: str, walk: Walk) -> tuple[str | None, Block]:
    partner = _parse_ast(text)
    module = _parse_libcst(_bounded(text, partner))
    nodes = small_statements(module)
    body = None
    if partner is not None:
        body = _attempt(lambda: Reader(walk, paired).block(nodes, partner.body), walk)
    if body is None:
        positions = _positions(module)
        body = Reader(walk, positions.mark, positions.line).block(nodes, nodes)
    return documented(body, bool(nodes) and isinstance(nodes[0], cst.Expr))


def _attempt(reading: Callable[[], Block], walk: Walk) -> Block | None:
    try:
        return reading()
    except Unpaired:
        walk.words.clear()
        walk.problems.clear()
        return None


def _positions(module: cst.Module) -> Positions:
    try:
        return Positions(module)
    except RecursionError:
        raise RefusedAsTooDeep from None


def _parse_ast(text: str) -> ast.Module | None:
    """Parse with the running Python; None where it is older than the code, or the code broken."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    except (RecursionError, MemoryError):
        raise RefusedAsTooDeep from None


def _bounded(text: str, partner: ast.Module | None) -> str:
    """Prepare the text for libcst, or refuse it."""
    if partner is None:
        if is_digestible(text):
            return text
        raise RefusedAsTooDeep
    try:
        return within_bounds(text, partner)
    except TooLarge:
        raise RefusedAsTooDeep from None


def _parse_libcst(text: str) -> cst.Module:
    try:
        return cst.parse_module(text)
    except RecursionError:
        raise RefusedAsTooDeep from None
    except BaseException:  # a panic of libcst's native part is no Exception
        raise Refused from None


def _judge(text: str, at_a_glance: bool) -> Verdict:
    """Judge a piece of a broken file, by libcst only where `ast` refuses it."""
    try:
        partner = _parse_ast(text)
        if partner is None and at_a_glance:
            return "broken"
        bounded = _bounded(text, partner)
        if partner is None:
            _parse_libcst(bounded)
    except RefusedAsTooDeep:
        return "too-deep"
    except Refused:
        return "broken"
    return "fine"


def _judge_strictly(text: str, _at_a_glance: bool) -> Verdict:
    """Judge a piece of a file that libcst refused though `ast` took all of its pieces."""
    try:
        _parse_libcst(_bounded(text, _parse_ast(text)))
    except RefusedAsTooDeep:
        return "too-deep"
    except Refused:
        return "broken"
    return "fine"
