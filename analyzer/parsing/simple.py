"""Statements without a suite: each reader returns the facts that the statement amounts to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from analyzer.model.facts import (
    AnyStatement,
    Assign,
    Collection,
    Declare,
    Delete,
    Evaluate,
    Expr,
    Import,
    Name,
    Raise,
    Return,
)
from analyzer.parsing.expressions import expression, optional
from analyzer.parsing.operators import AUGMENTED
from analyzer.parsing.walk import Walk

Facts = Sequence[AnyStatement]


def _dotted(node: cst.CSTNode | None) -> str:
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if isinstance(node, cst.Name):
        parts.append(node.value)
    return ".".join(reversed(parts))


def _alias(w: Walk, node: cst.AsName | None) -> str | None:
    if node is None or not isinstance(node.name, cst.Name):
        return None
    w.words.append(node.name.value)
    return node.name.value


def _import(w: Walk, node: cst.Import) -> Facts:
    found = []
    for item in node.names:
        module = _dotted(item.name)
        w.words += module.split(".")
        found.append(Import(w.start, module, None, _alias(w, item.asname), 0))
    return found


def _import_from(w: Walk, node: cst.ImportFrom) -> Facts:
    module, level = _dotted(node.module), len(node.relative)
    if isinstance(node.names, cst.ImportStar):
        return [Import(w.start, module, "*", None, level)]
    found = []
    for item in node.names:
        name = _dotted(item.name)
        w.words.append(name)
        found.append(Import(w.start, module, name, _alias(w, item.asname), level))
    return found


def _assign(w: Walk, node: cst.Assign) -> Facts:
    targets = tuple(expression(w, target.target) for target in node.targets)
    return [Assign(w.start, targets, expression(w, node.value), None, None)]


def _annotated(w: Walk, node: cst.AnnAssign) -> Facts:
    target = expression(w, node.target)
    annotation = expression(w, node.annotation.annotation)
    return [Assign(w.start, (target,), optional(w, node.value), annotation, None)]


def _augmented(w: Walk, node: cst.AugAssign) -> Facts:
    target = expression(w, node.target)
    operator = AUGMENTED[type(node.operator)]
    return [Assign(w.start, (target,), expression(w, node.value), None, operator)]


def _type_alias(w: Walk, node: cst.TypeAlias) -> Facts:
    w.words.append(node.name.value)
    target = Name(node.name.value)
    return [Assign(w.start, (target,), expression(w, node.value), None, None)]


def _evaluate(w: Walk, node: cst.Expr) -> Facts:
    return [Evaluate(w.start, expression(w, node.value))]


def _return(w: Walk, node: cst.Return) -> Facts:
    return [Return(w.start, optional(w, node.value))]


def _raise(w: Walk, node: cst.Raise) -> Facts:
    cause = node.cause.item if isinstance(node.cause, cst.From) else None
    return [*_evaluations(w, node.exc, cause), Raise(w.start)]


def _assert(w: Walk, node: cst.Assert) -> Facts:
    return _evaluations(w, node.test, node.msg)


def _evaluations(w: Walk, *nodes: cst.BaseExpression | None) -> Facts:
    return [Evaluate(w.start, expression(w, node)) for node in nodes if node is not None]


def _delete(w: Walk, node: cst.Del) -> Facts:
    target = expression(w, node.target)
    targets: tuple[Expr, ...] = (target,)
    if isinstance(node.target, cst.Tuple) and isinstance(target, Collection):
        targets = target.items
    return [Delete(w.start, targets)]


def _declare(w: Walk, node: cst.Global | cst.Nonlocal) -> Facts:
    names = tuple(item.name.value for item in node.names)
    w.words += names
    return [Declare(w.start, "global" if isinstance(node, cst.Global) else "nonlocal", names)]


def _nothing(_w: Walk, _node: cst.CSTNode) -> Facts:
    return ()


SIMPLE: dict[type[cst.CSTNode], Callable[..., Facts]] = {
    cst.Import: _import,
    cst.ImportFrom: _import_from,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.Expr: _evaluate,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Del: _delete,
    cst.Global: _declare,
    cst.Nonlocal: _declare,
    cst.Pass: _nothing,
    cst.Break: _nothing,
    cst.Continue: _nothing,
}
# What only newer releases of libcst know.
for _newer, _reader in (
    ("TypeAlias", _type_alias),
    ("LazyImport", _import),
    ("LazyImportFrom", _import_from),
):
    if hasattr(cst, _newer):
        SIMPLE[getattr(cst, _newer)] = _reader
