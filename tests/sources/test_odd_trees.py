"""Trees that nobody draws on purpose: each entry a diagnostic, never a hang or a traceback."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from analyzer.model.errors import NoPythonFiles
from analyzer.model.facts import Problem
from analyzer.sources import locate, read, read_bytes
from tests.sources.drawing import codes, draw, modules, roles, scan


def test_links_are_not_followed(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        elsewhere/
            secret.py
        project/
            shop/
                __init__.py
            notes.md
        """,
    )
    project = tmp_path / "project"
    (project / "shop" / "up").symlink_to(project)
    (project / "loop").symlink_to(project / "loop")
    (project / "loop.py").symlink_to(project / "loop.py")
    (project / "alias").symlink_to(project / "shop")
    (project / "out").symlink_to(tmp_path / "elsewhere")
    (project / "out.py").symlink_to(tmp_path / "elsewhere" / "secret.py")
    (project / "gone.py").symlink_to(project / "never.py")
    (project / "notes").symlink_to(project / "notes.md")
    tree = scan(project)
    assert set(modules(tree)) == {"shop"}
    assert [(item.path, item.message) for item in tree.diagnostics] == [
        ("alias", "a link that leads to shop, which is read where it stands"),
        ("gone.py", "a link that leads nowhere"),
        ("loop.py", "a link that leads nowhere"),
        ("out", "a link that leads out of the scanned folder"),
        ("out.py", "a link that leads out of the scanned folder"),
        ("shop/up", "a link that leads to a folder that contains it"),
    ]
    assert {item.code for item in tree.diagnostics} == {"link-not-followed"}


def test_a_link_as_the_scanned_folder(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        real/
            shop.py
        """,
    )
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert set(modules(scan(tmp_path / "link"))) == {"shop"}


def test_ignored_links_are_not_worth_a_word(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore | bazel-*
        shop.py
        """,
    )
    (tmp_path / "bazel-out").symlink_to("/")
    (tmp_path / ".venv").symlink_to("/")
    assert scan(tmp_path).diagnostics == ()


def test_pipes_and_sockets(tmp_path: Path) -> None:
    draw(tmp_path, "shop.py")
    os.mkfifo(tmp_path / "pipe.py")
    os.mkfifo(tmp_path / "pyproject.toml")
    os.mkfifo(tmp_path / ".gitignore")
    with socket.socket(socket.AF_UNIX) as server:
        place = Path.cwd()
        # A socket's address is too short for the path of a temporary folder.
        os.chdir(tmp_path)
        try:
            server.bind("socket.py")
        finally:
            os.chdir(place)
        tree = scan(tmp_path)
    assert set(modules(tree)) == {"shop"}
    assert codes(tree) == [("pipe.py", "not-a-regular-file"), ("socket.py", "not-a-regular-file")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are text")
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    draw(tmp_path, "shop.py")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.py")).write_text("")
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folder.mkdir()
    (folder / "inner.py").write_text("")
    tree = scan(tmp_path)
    assert set(modules(tree)) == {"shop"}
    assert codes(tree) == [("caf\\xe9", "undecodable-name"), ("caf\\xe9.py", "undecodable-name")]
    assert b"caf" in msgspec.json.encode(tree)
    inside = scan(folder)
    assert inside.root_name == "caf\\xe9"
    assert set(modules(inside)) == {"inner"}


def test_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by hand, for the superuser, who may run this test, can read all folders."""
    draw(
        tmp_path,
        """
        shop.py
        secret/
            inner.py
        """,
    )
    scandir = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if path.rstrip("/").endswith("secret"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    tree = scan(tmp_path)
    assert set(modules(tree)) == {"shop"}
    assert [(d.path, d.code, d.message) for d in tree.diagnostics] == [
        ("secret", "unreadable-folder", "the folder cannot be read: Permission denied")
    ]
    with pytest.raises(NoPythonFiles, match="cannot be read: Permission denied"):
        scan(tmp_path / "secret")


def test_folder_with_a_files_name_and_the_other_way_round(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        shop.py/
            inner.py
        __init__/
            deep.py
        """,
    )
    assert set(roles(scan(tmp_path))) == {"shop.py/inner.py", "__init__/deep.py"}


@pytest.fixture
def deep_tree(tmp_path: Path) -> Iterator[Path]:
    """A file deeper than Python would recurse; removed by hand, or pytest would."""
    folders = [tmp_path / "top"]
    for _ in range(1200):
        folders[-1].mkdir()
        folders.append(folders[-1] / "d")
    file = folders[-2] / "deep.py"
    file.touch()
    yield folders[0]
    file.unlink()
    for folder in reversed(folders[:-1]):
        folder.rmdir()


def test_deep_tree(deep_tree: Path) -> None:
    assert list(modules(scan(deep_tree)).values()) == ["d/" * 1199 + "deep.py"]


def test_broken_project_files(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        pyproject.toml | [project\\nname = 1
        setup.cfg | nothing = here
        shop.py
        """,
    )
    tree = scan(tmp_path)
    assert tree.name == tmp_path.name
    assert codes(tree) == [
        ("pyproject.toml", "malformed-project-file"),
        ("setup.cfg", "malformed-project-file"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[project]\\nname = "leafhouse"', "leafhouse"),
        ('[project]\\nname = ["a", "b"]', "a"),
        ('[project]\\nname = 3\\n[tool.poetry]\\nname = "p\\u202eoetry"', "poetry"),
        ("tool = 1", None),
        ("[tool.setuptools]\\npackage-dir = 7", None),
        ("[tool.poetry]\\npackages = [7, {from = 8}, {from = '../..'}]", None),
    ],
)
def test_project_names(tmp_path: Path, text: str, name: str | None) -> None:
    draw(tmp_path, f"pyproject.toml | {text}\nshop.py")
    assert scan(tmp_path).name == (name or tmp_path.name)


# --- reading -----------------------------------------------------------------------------------


def test_reading_by_tree_and_file(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        a/
            shop.py | one
        b/
            sub/
                stock.py | two
        """,
    )
    single = scan(tmp_path / "a")
    assert read(single, single.files[0]) == b"one"
    several = scan(tmp_path / "a", tmp_path / "b")
    assert [read(several, file) for file in several.files] == [b"one", b"two"]
    assert locate(several, several.files[1]) == (tmp_path / "b" / "sub" / "stock.py").resolve()


def test_reading_what_cannot_be_read(tmp_path: Path) -> None:
    draw(tmp_path, "shop.py | 12345")
    os.mkfifo(tmp_path / "pipe.py")
    assert read_bytes(tmp_path / "shop.py", 5) == b"12345"
    assert read_bytes(tmp_path / "shop.py", 4) == Problem(
        1, "file-too-large", "the file has 5 bytes, more than max_file_bytes (4)"
    )
    for name in ("gone.py", "pipe.py", ".", "a\0b"):
        problem = read_bytes(tmp_path / name, 5)
        assert isinstance(problem, Problem)
        assert problem.code == "unreadable-file"
