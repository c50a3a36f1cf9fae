"""The same small edits made in the files: `python -m tests.seams.rewritten TREE...`.

The edits of `edits.py` are made in what was read of a program. Here a line of a file of a copy is
added or taken out, and the whole program is read again.
"""

from __future__ import annotations

import ast
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

import msgspec

from analyzer.model.codebase import Codebase
from analyzer.model.settings import Settings
from tests.seams import codebases, edits
from tests.seams.edits import Edited
from tests.seams.measuring import propose
from tests.seams.scoring import JUDGED_ROLES

EDITS = 10
# The tuned case that docs/seams.md shows: it is of Django, whose accesses are written here.
CASE = "oscar-promotions"


class Line(msgspec.Struct, frozen=True):
    """A line to add to the end of a file, or the number of one to take out."""

    what: str
    path: str
    added: str = ""
    removed: int = 0


def shares(tree: Path, count: int = EDITS) -> dict[str, list[float]]:
    """The shares of modules that so many edits of the files moved, by the kind of the edits."""
    before, _ = propose(codebases.read_tree(tree), Settings(), levels=False)
    found: dict[str, list[float]] = {}
    for edit in rewritten(tree, count):
        after, _ = propose(edit.codebase, Settings(), levels=False)
        found.setdefault(edit.what, []).append(edits.moved(before, after))
    return found


def rewritten(tree: Path, count: int = EDITS, seed: int = 1) -> Iterator[Edited]:
    """Yield the program read again after each of so many edits; the tree stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(tree, Path(folder, tree.name)))
        for line in lines(codebases.read_tree(copy), copy, count, seed):
            file = copy / line.path
            before = file.read_bytes()
            file.write_bytes(_edited(before, line))
            yield Edited(line.what, codebases.read_tree(copy))
            file.write_bytes(before)


def lines(codebase: Codebase, tree: Path, count: int, seed: int = 1) -> list[Line]:
    """Choose the edits: an import added, one removed, a query added, in turn."""
    mixer = random.Random(seed)
    kinds: list[Callable[[], Line | None]] = [
        lambda: _import_added(codebase, mixer),
        lambda: _import_removed(codebase, tree, mixer),
        lambda: _query_added(codebase, mixer),
    ]
    tried = (kinds[number % len(kinds)]() for number in range(count * len(kinds)))
    return [line for line in tried if line is not None][:count]


def _import_added(codebase: Codebase, mixer: random.Random) -> Line | None:
    modules = [module for module in codebase.modules if module.role in JUDGED_ROLES]
    source, target = mixer.sample(modules, 2)
    if any((d.source, d.target) == (source.name, target.name) for d in codebase.dependencies):
        return None
    return Line("import added", source.path, f"import {target.name}")


def _import_removed(codebase: Codebase, tree: Path, mixer: random.Random) -> Line | None:
    places = [d.evidence[0] for d in codebase.dependencies if d.kind == "import" and d.evidence]
    place = mixer.choice(places)
    text = (tree / place.path).read_bytes().splitlines()[place.line - 1]
    if not text.startswith((b"import ", b"from ")) or not _is_whole(text):
        return None
    return Line("import removed", place.path, removed=place.line)


def _query_added(codebase: Codebase, mixer: random.Random) -> Line | None:
    modules = [module for module in codebase.modules if module.role in JUDGED_ROLES]
    tables = [t for t in codebase.tables if t.module and t.class_ and "." not in t.class_]
    if not tables:
        return None
    module, table = mixer.choice(modules), mixer.choice(tables)
    query = f"from {table.module} import {table.class_}; {table.class_}.objects.count()"
    return Line("query added", module.path, query)


def _is_whole(text: bytes) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _edited(before: bytes, line: Line) -> bytes:
    if line.removed:
        every = before.splitlines(keepends=True)
        return b"".join([*every[: line.removed - 1], *every[line.removed :]])
    return before.rstrip(b"\n") + b"\n" + line.added.encode() + b"\n"


def main(trees: list[Path]) -> None:
    """Print how much ten edits of the files of each tree move."""
    for tree in trees:
        found = shares(tree)
        every = [share for kind in found.values() for share in kind]
        kinds = ", ".join(f"{kind} {100 * mean(found[kind]):.2f}" for kind in sorted(found))
        print(f"{tree.name}: {100 * mean(every):.2f} %, most {100 * max(every):.2f} ({kinds})")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
