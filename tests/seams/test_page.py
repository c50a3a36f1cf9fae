"""docs/seams.md is made of the figures, and leaves alone what people wrote below the marker."""

from __future__ import annotations

from pathlib import Path

from tests.seams import page
from tests.seams.measuring import Score

FIGURES = {"best_level": 1.0, "without_places": 0.5, "imports": 0.25, "directory": 0.75}


def score(name: str, default: float, tables: float | None) -> Score:
    return Score(name, "apps", 40, 5, 4, default=default, tables=tables, **FIGURES)


def written(path: Path) -> str:
    tuned = [score("one", 0.999, 0.5), score("other", 0.5, None)]
    without = {"everything": {"one": 0.9}, "imports": {"one": 0.8}}
    algorithms = {"leiden": {"one": 0.9}, "packages": {"one": 0.7}}
    moves = {"one": {"import added": [0.0, 0.02], "read added": [0.01]}}
    studies = page.Studies(without, algorithms, moves, {"two": {"query added": [0.5]}})
    page.write(path, tuned, [score("sealed", 1.0, 1.0)], studies)
    return path.read_text(encoding="utf-8")


def test_figures_are_cut_and_their_means_leave_out_what_is_not_known(tmp_path: Path) -> None:
    text = written(tmp_path / "seams.md")
    assert "| one | apps | 40 | 5 | 4 | 0.99 | 1.00 | 0.50 | 0.50 | 0.25 | 0.75 |" in text
    assert "| other | apps | 40 | 5 | 4 | 0.50 | 1.00 |  | 0.50 | 0.25 | 0.75 |" in text
    assert "| **mean** |  |  |  |  | **0.74** | **1.00** | **0.50** |" in text


def test_studies_are_shown(tmp_path: Path) -> None:
    text = written(tmp_path / "seams.md")
    assert "| without imports | 0.800 | +0.100 | one +0.10 |" in text
    assert "| packages | 0.700 |" in text
    assert "| one | 3 | 1.00 % | 2.00 % | 1 of 3 |" in text
    assert "| two | 1 | 50.00 % | 50.00 % | 0 of 1 |" in text


def test_what_is_written_by_hand_stays(tmp_path: Path) -> None:
    path = tmp_path / "seams.md"
    first = written(path)
    path.write_text(first + "\nRead by people.\n", encoding="utf-8")
    assert written(path) == first + "\nRead by people.\n"


def test_a_case_is_a_line_in_the_terminal() -> None:
    assert page.line(score("one", 0.5, None)).startswith("one ")
