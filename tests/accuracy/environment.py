"""A project's environment: its own interpreter, the tree to scan, and what is run in it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tests.accuracy.projects import Project, Spec

INSIDE = Path(__file__).parent / "inside"
# What the caller's shell says about Python must not reach a project; without byte code big ones
# take minutes to start.
FOREIGN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "VIRTUAL_ENV",
    "DJANGO_SETTINGS_MODULE",
)


@dataclass(frozen=True)
class Place:
    """The folders of one project below the harness's working folder."""

    project: Project
    root: Path

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.root / "env/bin/python"

    @property
    def tree(self) -> Path:
        """What is scanned: the requirements as they are installed, without their dependencies."""
        return self.root / "tree"

    @property
    def work(self) -> Path:
        """Where settings and databases of the project are written."""
        return self.root / "work"

    @property
    def sdist(self) -> Path:
        """The unpacked source distribution that holds the tests."""
        return self.root / "sdist"

    @property
    def site_packages(self) -> tuple[Path, ...]:
        """What the scan is told of the environment: nothing, unless the project's file says so."""
        return (self.root / "env",) if self.project.spec.site_packages else ()

    def variables(self, more: Mapping[str, str]) -> dict[str, str]:
        """Return the environment variables in which the project runs."""
        kept = {key: value for key, value in os.environ.items() if key not in FOREIGN}
        parties = self.project.parties
        names = {
            "SEAMLINE_PACKAGES": " ".join(parties.packages),
            "SEAMLINE_TESTS": " ".join(parties.tests),
            "SEAMLINE_DRIVERS": " ".join(parties.drivers),
            "SEAMLINE_FRAMEWORK": self.project.spec.framework,
            "PYTHONPATH": os.pathsep.join((str(self.root / "path"), str(self.work))),
            "PATH": f"{self.python.parent}{os.pathsep}{kept.get('PATH', '')}",
            "PYTHONHASHSEED": "0",
        }
        own = {key: self.fill(value) for key, value in self.project.spec.environment.items()}
        return {**kept, **names, **own, **more}

    def fill(self, text: str) -> str:
        """Put the folders into a text of the project's file."""
        packages = next((self.root / "env/lib").glob("python3*/site-packages"), self.root)
        for key, value in (
            ("{python}", self.python),
            ("{sdist}", self.sdist),
            ("{work}", self.work),
            ("{packages}", packages),
        ):
            text = text.replace(key, str(value))
        return text


def prepare(place: Place) -> None:
    """Install the project and unpack what is scanned; nothing is done twice."""
    spec = place.project.spec
    wanted = _digest(spec)
    stamp = place.root / "installed"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(place.root, ignore_errors=True)
        place.root.mkdir(parents=True)
        _install(place)
        _unpack(place)
        stamp.write_text(wanted, encoding="utf-8")
    _lay_out(place)


def _digest(spec: Spec) -> str:
    suite = spec.suite
    installed = (
        spec.requirements,
        spec.extras,
        spec.without,
        spec.python,
        suite and (suite.requirements, suite.sdist),
    )
    return hashlib.sha256(msgspec.json.encode(installed)).hexdigest()


def _install(place: Place) -> None:
    spec = place.project.spec
    wanted = (*spec.requirements, *spec.extras, *(spec.suite.requirements if spec.suite else ()))
    _uv("venv", "--python", _interpreter(spec.python), str(place.root / "env"))
    overrides = place.root / "overrides.txt"
    never = "".join(f"{name} ; sys_platform == 'never'\n" for name in spec.without)
    overrides.write_text(never, encoding="utf-8")
    _uv("pip", "install", *_into(place), "--override", str(overrides), *wanted)


def _unpack(place: Place) -> None:
    spec = place.project.spec
    tree = ("--target", str(place.tree))
    _uv("pip", "install", *_into(place), "--no-deps", *tree, *spec.requirements)
    if spec.suite and spec.suite.sdist:
        _source(place, spec.suite.sdist)


def _into(place: Place) -> tuple[str, str]:
    return "--python", str(place.python)


def _source(place: Place, requirement: str) -> None:
    # This one keeps the archive even where it cannot read the metadata that an older tool wrote.
    _uv("pip", "install", *_into(place), "pip<23.3")
    pip = [str(place.python), "-m", "pip", "download", "-qq", "--no-deps", "--no-binary"]
    folder = place.root / "download"
    name = re.split(r"[^\w.-]", requirement)[0]
    subprocess.run([*pip, name, "-d", str(folder), requirement], check=False)
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    next(path for path in folder.iterdir() if path.is_dir()).rename(place.sdist)


def _lay_out(place: Place) -> None:
    """Write what may have changed since: the project's files, and what runs inside."""
    path = place.root / "path"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(INSIDE, path / "seamline_accuracy", ignore=shutil.ignore_patterns("__pyc*"))
    (path / "sitecustomize.py").write_text(
        "from seamline_accuracy import start\n\nstart.start()\n", encoding="utf-8"
    )
    place.work.mkdir(exist_ok=True)
    for name, text in place.project.spec.files.items():
        target = place.work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(place.fill(text), encoding="utf-8")


def _interpreter(version: str) -> str:
    """Return an interpreter of the version that a project needs, seamline's own by default.

    What is found on the path may be a shim of pyenv that does not run: then it is asked directly.
    """
    if not version:
        return str(Path(sys.executable).resolve())
    found = [shutil.which(f"python{version}") or ""]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found += map(str, sorted(pyenv.glob(f"versions/{version}.*/bin/python")))
    for path in filter(None, found):
        if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    raise SystemExit(f"No Python {version} is installed, which this project needs.")


def _uv(*arguments: str) -> None:
    _call([sys.executable, "-m", "uv", arguments[0], *arguments[1:], "--quiet"])


def _call(command: Sequence[str]) -> None:
    subprocess.run(command, check=True)
