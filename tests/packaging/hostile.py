"""A monolith whose packages are called like ours, and whose imports nobody should ever run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Ours; libraries that we import, or that those import where they find them; and what a worker
# process imports before it is told where to import from. Not what `python -m` itself needs.
NAMES = (
    *("analyzer", "cli", "reports"),
    *("click", "graphviz", "graspologic_native", "libcst", "msgspec", "networkx", "numpy"),
    *("bottleneck", "numexpr", "orjson", "pandas", "pathspec", "pyarrow", "rich", "scipy"),
    *("sklearn", "sqlglot", "yaml"),
    *("copyreg", "pickle", "queue", "selectors", "signal", "socket", "struct", "tempfile"),
)
TRAP = """\
from pathlib import Path

Path(__file__).with_suffix(".imported").touch()
raise SystemExit(f"{__file__} was imported")
"""
PLUGIN = """\
[seamline.reports]
trap = plugin
[seamline.frameworks]
trap = plugin
[seamline.coupling]
trap = plugin
[seamline.clustering]
trap = plugin
"""


def build_hostile(folder: Path) -> Path:
    """Write the monolith into `folder`: half of its traps are packages, half are modules."""
    for index, name in enumerate((*NAMES, "plugin")):
        file = folder / (f"{name}/__init__.py" if index % 2 == 0 else f"{name}.py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TRAP, encoding="utf-8")
    metadata = folder / "trap-1.0.dist-info"
    metadata.mkdir()
    metadata.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: trap\nVersion: 1.0\n")
    metadata.joinpath("entry_points.txt").write_text(PLUGIN)
    return folder


def sprung(folder: Path) -> list[str]:
    """The traps that somebody stepped into."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.imported"))


def run(
    *command: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, with none of this process's Python settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "UV_PROJECT", "COVERAGE", "PYTEST"))
    }
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**kept, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
