"""Small edits in the files of a program, which is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seams import codebases, rewritten

MODELS = "from django.db import models\nclass {name}(models.Model):\n    pass\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {
        "shop/__init__.py": "",
        "shop/orders.py": MODELS.format(name="Order"),
        "shop/rooms.py": MODELS.format(name="Room"),
        "shop/views.py": "from shop.orders import (\n    Order,\n)\nimport shop.rooms\n",
        "shop/tasks.py": "from shop.rooms import Room\n",
    }
    for path, source in files.items():
        file = tmp_path / "program" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    return tmp_path / "program"


def test_a_line_of_a_file_is_seen_when_the_program_is_read_again(tree: Path) -> None:
    before = codebases.read_tree(tree)
    imports = {(d.source, d.target) for d in before.dependencies if d.kind == "import"}
    seen = set()
    for edit in rewritten.rewritten(tree, 12):
        found = {(d.source, d.target) for d in edit.codebase.dependencies if d.kind == "import"}
        match edit.what:
            case "import added":
                changed = len(found - imports) == 1
            case "import removed":
                changed = len(imports - found) == 1
            case _:
                changed = len(edit.codebase.accesses) == len(before.accesses) + 1
        seen |= {edit.what} if changed else set()

    assert seen == {"import added", "import removed", "query added"}


def test_the_tree_stays_as_it_is(tree: Path) -> None:
    before = {path: path.read_bytes() for path in tree.rglob("*.py")}
    made = list(rewritten.rewritten(tree, 6))
    assert len(made) == 6
    assert {path: path.read_bytes() for path in tree.rglob("*.py")} == before


def test_half_of_a_statement_is_not_taken_out(tree: Path) -> None:
    made = rewritten.lines(codebases.read_tree(tree), tree, 60)
    removed = {(line.path, line.removed) for line in made if line.removed}
    assert removed == {("shop/views.py", 4), ("shop/tasks.py", 1)}
    assert made == rewritten.lines(codebases.read_tree(tree), tree, 60)
