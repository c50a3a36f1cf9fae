"""What CONTRIBUTING.md tells a stranger to write does what it says."""

from __future__ import annotations

import re

import pytest

from analyzer.frameworks import interpret
from analyzer.frameworks.base import Framework
from tests.architecture.code import ROOT
from tests.program import access_lines, codebase_of

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def documented(monkeypatch: pytest.MonkeyPatch) -> type[Framework]:
    """The framework of the page, alone in use."""
    names: dict[str, object] = {"__name__": "larder"}
    exec(compile(_block("python"), "CONTRIBUTING.md", "exec"), names)
    framework = names["Larder"]
    assert isinstance(framework, type)
    assert issubclass(framework, Framework)
    monkeypatch.setattr(interpret, "framework_classes", lambda: [framework])
    return framework


def test_the_documented_framework_finds_what_its_example_says(documented: type[Framework]) -> None:
    (example,) = documented.examples
    codebase = codebase_of(example.files)
    found = {table.id: tuple(column.name for column in table.columns) for table in codebase.tables}
    assert found == example.tables
    assert access_lines(codebase) == set(example.accesses)


def test_the_folders_and_tasks_that_it_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make (\w+)`", TEXT)) | set(re.findall(r"^make (\w+)", TEXT, re.M))
    assert {task for task in named if f"\n{task}:" not in makefile} == set()
    paths = set(re.findall(r"`((?:analyzer|reports|tests|fixtures)/[\w/.]*)`", TEXT))
    invented = {"analyzer/frameworks/larder.py"}
    assert {path for path in paths - invented if not (ROOT / path).exists()} == set()


def _block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return found[1]
