"""Short modules, and public things that say what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.code import modules

LINES = 400


def test_modules_are_short() -> None:
    """Split a long one along its nouns."""
    assert [module.name for module in modules() if module.lines > LINES] == []


def test_public_things_say_what_they_are() -> None:
    """ruff's D1 passes over modules whose names begin with an underscore."""
    bare = [module.name for module in modules() if not ast.get_docstring(module.tree)]
    for module in modules():
        public = (node for node in _public(module.tree) if not ast.get_docstring(node))
        bare.extend(f"{module.path}:{node.lineno} {node.name}" for node in public)
    assert bare == []


def test_what_is_offered_is_there() -> None:
    """Every name of `__all__` is bound in its module."""
    missing = {
        module.name: sorted(set(_offered(module.tree)) - set(_bound(module.tree)))
        for module in modules()
    }
    assert {name: names for name, names in missing.items() if names} == {}


def _public(tree: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _offered(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from ast.literal_eval(node.value)


def _bound(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.Import(names) | ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)
            case ast.ClassDef(name) | ast.FunctionDef(name):
                yield name
            case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
                yield name
