from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cli.repository import commit

HASH = "0123456789abcdef0123456789abcdef01234567"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.test", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    return tmp_path


def test_what_is_checked_out_is_known_in_folders_below(repository: Path) -> None:
    (repository / "src" / "shop").mkdir(parents=True)
    assert commit(repository / "src" / "shop") == git(repository, "rev-parse", "HEAD")


def test_packed_branches_and_detached_heads_are_read(repository: Path) -> None:
    expected = git(repository, "rev-parse", "HEAD")
    git(repository, "pack-refs", "--all")
    assert commit(repository) == expected
    git(repository, "checkout", "-q", "--detach")
    assert commit(repository) == expected


def test_a_further_work_tree_has_a_head_of_its_own(repository: Path, tmp_path: Path) -> None:
    git(repository, "branch", "other")
    git(repository, "worktree", "add", "-q", str(tmp_path / "tree"), "other")
    git(tmp_path / "tree", "commit", "-q", "--allow-empty", "-m", "two")
    assert commit(tmp_path / "tree") == git(tmp_path / "tree", "rev-parse", "HEAD")
    assert commit(tmp_path / "tree") != commit(repository)


@pytest.mark.parametrize(
    "head", ["", "ref: refs/heads/none", "ref: refs/../../x", "ref: /etc/passwd", "x" * 40, "\0"]
)
def test_what_names_no_commit_gives_none(head: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text(head)
    (tmp_path / "x").write_text(HASH)
    assert commit(tmp_path) is None


def test_a_head_may_be_the_commit(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text(f"{HASH}\n")
    assert commit(tmp_path) == HASH
