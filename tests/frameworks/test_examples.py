"""Each framework's own examples: the tables and accesses that it says it finds, it finds."""

from __future__ import annotations

import pytest

from analyzer.frameworks.base import Example
from analyzer.frameworks.registry import framework_classes
from tests.program import access_lines, codebase_of

EXAMPLES = [
    pytest.param(example, id=f"{framework.name}: {example.title}")
    for framework in framework_classes()
    for example in framework.examples
]


@pytest.mark.parametrize("framework", framework_classes(), ids=lambda f: f.name)
def test_every_framework_carries_examples(framework: type) -> None:
    assert framework.examples  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: Example) -> None:
    codebase = codebase_of(example.files)
    tables = {
        table.id: tuple(sorted(column.name for column in table.columns))
        for table in codebase.tables
        if table.origin != "third_party"
    }
    assert tables == {name: tuple(sorted(columns)) for name, columns in example.tables.items()}
    assert access_lines(codebase) == set(example.accesses)
    links = {f"{d.source} {d.kind} {d.target}" for d in codebase.dependencies}
    assert set(example.links) <= links
    points = {f"{p.kind} {p.name} {p.module} {p.function}" for p in codebase.entry_points}
    assert points == set(example.entry_points)
