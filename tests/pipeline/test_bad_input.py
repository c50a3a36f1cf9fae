"""Whatever lies in the folder: a report comes out, and says what could not be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from analyzer.model.analysis import Analysis

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    folder = tmp_path_factory.mktemp("bad") / "project"
    _write(folder / "shop")
    output = folder.parent / "report"
    command = [sys.executable, "-m", "seamline", "scan", str(folder), "--output", str(output)]
    done = subprocess.run(
        [*command, "--workers", "2"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (output / "index.html").exists()
    return msgspec.json.decode((output / "analysis.json").read_bytes(), type=Analysis)


def _write(shop: Path) -> None:
    shop.mkdir(parents=True)
    (shop / "__init__.py").write_text("")
    (shop / "good.py").write_text("from . import two\n\nx = two.y\n")
    (shop / "broken.py").write_text("x = 1\n\ndef f(:\n    pass\n\ny = 2\n")
    (shop / "two.py").write_text("y = 1\nprint 'hello'\n")
    (shop / "null.py").write_bytes(b"x = 1\n\x00\ny = 2\n")
    (shop / "coding.py").write_bytes("# -*- coding: ascii -*-\nname = 'Zoë'\n".encode("latin-1"))
    (shop / "unknown.py").write_bytes(b"# coding: klingon\nx = 1\n")
    (shop / "huge.py").write_text("# generated\n" + "x = 1  # padding\n" * 320_000)
    (shop / "deep.py").write_text("x = " + "(" * 400 + "1" + ")" * 400 + "\n")
    (shop / "empty.py").write_text("")
    (shop / "secret.py").write_text("x = 1\n")
    (shop / "secret.py").chmod(0)
    (shop / "loop").symlink_to(shop, target_is_directory=True)
    (shop / "dangling.py").symlink_to(shop / "nowhere.py")
    os.mkfifo(shop / "pipe.py")


def _codes(analysis: Analysis, path: str) -> set[str]:
    return {found.code for found in analysis.diagnostics if found.path == path}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("shop/broken.py", "syntax-error"),
        ("shop/two.py", "python2-syntax"),
        ("shop/null.py", "null-byte"),
        ("shop/coding.py", "encoding"),
        ("shop/unknown.py", "encoding"),
        ("shop/huge.py", "file-too-large"),
        ("shop/loop", "link-not-followed"),
    ],
)
def test_trouble_is_told(analysis: Analysis, path: str, code: str) -> None:
    assert code in _codes(analysis, path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(analysis: Analysis) -> None:
    assert "unreadable-file" in _codes(analysis, "shop/secret.py")


def test_the_rest_is_read_all_the_same(analysis: Analysis) -> None:
    names = {module.name for module in analysis.modules}
    assert {"shop.good", "shop.two", "shop.broken", "shop.huge", "shop.empty"} <= names
    imports = {(d.source, d.target) for d in analysis.dependencies}
    assert ("shop.good", "shop.two") in imports


def test_every_module_has_a_place_or_a_role_that_says_why_not(analysis: Analysis) -> None:
    for module in analysis.modules:
        if module.role == "app":
            assert module.service is not None, module.name
        if module.role in ("library", "glue", "data_access"):
            assert module.service is None, module.name
