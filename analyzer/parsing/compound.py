"""Statements with suites: for each kind, what reads its header and what builds the fact."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import libcst as cst

from analyzer.model.facts import (
    AnyStatement,
    Block,
    Case,
    ClassDef,
    Collection,
    Constant,
    ContextItem,
    Evaluate,
    Expr,
    FunctionDef,
    Handler,
    Keyword,
    Loop,
    Match,
    Name,
    Parameters,
    Try,
    With,
)
from analyzer.parsing.expressions import arguments, expression, optional, parameters
from analyzer.parsing.lines import Mark
from analyzer.parsing.patterns import pattern
from analyzer.parsing.walk import Walk

MAX_DOCSTRING = 2_000


def documented(body: Block, begins_with_expression: bool) -> tuple[str | None, Block]:
    """Part the docstring from the body of a module, class or function."""
    if not (begins_with_expression and body and isinstance(body[0], Evaluate)):
        return None, body
    value = body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None, body
    return inspect.cleandoc(value.value)[:MAX_DOCSTRING], body[1:]


# --- functions and classes ---------------------------------------------------------------------

FunctionHead = tuple[tuple[Expr, ...], Parameters, Expr | None]
ClassHead = tuple[tuple[Expr, ...], tuple[Expr, ...], tuple[Keyword, ...]]


def _decorators(w: Walk, node: cst.FunctionDef | cst.ClassDef) -> tuple[Expr, ...]:
    return tuple(expression(w, each.decorator) for each in node.decorators)


def _function_head(w: Walk, node: cst.FunctionDef) -> FunctionHead:
    decorators = _decorators(w, node)
    w.words.append(node.name.value)
    params = parameters(w, node.params)
    return decorators, params, optional(w, node.returns and node.returns.annotation)


def _function(
    node: cst.FunctionDef, mark: Mark, head: FunctionHead, blocks: list[Block], text: bool
) -> AnyStatement:
    decorators, params, returns = head
    docstring, body = documented(blocks[0], text)
    name, is_async = node.name.value, node.asynchronous is not None
    return FunctionDef(
        mark.line, mark.end_line, name, params, decorators, returns, is_async, docstring, body
    )


def _class_head(w: Walk, node: cst.ClassDef) -> ClassHead:
    decorators = _decorators(w, node)
    w.words.append(node.name.value)
    bases, _ = arguments(w, node.bases)
    _, keywords = arguments(w, node.keywords)
    return decorators, bases, keywords


def _class(
    node: cst.ClassDef, mark: Mark, head: ClassHead, blocks: list[Block], text: bool
) -> AnyStatement:
    decorators, bases, keywords = head
    docstring, body = documented(blocks[0], text)
    return ClassDef(
        mark.line, mark.end_line, node.name.value, bases, keywords, decorators, docstring, body
    )


# --- control flow ------------------------------------------------------------------------------


def if_test(w: Walk, node: cst.CSTNode) -> Expr:
    """Read the test of an `if`, an `elif` or a `while`."""
    assert isinstance(node, cst.If | cst.While)
    return expression(w, node.test)


def _while(
    _node: cst.While, mark: Mark, head: Expr, blocks: list[Block], _text: bool
) -> AnyStatement:
    return Loop(mark.line, None, head, blocks[0], blocks[1])


def _for_head(w: Walk, node: cst.For) -> tuple[Expr, Expr]:
    target = expression(w, node.target)
    return target, expression(w, node.iter)


def _for(
    _node: cst.For, mark: Mark, head: tuple[Expr, Expr], blocks: list[Block], _text: bool
) -> AnyStatement:
    target, iterable = head
    return Loop(mark.line, target, iterable, blocks[0], blocks[1])


def _with_head(w: Walk, node: cst.With) -> tuple[ContextItem, ...]:
    items = []
    for item in node.items:
        context = expression(w, item.item)
        items.append(ContextItem(context, optional(w, item.asname and item.asname.name)))
    return tuple(items)


def _with(
    _node: cst.With,
    mark: Mark,
    head: tuple[ContextItem, ...],
    blocks: list[Block],
    _text: bool,
) -> AnyStatement:
    return With(mark.line, head, blocks[0])


# --- exceptions --------------------------------------------------------------------------------

Caught = tuple[Expr | None, str | None]


def _try_head(w: Walk, node: cst.Try | cst.TryStar) -> list[Caught]:
    found: list[Caught] = []
    for handler in node.handlers:
        exception = optional(w, handler.type)
        name = None
        if handler.name is not None and isinstance(handler.name.name, cst.Name):
            name = handler.name.name.value
            w.words.append(name)
        elif isinstance(exception, Collection) and _is_python_2(handler.type):
            exception, bound = exception.items
            name = bound.id if isinstance(bound, Name) else None
        found.append((exception, name))
    return found


def _is_python_2(caught: cst.BaseExpression | None) -> bool:
    """Tell `except X, e` of Python 2 from `except X, Y` of Python 3.14, by the small letter."""
    if not isinstance(caught, cst.Tuple) or caught.lpar or len(caught.elements) != 2:
        return False
    second = caught.elements[1].value
    return isinstance(second, cst.Name) and second.value[0].islower()


def _try(
    _node: cst.Try | cst.TryStar,
    mark: Mark,
    head: list[Caught],
    blocks: list[Block],
    _text: bool,
) -> AnyStatement:
    body, *caught, orelse, final = blocks
    handlers = tuple(
        Handler(exception, name, block)
        for (exception, name), block in zip(head, caught, strict=True)
    )
    return Try(mark.line, body, handlers, orelse, final)


# --- pattern matching --------------------------------------------------------------------------

CaseHead = tuple[tuple[str, ...], tuple[Expr, ...], Expr | None]


def _match_head(w: Walk, node: cst.Match) -> tuple[Expr, list[CaseHead]]:
    subject = expression(w, node.subject)
    cases: list[CaseHead] = []
    for case in node.cases:
        captures, classes = pattern(w, case.pattern)
        cases.append((captures, classes, optional(w, case.guard)))
    return subject, cases


def _match(
    _node: cst.Match,
    mark: Mark,
    head: tuple[Expr, list[CaseHead]],
    blocks: list[Block],
    _text: bool,
) -> AnyStatement:
    subject, cases = head
    pairs = zip(cases, blocks, strict=True)
    return Match(mark.line, subject, tuple(Case(*case, block) for case, block in pairs))


Compound = tuple[Callable[..., object], Callable[..., AnyStatement]]

COMPOUND: dict[type[cst.CSTNode], Compound] = {
    cst.FunctionDef: (_function_head, _function),
    cst.ClassDef: (_class_head, _class),
    cst.While: (if_test, _while),
    cst.For: (_for_head, _for),
    cst.With: (_with_head, _with),
    cst.Try: (_try_head, _try),
    cst.TryStar: (_try_head, _try),
    cst.Match: (_match_head, _match),
}
