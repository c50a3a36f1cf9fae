"""What holds of every tree."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from types import TracebackType
from unittest import mock

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.model.settings import Settings
from analyzer.model.source import ROLES, SourceTree
from analyzer.sources import discover, locate
from analyzer.sources.glimpse import imports_of, signs_of

NAMES = ("a", "b", "src", "tests", "migrations", "x.y", "my-app", "vendor", "build")
FILES = ("__init__.py", "a.py", "b.py", "manage.py", "setup.py", "test_a.py", "0001_x.py", "x.y.py")
IMPORTS = ("from a.b import a", "import b", "from src.a import b", "from x import (a,\n b)", "")

folders = st.lists(st.sampled_from(NAMES), max_size=4).map("/".join)
files = st.tuples(folders, st.sampled_from(FILES)).map("/".join)
trees = st.dictionaries(files, st.sampled_from(IMPORTS), min_size=1, max_size=14)


class Shuffled:
    """A listing of a folder in an order of its own."""

    def __init__(self, path: str) -> None:
        with scandir(path) as scan:
            self.entries = list(scan)
        random.shuffle(self.entries)

    def __enter__(self) -> list[os.DirEntry[str]]:
        return self.entries

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open any more."""


scandir = os.scandir


def written(place: Path, tree: dict[str, str]) -> None:
    for name, text in tree.items():
        path = place / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def check(tree: SourceTree) -> None:
    names = [file.module for file in tree.files]
    assert names == sorted(set(names))
    paths = [file.path for file in tree.files]
    assert len(paths) == len(set(paths))
    for file in tree.files:
        assert locate(tree, file).is_file()
        assert file.role in ROLES
        assert all(file.module.split("."))
        assert file.is_package == file.path.endswith("__init__.py")
    assert {name.split(".")[0] for name in tree.packages} <= {n.split(".")[0] for n in names}
    assert list(tree.diagnostics) == sorted(tree.diagnostics)


@settings(deadline=None, max_examples=60)
@given(trees)
def test_any_tree_in_any_order(drawn: dict[str, str]) -> None:
    """One name a file, none lost without a word, and the same for any order of the entries."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        written(place, {**drawn, "shop.py": ""})
        tree = discover([place], Settings())
        check(tree)
        told = {item.path for item in tree.diagnostics}
        for name in drawn:
            path = name.lstrip("/")
            is_found = any(file.path == path for file in tree.files)
            assert is_found or path in told or "build" in path.split("/")
        with mock.patch("os.scandir", Shuffled):
            shuffled = discover([place], Settings())
        assert msgspec.json.encode(shuffled) == msgspec.json.encode(tree)


@settings(deadline=None, max_examples=30)
@given(trees, trees)
def test_any_two_trees(first: dict[str, str], second: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, name) for name in ("one", "two")]
        for place, drawn in zip(places, (first, second), strict=True):
            written(place, {**drawn, "shop.py": ""})
        tree = discover(places, Settings())
        check(tree)
        assert {file.path.split("/")[0] for file in tree.files} == {"one", "two"}


@settings(deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_head_of_a_file(head: bytes) -> None:
    """Nothing in a file can stop the look at its head, and all that it gives is text."""
    assert all(isinstance(name, str) for name in imports_of(head))
    assert all(isinstance(sign, str) for sign in signs_of("tests/admin/test_conf.py", head))


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[a-z]\w{0,5}", fullmatch=True), min_size=1, max_size=5))
def test_imports_in_all_their_forms(names: list[str]) -> None:
    """The search for imports agrees with what was written."""
    wanted = {"shop", *(f"shop.{name}" for name in names)}
    for joined in (
        f"from shop import {', '.join(names)}  # more",
        f"from shop import ({', '.join(names)})",
        "from shop import (\n    " + ",\n    ".join(names) + ",\n)",
        "    from shop import " + ", ".join(f"{name} as _{name}" for name in names),
        "if x:\n\timport shop, " + ", ".join(f"shop.{name} as y" for name in names),
    ):
        assert set(imports_of(joined.encode())) == wanted
