"""Folders from drawings: what a test's project looks like can be seen in the test."""

from __future__ import annotations

import textwrap
from pathlib import Path

from analyzer.model.settings import Settings
from analyzer.model.source import SourceTree
from analyzer.sources import discover


def draw(folder: Path, drawing: str) -> Path:
    """Make the drawn tree in `folder`: a name ends in a slash for a folder, text follows a bar.

    Four spaces a level; `\\n` in a text is a line's end.
    """
    at = [folder]
    for line in textwrap.dedent(drawing).strip("\n").splitlines():
        name, _, text = line.strip().partition(" | ")
        depth = (len(line) - len(line.lstrip())) // 4
        place = at[depth] / name
        if name.endswith("/"):
            place.mkdir(parents=True)
            at[depth + 1 :] = [place]
        else:
            place.write_text(text.replace("\\n", "\n"), encoding="utf-8")
    return folder


def scan(*folders: Path, settings: Settings | None = None) -> SourceTree:
    return discover(folders, settings or Settings())


def modules(tree: SourceTree) -> dict[str, str]:
    """Give the path of each module."""
    return {file.module: file.path for file in tree.files}


def roles(tree: SourceTree) -> dict[str, str]:
    """Give the role of each path."""
    return {file.path: file.role for file in tree.files}


def codes(tree: SourceTree) -> list[tuple[str, str]]:
    """Give the path and code of each diagnostic."""
    return [(item.path, item.code) for item in tree.diagnostics]
