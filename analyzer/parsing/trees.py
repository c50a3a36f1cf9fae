"""Text to trees: libcst for what the code says, `ast` for where it stands."""

from __future__ import annotations

import ast

import libcst as cst

from analyzer.model.facts import Block
from analyzer.parsing.compound import documented
from analyzer.parsing.lines import Positions, paired, small_statements
from analyzer.parsing.statements import Reader
from analyzer.parsing.walk import Unpaired, Walk


class Refused(Exception):
    """Indicates text that libcst does not accept, or that would be unsafe to give it."""


def read(text: str, walk: Walk) -> tuple[str | None, Block]:
    """Read a whole text: its docstring and its statements; raises `Refused`."""
    partner = parse_ast(text)
    module = parse_libcst(text)
    nodes = small_statements(module)
    body = None
    if partner is not None:
        try:
            body = Reader(walk, paired).block(nodes, partner.body)
        except Unpaired:
            walk.words.clear()
            walk.problems.clear()
    if body is None:
        positions = Positions(module)
        body = Reader(walk, positions.mark, positions.line).block(nodes, nodes)
    return documented(body, bool(nodes) and isinstance(nodes[0], cst.Expr))


def parse_ast(text: str) -> ast.Module | None:
    """Parse with the running Python; None where it is older than the code, or the code broken."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    except (RecursionError, MemoryError):
        raise Refused from None


def parse_libcst(text: str) -> cst.Module:
    """Parse with libcst; raises `Refused`."""
    try:
        return cst.parse_module(text)
    except (cst.ParserSyntaxError, RecursionError, MemoryError):
        raise Refused from None
