"""The trees, read once: what clustering starts from is kept until the reading of code changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

import analyzer
from analyzer import parsing, resolution, sources
from analyzer.frameworks.interpret import interpret
from analyzer.model.codebase import Codebase
from tests.seams.labelled import Labelled

# What comes after the codebase does not change it.
LATER = frozenset({"clustering", "coupling", "assessment"})
ROOT = Path(analyzer.__file__).parent


def read(case: Labelled, trees: Path, kept: Path) -> Codebase:
    """Read the tree of a case, or what is kept of it in the folder `kept`.

    Raises:
        FileNotFoundError: the tree is not among the trees.
    """
    tree = trees / case.name
    if not tree.is_dir():
        raise FileNotFoundError(f"{tree}: no such tree; tests/seams/README.md tells how to make it")
    key = kept / f"{case.tree}-{_reading()}.codebase"
    if key.exists():
        return msgspec.msgpack.decode(key.read_bytes(), type=Codebase)
    codebase = read_tree(tree)
    kept.mkdir(parents=True, exist_ok=True)
    key.write_bytes(msgspec.msgpack.encode(codebase))
    return codebase


def read_tree(tree: Path) -> Codebase:
    """Read a program as a scan does, up to where the coupling begins."""
    settings = sources.load_settings(tree)
    found = sources.discover([tree], settings)
    facts = parsing.parse_all(found, settings, 2, None)
    return interpret(resolution.build(found, facts))


def _reading() -> str:
    digest = hashlib.sha256()
    for path in sorted(ROOT.rglob("*.py")):
        if path.relative_to(ROOT).parts[0] not in LATER:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
