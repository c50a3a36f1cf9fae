from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from analyzer.model.errors import OutputRefused
from reports import writer
from reports.document import dump
from tests.builders import EMPTY, shop

OURS = {"analysis.json": dump(EMPTY), "index.html": "<p>\n"}


def test_writes_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    writer.check_folder(folder)
    writer.write_folder(folder, OURS)
    assert {file.name: file.read_text() for file in folder.iterdir()} == OURS


def test_writes_over_its_own_and_leaves_the_rest(tmp_path: Path) -> None:
    writer.write_folder(tmp_path, {**OURS, "analysis.json": dump(shop())})
    (tmp_path / "plan.toml").write_text("mine")
    writer.check_folder(tmp_path)
    writer.write_folder(tmp_path, OURS)
    assert (tmp_path / "plan.toml").read_text() == "mine"
    assert (tmp_path / "analysis.json").read_text() == dump(EMPTY)


def test_an_empty_folder_is_nobodys(tmp_path: Path) -> None:
    writer.check_folder(tmp_path)


@pytest.mark.parametrize(
    "marker", [None, "{}", "not json", '{"tool": {"name": "other", "version": "1"}}', ""]
)
def test_a_foreign_folder_is_refused_without_force(tmp_path: Path, marker: str | None) -> None:
    (tmp_path / "index.html").write_text("theirs")
    if marker is not None:
        (tmp_path / "analysis.json").write_text(marker)
    with pytest.raises(OutputRefused, match="did not write it") as caught:
        writer.check_folder(tmp_path)
    assert "--force" in caught.value.hint
    writer.check_folder(tmp_path, force=True)


def test_a_marker_behind_a_link_does_not_count(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    writer.write_folder(ours, OURS)
    theirs.mkdir()
    (theirs / "analysis.json").symlink_to(ours / "analysis.json")
    with pytest.raises(OutputRefused):
        writer.check_folder(theirs)


def test_a_link_is_not_followed_even_by_force(tmp_path: Path) -> None:
    target = tmp_path / "target"
    writer.write_folder(target, OURS)
    link = tmp_path / "link"
    link.symlink_to(target, target_is_directory=True)
    with pytest.raises(OutputRefused, match="symbolic link"):
        writer.check_folder(link, force=True)
    broken = tmp_path / "broken"
    broken.symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputRefused, match="symbolic link"):
        writer.check_file(broken, force=True)


def test_a_link_in_the_folder_is_replaced_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "index.html").symlink_to(precious)
    writer.write_folder(folder, OURS)
    assert precious.read_text() == "keep"
    assert not (folder / "index.html").is_symlink()


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(OutputRefused, match="is a file"):
        writer.check_folder(file, force=True)
    with pytest.raises(OutputRefused, match="is a folder"):
        writer.check_file(tmp_path, force=True)


def test_an_existing_file_is_refused_without_force(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    writer.check_file(file)
    file.write_text("theirs")
    with pytest.raises(OutputRefused, match="exists"):
        writer.check_file(file)
    writer.check_file(file, force=True)


def test_in_a_report_folder_files_may_be_renewed(tmp_path: Path) -> None:
    writer.write_folder(tmp_path, {**OURS, "page.md": "old\n"})
    writer.check_file(tmp_path / "page.md")


def test_nothing_half_written_stays_behind(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(OutputRefused, match="cannot be written"):
        writer.write_folder(tmp_path, {"index.html": "x\n"})
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]


def test_what_is_written_has_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        writer.write_folder(tmp_path / "new", OURS)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new" / "index.html").stat().st_mode) == 0o640


def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    device = Path(os.devnull)
    writer.check_file(device)
    writer.write_file(device, "x\n")
    assert stat.S_ISCHR(device.stat().st_mode)
