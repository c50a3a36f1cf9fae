"""Imports come from the installation, wherever and however Python was started."""

from __future__ import annotations

import json
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

import seamline
from seamline.importing import HOME, LIBRARY, refuse_another
from tests.packaging.hostile import build_hostile, run, sprung

PYTHON = Path(sys.executable)
PROGRAM = PYTHON.with_name("seamline")
SHOW_PATH = (
    "import json, os, sys; from seamline.importing import settle_imports; settle_imports(); "
    "print(json.dumps([sys.path, dict(os.environ)]))"
)
IN_CHILD = """\
from seamline.importing import settle_imports

if __name__ == "__main__":
    settle_imports()
    import multiprocessing, sys

    with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:
        print(pool.apply(eval, ("__import__('analyzer').__file__",)))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("command", [[PROGRAM], [PYTHON, "-m", "seamline"]], ids=["program", "-m"])
@pytest.mark.parametrize("python_path", ["", ".", "{hostile}", "nowhere:{hostile}:."])
def test_a_hostile_path_changes_nothing(
    command: list[Path], python_path: str, hostile: Path
) -> None:
    environment = {"PYTHONPATH": python_path.format(hostile=hostile)}
    done = run(*command, "report", "--help", cwd=hostile, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--format" in done.stdout
    assert sprung(hostile) == []


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_worker_processes_import_ours(method: str, hostile: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(IN_CHILD, encoding="utf-8")
    environment = {"PYTHONPATH": f".:{hostile}", "PYTHONSAFEPATH": ""}
    done = run(PYTHON, script, method, cwd=hostile, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()) == Path(LIBRARY, "analyzer", "__init__.py")
    assert sprung(hostile) == []


def test_ours_come_first_and_the_callers_folders_not_at_all(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(tmp_path / "theirs")}
    path, variables = json.loads(
        run(PYTHON, "-c", SHOW_PATH, cwd=tmp_path, environment=environment).stdout
    )
    assert path[0] == LIBRARY
    assert path.count(LIBRARY) == 1
    assert not [entry for entry in path if Path(entry).is_relative_to(tmp_path)]
    assert "PYTHONPATH" not in variables
    assert variables["PYTHONSAFEPATH"] == "1"


@pytest.mark.parametrize("key", ["stdlib", "purelib"])
def test_a_path_that_names_the_installation_again_keeps_it(key: str, tmp_path: Path) -> None:
    """Some set PYTHONPATH to their Python's own folders; without those nothing can be imported."""
    folder = sysconfig.get_paths()[key]
    done = run(PYTHON, "-c", SHOW_PATH, cwd=tmp_path, environment={"PYTHONPATH": folder})
    path, _ = json.loads(done.stdout)
    assert folder in path


def test_the_folder_that_seamline_lies_in_is_kept(tmp_path: Path) -> None:
    """`pip install --target` puts the libraries beside it, and PYTHONPATH is how they are found."""
    done = run(PYTHON, "-c", SHOW_PATH, cwd=tmp_path, environment={"PYTHONPATH": HOME})
    path, _ = json.loads(done.stdout)
    assert HOME in path


def test_a_current_directory_that_is_gone_is_no_bug(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = 'cd "$1" && rmdir "$1" && exec "$2" --version'
    done = run("sh", "-c", command, "sh", gone, PROGRAM, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"seamline {seamline.__version__}\n")


def test_another_package_of_our_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = ModuleType("analyzer")
    theirs.__file__ = "/monolith/analyzer/__init__.py"
    monkeypatch.setitem(sys.modules, "analyzer", theirs)
    with pytest.raises(ImportError, match="/monolith/analyzer"):
        refuse_another("analyzer")


def test_our_own_package_is_not_refused() -> None:
    refuse_another("analyzer")
    refuse_another("never_imported")


def test_the_door_offers_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'other'"):
        _ = seamline.other
