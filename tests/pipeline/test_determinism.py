"""Same input, same bytes: whatever the number of workers, the hash seed, or the order of files."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from analyzer import parsing, resolution, sources
from analyzer.frameworks.interpret import interpret
from tests.pipeline.fixture import ROOT


def _scan(output: Path, workers: int, seed: str) -> bytes:
    command = [sys.executable, "-m", "seamline", "scan", str(ROOT / "flask_bookings")]
    command += ["--output", str(output), "--workers", str(workers)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run(command, check=True, env=environment, cwd=ROOT.parent, capture_output=True)
    return (output / "analysis.json").read_bytes()


def test_workers_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    first = _scan(tmp_path / "a", workers=1, seed="0")
    assert _scan(tmp_path / "b", workers=2, seed="1") == first


@pytest.mark.parametrize("seed", range(3))
def test_order_of_files_changes_nothing(seed: int) -> None:
    root = ROOT / "flask_bookings"
    settings = sources.load_settings(root)
    tree = sources.discover([root], settings)
    facts = parsing.parse_all(tree, settings, 1, None)
    files = list(tree.files)
    random.Random(seed).shuffle(files)
    shuffled = msgspec.structs.replace(tree, files=tuple(files))
    mixed = dict(random.Random(seed).sample(sorted(facts.items()), len(facts)))
    expected = interpret(resolution.build(tree, facts))
    assert interpret(resolution.build(shuffled, mixed)) == expected
