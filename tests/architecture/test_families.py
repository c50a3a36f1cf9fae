"""One new file each: every member that a family's folder holds is found by its registry."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection

import pytest

from analyzer.assessment.cuts import kinds
from analyzer.clustering.registry import clusterers
from analyzer.coupling.registry import criteria
from analyzer.frameworks.registry import framework_classes
from reports.registry import formats
from tests.architecture.code import modules


@pytest.mark.parametrize(
    ("marker", "folder", "registry"),
    [
        ("CRITERION", "analyzer/coupling", criteria),
        ("CLUSTERER", "analyzer/clustering", clusterers),
        ("CUT", "analyzer/assessment/cuts", kinds),
        ("REPORT", "reports", formats),
    ],
)
def test_every_file_that_offers_a_member_is_registered(
    marker: str, folder: str, registry: Callable[[], Collection[object]]
) -> None:
    offering = [module.name for module in modules(folder) if _binds(module.tree, marker)]
    assert offering, "the family's files offer their members under another name"
    assert len(registry()) == len(offering), offering


def test_every_framework_is_registered() -> None:
    named = {
        ast.literal_eval(value)
        for module in modules("analyzer/frameworks")
        for value in _framework_names(module.tree)
    }
    assert named - {""} == {framework.name for framework in framework_classes()}


def _binds(tree: ast.Module, name: str) -> bool:
    targets: list[ast.expr] = []
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AnnAssign):
            targets.append(node.target)
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _framework_names(tree: ast.Module) -> list[ast.expr]:
    found: list[ast.expr] = []
    for owner in tree.body:
        if not isinstance(owner, ast.ClassDef):
            continue
        if not any(ast.unparse(base).endswith("Framework") for base in owner.bases):
            continue
        for node in owner.body:
            match node:
                case ast.Assign(targets=[ast.Name("name")], value=value):
                    found.append(value)
                case ast.AnnAssign(target=ast.Name("name"), value=ast.expr() as value):
                    found.append(value)
    return found
