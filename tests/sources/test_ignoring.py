"""What is left out, and what is taken in all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model.errors import NoPythonFiles, NotAFolder, PathNotFound
from analyzer.model.settings import Settings
from tests.sources.drawing import draw, roles, scan


def found(folder: Path, *exclude: str) -> set[str]:
    return set(roles(scan(folder, settings=Settings(exclude=exclude))))


def test_gitignore_nested_and_negated(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore | local_*.py\\n/scratch/\\n!local_keep.py
        shop.py
        local_settings.py
        local_keep.py
        scratch/
            try.py
        web/
            .gitignore | *.py\\n!views.py
            views.py
            local_views.py
            forms.py
            scratch/
                deep.py
        """,
    )
    assert found(tmp_path) == {"shop.py", "local_keep.py", "web/views.py"}


def test_gitignore_with_lines_that_are_no_patterns(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore | !\\n[z-a]\\n\\\\\\ndraft.py
        draft.py
        shop.py
        """,
    )
    assert found(tmp_path) == {"shop.py"}


def test_gitignore_above_counts_up_to_the_checkout(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore | shop.py
        checkout/
            .git/
            .gitignore | draft.py\\n/src/web/local.py\\nlocal.py/
            src/
                .gitignore | !keep_draft.py
                web/
                    shop.py
                    draft.py
                    local.py
                    keep_draft.py
        """,
    )
    assert found(tmp_path / "checkout" / "src" / "web") == {"shop.py", "keep_draft.py"}


def test_an_ignored_folder_that_is_scanned_is_meant(tmp_path: Path) -> None:
    """A wheel unpacked below an ignored folder of a checkout."""
    draw(
        tmp_path,
        """
        .git/
        .gitignore | build/\\n*.py
        build/
            wheel/
                shop.py
        """,
    )
    assert found(tmp_path / "build" / "wheel") == {"shop.py"}
    assert found(tmp_path / "build") == {"wheel/shop.py"}


def test_folders_of_tools(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        shop.py
        .hidden.py
        .tox/
            a.py
        node_modules/
            b.py
        __pycache__/
            c.py
        shop.egg-info/
            d.py
        build/
            lib/
                e.py
        my_environment/
            pyvenv.cfg
            lib/
                site.py
        """,
    )
    assert found(tmp_path) == {"shop.py"}


def test_a_package_called_build_is_no_build(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        ci/
            __init__.py
            build/
                __init__.py
                steps.py
        """,
    )
    assert "ci/build/steps.py" in found(tmp_path)


def test_excluding_and_taking_in(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore | generated/
        shop.py
        legacy/
            old.py
            keep.py
        generated/
            client.py
        build/
            tool.py
        """,
    )
    assert found(tmp_path, "/legacy/old.py", "!generated/", "!build/") == {
        "build/tool.py",
        "generated/client.py",
        "legacy/keep.py",
        "shop.py",
    }
    assert found(tmp_path, "legacy") == {"shop.py"}


def test_exclude_is_relative_to_each_path(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        a/
            one.py
            old.py
        b/
            two.py
            old.py
        """,
    )
    tree = scan(tmp_path / "a", tmp_path / "b", settings=Settings(exclude=("/old.py",)))
    assert set(roles(tree)) == {"a/one.py", "b/two.py"}


def test_no_such_path(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match=r"no such folder: .*nowhere") as caught:
        scan(tmp_path / "nowhere")
    assert caught.value.hint
    with pytest.raises(PathNotFound, match="no such folder"):
        scan(Path("a\0b"))
    with pytest.raises(PathNotFound, match="no folder to scan"):
        scan()


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(PathNotFound, match="a link that leads nowhere"):
        scan(tmp_path / "link")


@pytest.mark.parametrize(
    ("name", "hint"), [("shop.py", "the folder that it stands in"), ("shop.whl", "Unpack")]
)
def test_a_file_for_a_folder(tmp_path: Path, name: str, hint: str) -> None:
    draw(tmp_path, name)
    with pytest.raises(NotAFolder, match="is not a folder") as caught:
        scan(tmp_path / name)
    assert hint in caught.value.hint


def test_no_python_says_what_was_looked_at(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        project/
            .gitignore | generated.py
            README.md
            generated.py
            docs/
                page.html
            .venv/
                a.py
            build/
                b.py
        """,
    )
    with pytest.raises(NoPythonFiles) as caught:
        scan(tmp_path / "project")
    assert caught.value.message == (
        "no Python files of the project's own in project: 3 folders looked into; "
        "left out: 1 by .gitignore, 1 by build folders, 1 by hidden folders"
    )
    assert "exclude" in caught.value.hint


def test_no_python_in_one_of_several_paths(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        a/
            shop.py
        b/
            README.md
        """,
    )
    with pytest.raises(NoPythonFiles, match="in b: 1 folder looked into"):
        scan(tmp_path / "a", tmp_path / "b")
