"""What each format makes of the shop, in files that a person can read.

`python -m tests.reports.test_golden` writes them anew: read what `git diff` then shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.base import Focusable
from reports.registry import formats
from tests.builders import packaged

GOLDEN = Path(__file__).parent / "golden"

# Formats that have tests of their own for all that they say, or that Graphviz has a say in.
ELSEWHERE = {"csv", "html", "json", "parquet", "png", "svg", "terminal"}
NAMES = sorted(set(formats()) - ELSEWHERE)


def rendered() -> dict[str, str]:
    """The texts by file name."""
    found = {}
    for name in NAMES:
        report = formats()[name]
        found[f"{name}{report.suffix}"] = str(report.render(packaged()))
        if isinstance(report, Focusable):
            found[f"{name}-billing{report.suffix}"] = str(
                report.focused("billing").render(packaged())
            )
    return found


@pytest.mark.parametrize("file", rendered())
def test_reads_as_reviewed(file: str) -> None:
    expected = (GOLDEN / file).read_text(encoding="utf-8")
    assert rendered()[file] == expected, "run: python -m tests.reports.test_golden"


def test_every_file_is_of_a_format() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(rendered())


if __name__ == "__main__":
    for file in GOLDEN.iterdir():
        file.unlink()
    for name, text in rendered().items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
