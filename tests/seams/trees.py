"""Lay out the trees that the cases speak of, from clones of the repositories.

`python -m tests.seams.trees CLONES TREES` reads CLONES/<owner>/<name> and writes TREES/<case>.
"""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TypedDict

FOLDER = Path(__file__).parent
WANTED = {".py", ".sql"}
NAMED = {"setup.cfg", "setup.py", "pyproject.toml"}


class Case(TypedDict):
    """What of a case's file the tree is made from."""

    name: str
    repository: str
    revision: str
    paths: list[str]


def cases() -> list[Case]:
    """All cases, both halves, by name."""
    files = [*FOLDER.glob("cases/*.json"), *FOLDER.glob("sealed/*.json")]
    return [
        json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(files, key=lambda file: file.stem)
    ]


def wanted(path: Path) -> bool:
    """Whether the analysis of a tree needs this file."""
    return path.suffix in WANTED or path.name in NAMED


def lay_out(case: Case, clone: Path, tree: Path) -> int:
    """Write the case's files into the tree, and tell how many."""
    archive = ["git", "-C", str(clone), "archive", case["revision"], *case["paths"]]
    content = subprocess.run(archive, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(content)) as files:
        members = [member for member in files if member.isfile() and wanted(Path(member.name))]
        files.extractall(tree, members, filter="data")
    return len(members)


def main(clones: Path, trees: Path) -> None:
    """Lay out every case whose clone is there and whose tree is not."""
    for case in cases():
        clone, tree = clones / case["repository"], trees / case["name"]
        if tree.exists():
            continue
        if not clone.exists():
            print(f"{case['name']}: no clone of {case['repository']}")
            continue
        print(f"{case['name']}: {lay_out(case, clone, tree)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
