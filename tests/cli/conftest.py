from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from analyzer.model.analysis import Analysis
from analyzer.model.plan import Count
from reports.document import dump
from tests.builders import shop


class Pipeline:
    """A stand-in for the pipeline: notes how it was called, and gives the shop's analysis."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[Path], list[str], int | None]] = []
        self.site_packages: list[Path] = []
        self.plans: list[tuple[Path | None, Count | None]] = []
        self.excerpts = False
        self.error: BaseException | None = None
        self.analysis = shop()

    def scan(
        self,
        paths: Sequence[Path],
        *,
        exclude: Sequence[str] = (),
        site_packages: Sequence[Path] = (),
        plan: Path | None = None,
        services: Count | None = None,
        workers: int | None = None,
        excerpts: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Analysis:
        self.calls.append((list(paths), list(exclude), workers))
        self.site_packages = list(site_packages)
        self.plans.append((plan, services))
        self.excerpts = excerpts
        if progress:
            progress(1, 2)
            progress(2, 2)
        if self.error:
            raise self.error
        tool = msgspec.structs.replace(self.analysis.tool, name="seamline")
        return msgspec.structs.replace(self.analysis, tool=tool)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr("analyzer.pipeline.scan", fake.scan)
    return fake


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The shop's analysis in a file."""
    file = tmp_path / "saved" / "analysis.json"
    file.parent.mkdir()
    file.write_text(dump(shop()), encoding="utf-8")
    return file
