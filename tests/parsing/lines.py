"""What `ast` says of calls, to compare with the facts."""

from __future__ import annotations

import ast
import warnings

import msgspec

from analyzer.model.facts import Attribute, Call, FileFacts, Name


def facts_calls(facts: FileFacts) -> list[tuple[int, str]]:
    """List the calls of a file's facts: line and the last name of what is called, sorted."""
    found: list[tuple[int, str]] = []
    pending: list[object] = [facts.body]
    while pending:
        node = pending.pop()
        if isinstance(node, Call):
            found.append((node.line, _facts_name(node.func)))
        if isinstance(node, tuple):
            pending.extend(node)
        elif isinstance(node, msgspec.Struct):
            pending.extend(getattr(node, name) for name in node.__struct_fields__)
    return sorted(found)


def _facts_name(func: object) -> str:
    if isinstance(func, Name):
        return func.id
    return func.attr if isinstance(func, Attribute) else ""


def ast_calls(source: bytes) -> list[tuple[int, str]]:
    """List the calls of a source text in the same way."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    return sorted(
        (node.func.end_lineno or 0, _ast_name(node.func))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


def _ast_name(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id
    return func.attr if isinstance(func, ast.Attribute) else ""
