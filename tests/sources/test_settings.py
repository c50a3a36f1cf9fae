"""`[tool.seamline]` and `seamline.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model.errors import InvalidSettings
from analyzer.model.settings import UNIT_COSTS, WEIGHTS, Settings
from analyzer.sources import load_settings


def written(folder: Path, text: str, name: str = "seamline.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def complaints(folder: Path) -> list[str]:
    with pytest.raises(InvalidSettings) as caught:
        load_settings(folder)
    assert caught.value.hint
    return caught.value.message.splitlines()


def test_nothing_said(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    assert load_settings(tmp_path / "nowhere") == Settings()
    assert load_settings(written(tmp_path, "[project]", "pyproject.toml")) == Settings()


def test_all_said_in_pyproject(tmp_path: Path) -> None:
    text = """
        [tool.seamline]
        roots = ["src"]
        exclude = ["legacy/", "!build/", "/old"]
        max_file_bytes = 100
        algorithm = "louvain"
        weights = { imports = 2, tables = 0.5 }
        unit_costs.import = 3
        person_days = { foreign_key = [0.5, 2], transaction = [3, 10] }
        [tool.seamline.context]
        team_size = 12
        goals = ["scale"]
        """
    settings = load_settings(written(tmp_path, text, "pyproject.toml"))
    assert settings.roots == ("src",)
    assert settings.exclude == ("legacy/", "!build/", "/old")
    assert settings.max_file_bytes == 100
    assert settings.algorithm == "louvain"
    assert settings.weights == {**WEIGHTS, "imports": 2.0, "tables": 0.5}
    assert settings.unit_costs == {**UNIT_COSTS, "import": 3}
    assert settings.person_days == {"foreign_key": (0.5, 2.0), "transaction": (3.0, 10.0)}
    assert (settings.context.team_size, settings.context.goals) == (12, ("scale",))


def test_own_file_goes_first(tmp_path: Path) -> None:
    written(tmp_path, "[tool.seamline]\nroots = ['a']", "pyproject.toml")
    assert load_settings(written(tmp_path, "roots = ['b']")).roots == ("b",)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = """
        rotos = []
        roots = ["../up", "/abs", "C:\\\\x", "~/x", 3, "", "a/../../b"]
        exclude = ["../*", "[z-a]", "!"]
        max_file_bytes = 0
        algorithm = 3
        weights = { import = 1, tables = -1, imports = nan, path = true, siblings = "1" }
        unit_costs = { join = 1.5, call = 99999999999999999999 }
        person_days = { jion = [1, 2], join = [2, 1], call = 3 }
        context = { team_size = 0, teams = "two", mood = "good", goals = "speed" }
        """
    assert complaints(written(tmp_path, text)) == [
        "seamline.toml: rotos: no such setting; did you mean 'roots'?",
        "seamline.toml: roots[0]: '../up' leads out of the scanned folder",
        "seamline.toml: roots[1]: '/abs' is absolute; give it relative to the scanned folder",
        r"seamline.toml: roots[2]: 'C:\\x' is absolute; give it relative to the scanned folder",
        "seamline.toml: roots[3]: '~/x' is absolute; give it relative to the scanned folder",
        "seamline.toml: roots[4]: expected a string, got 3",
        "seamline.toml: roots[5]: is empty or holds a null character",
        "seamline.toml: roots[6]: 'a/../../b' leads out of the scanned folder",
        "seamline.toml: exclude[0]: '../*' leads out of the scanned folder",
        "seamline.toml: exclude[1]: '[z-a]' is not a glob: bad character range z-a at position 10",
        "seamline.toml: exclude[2]: is empty or holds a null character",
        "seamline.toml: max_file_bytes: expected a whole number of 1 or more, got 0",
        "seamline.toml: algorithm: expected a string, got 3",
        "seamline.toml: weights.import: no such setting; did you mean 'imports'?",
        "seamline.toml: weights.tables: expected a number from 0 to 1,000,000, got -1",
        "seamline.toml: weights.imports: expected a number from 0 to 1,000,000, got nan",
        "seamline.toml: weights.path: expected a number from 0 to 1,000,000, got true",
        "seamline.toml: weights.siblings: expected a number from 0 to 1,000,000, got a string",
        "seamline.toml: unit_costs.join: expected a whole number from 0 to 1,000,000, got 1.5",
        "seamline.toml: unit_costs.call: expected a whole number from 0 to 1,000,000, got 1e+20",
        "seamline.toml: person_days.jion: no such setting; did you mean 'join'?",
        "seamline.toml: person_days.join: expected the fewest and the most days, such as [0.5, 2], "
        "got a list",
        "seamline.toml: person_days.call: expected the fewest and the most days, such as [0.5, 2], "
        "got 3",
        "seamline.toml: context.team_size: expected 1 or more, got 0",
        "seamline.toml: context.teams: Expected `int | null`, got `str`",
        "seamline.toml: context.mood: no such setting",
        "seamline.toml: context.goals: Expected `array`, got `str`",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("roots = 'src'", "roots: expected a list of strings, got a string"),
        ("weights = []", "weights: expected a table, got a list"),
        ("context = 1979-05-27", "context: expected a table, got a date"),
    ],
)
def test_wrong_kinds(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaints(written(tmp_path, text)) == [f"seamline.toml: {complaint}"]


@pytest.mark.parametrize("text", ["roots = [", "a = " + "[" * 5000, "a = " + "1" * 5000])
def test_own_file_that_is_no_toml(tmp_path: Path, text: str) -> None:
    assert complaints(written(tmp_path, text))[0].startswith("seamline.toml: not valid TOML: ")


def test_own_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "seamline.toml").write_bytes(b"roots = ['caf\xe9']")
    assert complaints(tmp_path)[0].startswith("seamline.toml: not valid TOML: ")


def test_own_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "seamline.toml").mkdir()
    assert complaints(tmp_path) == ["seamline.toml: the file is not a regular file"]


@pytest.mark.parametrize("text", ["[project", "tool = 3", "[[tool]]\na = 1"])
def test_pyproject_that_is_the_projects_own_affair(tmp_path: Path, text: str) -> None:
    assert load_settings(written(tmp_path, text, "pyproject.toml")) == Settings()


def test_malformed_pyproject_that_speaks_of_seamline(tmp_path: Path) -> None:
    text = "[tool.seamline]\nroots = ['src'"
    lines = complaints(written(tmp_path, text, "pyproject.toml"))
    assert lines[0].startswith("pyproject.toml: not valid TOML: ")


def test_wrong_settings_in_pyproject(tmp_path: Path) -> None:
    written(tmp_path, "[tool.seamline]\nroot = ['src']", "pyproject.toml")
    assert complaints(tmp_path) == [
        "pyproject.toml [tool.seamline]: root: no such setting; did you mean 'roots'?"
    ]
    written(tmp_path, "[tool]\nseamline = 1", "pyproject.toml")
    assert complaints(tmp_path) == ["pyproject.toml [tool.seamline]: expected a table, got 1"]
