"""Lines for a libcst tree, which has none: its statements are paired with those of `ast`.

Both trees come from the same text and hold the same statements in the same order, so a statement
takes the line of its partner. Within a statement of several lines, the calls and attributes of
both are counted off in source order.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

Raw = ast.AST | cst.CSTNode


class Mark:
    """Where a statement stands.

    `anchors` are the lines of its header's attributes and calls in source order, None where all
    stand on `line`; `blocks` are the statements of its suites, in source order, still to be
    marked.
    """

    __slots__ = ("anchors", "blocks", "end_line", "line")

    def __init__(
        self,
        line: int,
        end_line: int,
        anchors: list[int] | None,
        blocks: tuple[Sequence[Raw], ...],
    ) -> None:
        self.line = line
        self.end_line = end_line
        self.anchors = anchors
        self.blocks = blocks


Marker = Callable[[Raw], Mark]

# --- by ast ------------------------------------------------------------------------------------


def paired(raw: Raw) -> Mark:
    """Mark a statement by its partner in the `ast` tree."""
    assert isinstance(raw, ast.stmt)
    line = raw.lineno
    end_line = raw.end_lineno or line
    header, blocks = header_and_blocks(raw)
    anchors = None
    if any(node.lineno != line or node.end_lineno != line for node in header):
        anchors = anchor_lines(header)
    return Mark(line, end_line, anchors, blocks)


def header_and_blocks(statement: ast.stmt) -> Split:
    """Part a statement into the expressions of its header, in source order, and its suites.

    A statement without suites is all header.
    """
    split = _COMPOUND.get(type(statement))
    return ([statement], ()) if split is None else split(statement)


Header = list[ast.expr | ast.pattern | ast.stmt]
Split = tuple[Header, tuple[Sequence[ast.stmt], ...]]


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Split:
    header: Header = [*node.decorator_list, *_parameter_nodes(node.args)]
    if node.returns is not None:
        header.append(node.returns)
    return header, (node.body,)


def _class(node: ast.ClassDef) -> Split:
    # libcst keeps bases and keywords apart as well, so their order is that of the fields.
    keywords = [keyword.value for keyword in node.keywords]
    return [*node.decorator_list, *node.bases, *keywords], (node.body,)


def _if(node: ast.If | ast.While) -> Split:
    return [node.test], (node.body, node.orelse)


def _for(node: ast.For | ast.AsyncFor) -> Split:
    return [node.target, node.iter], (node.body, node.orelse)


def _with(node: ast.With | ast.AsyncWith) -> Split:
    header: Header = []
    for item in node.items:
        header.append(item.context_expr)
        if item.optional_vars is not None:
            header.append(item.optional_vars)
    return header, (node.body,)


def _try(node: ast.Try | ast.TryStar) -> Split:
    header: Header = [handler.type for handler in node.handlers if handler.type is not None]
    handlers = [handler.body for handler in node.handlers]
    return header, (node.body, *handlers, node.orelse, node.finalbody)


def _match(node: ast.Match) -> Split:
    header: Header = [node.subject]
    for case in node.cases:
        header.append(case.pattern)
        if case.guard is not None:
            header.append(case.guard)
    return header, tuple(case.body for case in node.cases)


_COMPOUND: dict[type[ast.AST], Callable[..., Split]] = {
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.If: _if,
    ast.While: _if,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.Match: _match,
}


def anchor_lines(nodes: Iterable[ast.AST]) -> list[int]:
    """List the lines of all attributes and calls below the nodes, in source order.

    An attribute stands where its name ends, a call where what it calls ends.
    """
    found: list[int] = []
    for node in nodes:
        _gather(node, found)
    return found


def _gather(node: ast.AST, found: list[int]) -> None:
    kind = type(node)
    if kind is ast.Name or kind is ast.Constant:
        return
    if isinstance(node, ast.Attribute):
        _gather(node.value, found)
        found.append(node.end_lineno or node.lineno)
    elif isinstance(node, ast.Call):
        _gather(node.func, found)
        found.append(node.func.end_lineno or node.func.lineno)
        for child in _call_arguments(node):
            _gather(child, found)
    else:
        for each in _CHILDREN.get(kind, ast.iter_child_nodes)(node):
            _gather(each, found)


def _call_arguments(node: ast.Call) -> list[ast.expr]:
    found = [*node.args, *(keyword.value for keyword in node.keywords)]
    if node.args and node.keywords:
        found.sort(key=lambda each: (each.lineno, each.col_offset))
    return found


def _parameter_nodes(node: ast.arguments) -> list[ast.expr]:
    """List annotations and defaults as they stand in the text."""
    plain = [*node.posonlyargs, *node.args]
    missing = len(plain) - len(node.defaults)
    pairs: list[tuple[ast.arg | None, ast.expr | None]] = [
        (arg, node.defaults[place - missing] if place >= missing else None)
        for place, arg in enumerate(plain)
    ]
    pairs.append((node.vararg, None))
    pairs += zip(node.kwonlyargs, node.kw_defaults, strict=True)
    pairs.append((node.kwarg, None))
    return [
        part
        for arg, default in pairs
        for part in (arg.annotation if arg else None, default)
        if part is not None
    ]


def _dict_children(node: ast.Dict) -> list[ast.expr]:
    pairs = zip(node.keys, node.values, strict=True)
    return [part for pair in pairs for part in pair if part is not None]


def _mapping_children(node: ast.MatchMapping) -> list[ast.AST]:
    return [part for pair in zip(node.keys, node.patterns, strict=True) for part in pair]


# The kinds whose fields do not stand in the order of the text.
_CHILDREN: dict[type[ast.AST], Callable[..., Iterable[ast.AST]]] = {
    ast.IfExp: lambda node: (node.body, node.test, node.orelse),
    ast.Dict: _dict_children,
    ast.MatchMapping: _mapping_children,
    ast.Lambda: lambda node: [*_parameter_nodes(node.args), node.body],
}

# --- by libcst's positions ---------------------------------------------------------------------


class Positions:
    """Marks for a file that only libcst understands: slower by several times, so the exception."""

    def __init__(self, module: cst.Module) -> None:
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        found = wrapper.resolve(PositionProvider)
        self._ranges = {
            node: place for node, place in found.items() if isinstance(place, CodeRange)
        }

    def mark(self, raw: Raw) -> Mark:
        """Mark a statement by its own position."""
        assert isinstance(raw, cst.CSTNode)
        place = self._ranges[raw]
        blocks = tuple(small_statements(suite) for suite in suites(raw))
        return Mark(place.start.line, place.end.line, None, blocks)

    def line(self, node: cst.CSTNode) -> int:
        """Tell the line of a call or an attribute."""
        anchor = node.func if isinstance(node, cst.Call) else node
        return self._ranges[anchor].end.line


def small_statements(suite: cst.CSTNode | None) -> list[cst.CSTNode]:
    """List the statements of a module or suite, those parted by semicolons one by one."""
    found: list[cst.CSTNode] = []
    if not isinstance(suite, cst.Module | cst.BaseSuite | cst.If | cst.Else | cst.Finally):
        return found
    if isinstance(suite, cst.If):
        return [suite]
    if isinstance(suite, cst.Else | cst.Finally):
        return small_statements(suite.body)
    for statement in suite.body:
        if isinstance(statement, cst.SimpleStatementLine):
            found.extend(statement.body)
        else:
            found.append(statement)
    return found


def suites(node: cst.CSTNode) -> list[cst.CSTNode | None]:
    """List the suites of a statement in the order of `Mark.blocks`."""
    if isinstance(node, cst.If | cst.While | cst.For):
        return [node.body, node.orelse]
    if isinstance(node, cst.Try | cst.TryStar):
        handlers = [handler.body for handler in node.handlers]
        return [node.body, *handlers, node.orelse, node.finalbody]
    if isinstance(node, cst.Match):
        return [case.body for case in node.cases]
    return [node.body] if isinstance(node, cst.BaseCompoundStatement) else []
