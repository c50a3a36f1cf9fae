"""Transactions: blocks, requests that are one each, and what waits for the commit.

Source: "Database transactions" in Django's documentation (`atomic`, "Tying transactions to HTTP
requests", "Performing actions after commit").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.django.apps import settings_modules
from analyzer.model import facts
from analyzer.model.facts import Block, Expr
from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo, Program
from analyzer.resolution.values import External, Value

_HANDLERS = frozenset({"get", "post", "put", "patch", "delete", "dispatch", "form_valid"})
_OPTION = "ATOMIC_REQUESTS"


def is_atomic(value: Value) -> bool:
    """Tell whether a value is `transaction.atomic`, called or not."""
    name = getattr(value, "name", "")
    return isinstance(name, str) and name.endswith(("transaction.atomic", "commit_on_success"))


def defers(callee: Value) -> bool:
    """Tell whether a value is `transaction.on_commit`."""
    return isinstance(callee, External) and callee.name.endswith("transaction.on_commit")


def are_requests_atomic(program: Program) -> bool:
    """Tell whether settings say `ATOMIC_REQUESTS` of any database."""
    return any(_sets_option(module.facts.body) for module in _modules(program))


def _modules(program: Program) -> Iterator[ModuleInfo]:
    yield from settings_modules(program)
    for module in program.live_modules():
        if "settings" in module.name:
            yield module


def _sets_option(block: Block) -> bool:
    for statement in block:
        if isinstance(statement, facts.Assign) and statement.value is not None:
            of_option = any(_is_option(target) for target in statement.targets)
            if (of_option and statement.value == facts.Constant(True)) or _has(statement.value):
                return True
    return False


def _is_option(target: Expr) -> bool:
    match target:
        case facts.Subscript(index=facts.Constant(value="ATOMIC_REQUESTS")):
            return True
    return False


def _has(expression: Expr) -> bool:
    """Tell whether a dictionary, at any depth, sets the option."""
    match expression:
        case facts.Mapping(items=items):
            return any(
                _has(value) or (key == facts.Constant(_OPTION) and value == facts.Constant(True))
                for key, value in items
            )
    return False


def handlers(views: Iterable[ClassInfo | FunctionInfo]) -> Iterator[FunctionInfo]:
    """Yield the functions that answer requests, those aside that ask for no transaction."""
    for view in views:
        found = [view] if isinstance(view, FunctionInfo) else _methods(view)
        yield from (function for function in found if not _is_exempt(function))


def _methods(view: ClassInfo) -> list[FunctionInfo]:
    return [m for name in sorted(_HANDLERS & view.methods.keys()) for m in view.methods[name]]


def _is_exempt(function: FunctionInfo) -> bool:
    return any(last_name_of(each) == "non_atomic_requests" for each in function.node.decorators)
