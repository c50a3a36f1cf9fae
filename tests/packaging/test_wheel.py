"""What is published: built once from the sdist, installed beside nothing else, and used."""

from __future__ import annotations

import json
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import seamline
from tests.architecture.code import ROOT
from tests.packaging.hostile import build_hostile, run, sprung

PYTHON = Path(sys.executable)
UV = PYTHON.with_name("uv")
NOTEBOOK = """\
import sys
import cli, reports, seamline

before = list(sys.path)
analysis = seamline.scan(sys.argv[1], workers=2)
assert sys.path == before
assert cli.theirs and reports.theirs
print([module.name for module in analysis.modules])
"""


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist and the wheel that was built from it, front end included."""
    folder = tmp_path_factory.mktemp("dist")
    _uv("build", "--python", PYTHON, "--out-dir", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def in_wheel(wheel: Path) -> list[str]:
    return zipfile.ZipFile(wheel).namelist()


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment in which only the wheel and its dependencies are installed."""
    folder = tmp_path_factory.mktemp("installed")
    locked = ("export", "--frozen", "--no-default-groups", "--no-emit-project", "--no-hashes")
    (folder / "constraints.txt").write_text(_uv(*locked, cwd=ROOT), encoding="utf-8")
    _uv("venv", "--python", PYTHON, "environment", cwd=folder)
    chosen = ("--python", "environment", "--constraints", "constraints.txt")
    _uv("pip", "install", *chosen, wheel, cwd=folder)
    return folder / "environment" / "bin"


def test_the_wheel_has_one_top_level_package(in_wheel: list[str]) -> None:
    metadata = f"seamline-{seamline.__version__}.dist-info"
    assert {name.split("/")[0] for name in in_wheel} == {"seamline", metadata}


@pytest.mark.parametrize(
    "name",
    [
        "seamline/py.typed",
        "seamline/lib/analyzer/pipeline.py",
        "seamline/lib/reports/analysis.schema.json",
        "seamline/lib/reports/web/dist/index.html",
        "seamline/lib/fixtures/django_shop/manage.py",
        f"seamline-{seamline.__version__}.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_holds(name: str, in_wheel: list[str]) -> None:
    assert name in in_wheel


def test_the_wheel_holds_all_of_the_demo(in_wheel: list[str]) -> None:
    tracked = run("git", "ls-files", "fixtures/django_shop", cwd=ROOT).stdout.split()
    if not tracked:
        pytest.skip("not a git checkout")
    assert [name for name in tracked if f"seamline/lib/{name}" not in in_wheel] == []


@pytest.mark.parametrize("part", ["node_modules", "src", "tests", "__pycache__", "flask_bookings"])
def test_the_wheel_leaves_out(part: str, in_wheel: list[str]) -> None:
    ours = [name for name in in_wheel if "/fixtures/django_shop/" not in name]
    assert [name for name in ours if part in name.split("/")] == []


def test_the_sdist_holds_what_a_build_and_the_tests_need(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "uv.lock", "hatch_build.py", "tests/packaging/test_wheel.py"} <= names
    assert [name for name in names if "node_modules" in name or "web/dist" in name] == []


def test_it_knows_its_version(programs: Path, tmp_path: Path) -> None:
    done = run(programs / "seamline", "--version", cwd=tmp_path)
    assert done.stdout == f"seamline {seamline.__version__}\n"


def test_the_demo_runs_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    done = run(programs / "seamline", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(Path("seamline-report", "index.html")) in done.stdout
    assert (tmp_path / "seamline-report" / "index.html").is_file()
    analysis = json.loads((tmp_path / "seamline-report" / "analysis.json").read_bytes())
    assert analysis["tables"]
    assert analysis["services"]


@pytest.mark.parametrize("command", [["seamline"], ["python", "-m", "seamline"]], ids=" ".join)
def test_a_hostile_monolith_is_scanned_and_not_imported(
    command: list[str], programs: Path, tmp_path: Path
) -> None:
    monolith = build_hostile(tmp_path / "monolith")
    program, *words = command
    environment = {"PYTHONPATH": f".:{monolith}"}
    words += ["scan", ".", "--workers", "2", "--output", str(tmp_path / "report")]
    done = run(programs / program, *words, cwd=monolith, environment=environment)
    assert done.returncode == 0, done.stderr
    assert sprung(monolith) == []
    analysis = json.loads((tmp_path / "report" / "analysis.json").read_bytes())
    assert {"analyzer", "cli", "reports"} <= {module["name"] for module in analysis["modules"]}


def test_a_notebook_scans_beside_packages_of_the_same_name(programs: Path, tmp_path: Path) -> None:
    """Its current directory is on the path, and what it has imported stays imported."""
    for name in ("analyzer", "cli", "reports"):
        (tmp_path / f"{name}.py").write_text("theirs = True\n")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "orders.py").write_text("import reports\n")
    done = run(programs / "python", "-c", NOTEBOOK, "shop", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "['orders']\n"), done.stderr


def _uv(*words: str | Path, cwd: Path) -> str:
    done = run(UV, *words, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout
