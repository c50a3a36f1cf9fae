"""Many files: the same facts for any number of workers, whatever happens to one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from analyzer.model.settings import Settings
from analyzer.model.source import SourceFile, SourceTree
from analyzer.parsing import extract, parse_all, pool, workers

ROOT = Path(__file__).parents[2]

# A worker that ends itself at a file that asks for it.
DEADLY = """
import os
from analyzer.parsing import files
kind = files.extract
files.extract = lambda source: os._exit(9) if b"KILL" in source else kind(source)
serve("""


def tree(folder: Path, sources: dict[str, bytes], root: str = "") -> SourceTree:
    for path, source in sources.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(source)
    prefix = f"{root}/" if root else ""
    files = tuple(
        SourceFile(path.removesuffix(".py").replace("/", "."), prefix + path, "app", False)
        for path in sorted(sources)
    )
    return SourceTree("shop", "shop", ("shop",), files, ((root, str(folder)),), ())


@pytest.fixture
def sources() -> dict[str, bytes]:
    return {f"shop/m{number}.py": f"x = f({number})\n".encode() * number for number in range(12)}


@pytest.fixture
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH_FILES", 3)


def test_facts_by_path_in_order(tmp_path: Path, sources: dict[str, bytes]) -> None:
    found = parse_all(tree(tmp_path, sources), Settings(), 1, None)
    assert list(found) == sorted(sources)
    assert found == {path: extract(source) for path, source in sources.items()}


@pytest.mark.usefixtures("_small_batches")
def test_any_number_of_workers_gives_the_same_bytes(
    tmp_path: Path, sources: dict[str, bytes]
) -> None:
    shop = tree(tmp_path, sources)
    alone, two, many = (
        msgspec.msgpack.encode(parse_all(shop, Settings(), count, None)) for count in (1, 2, 9)
    )
    assert alone == two == many


@pytest.mark.usefixtures("_small_batches")
@pytest.mark.parametrize("count", [1, 2])
def test_strings_that_are_no_text(tmp_path: Path, sources: dict[str, bytes], count: int) -> None:
    sources["shop/lone.py"] = rb"""x = "\ud800 a"; y = f"{x}\udfff"; z = "\ud83d\ude00" """
    found = parse_all(tree(tmp_path, sources), Settings(), count, None)
    assert found["shop/lone.py"].problems == ()
    assert found["shop/lone.py"] == extract(sources["shop/lone.py"])


@pytest.mark.usefixtures("_small_batches")
@pytest.mark.parametrize("count", [1, 2])
def test_progress(tmp_path: Path, sources: dict[str, bytes], count: int) -> None:
    seen: list[tuple[int, int]] = []
    parse_all(
        tree(tmp_path, sources), Settings(), count, lambda done, total: seen.append((done, total))
    )
    assert seen == [(done, 12) for done in range(1, 13)]


def test_several_roots(tmp_path: Path) -> None:
    one = tree(tmp_path / "one", {"a.py": b"a = 1"}, "left")
    two = tree(tmp_path / "two", {"a.py": b"b = 2"}, "right")
    both = SourceTree("x", "x", (), one.files + two.files, one.folders + two.folders, ())
    found = parse_all(both, Settings(), 1, None)
    assert {path: dict(facts.words) for path, facts in found.items()} == {
        "left/a.py": {"a": 1},
        "right/a.py": {"b": 1},
    }


def test_nothing_to_read() -> None:
    assert parse_all(SourceTree("x", "x", (), (), (), ()), Settings(), 4, None) == {}


def test_unreadable_and_too_large_files(tmp_path: Path) -> None:
    shop = tree(tmp_path, {"gone.py": b"", "large.py": b"x = 1\n" * 500_000, "ok.py": b"x = 1"})
    (tmp_path / "gone.py").unlink()
    found = parse_all(shop, Settings(max_file_bytes=1_000), 1, None)
    assert {path: [each.code for each in facts.problems] for path, facts in found.items()} == {
        "gone.py": ["unreadable-file"],
        "large.py": ["file-too-large"],
        "ok.py": [],
    }
    assert found["large.py"].lines == 500_000
    assert found["large.py"].body == ()


@pytest.mark.usefixtures("_small_batches")
def test_a_dead_worker_costs_the_file_that_killed_it(
    tmp_path: Path, sources: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "PROGRAM", workers.PROGRAM.replace("\nserve(", DEADLY))
    killers = {"shop/m5.py", "shop/m11.py"}
    deadly = {path: b"# KILL" if path in killers else source for path, source in sources.items()}
    found = parse_all(tree(tmp_path, deadly), Settings(), 2, None)
    assert list(found) == sorted(sources)
    for path, facts in found.items():
        if path in killers:
            assert [each.code for each in facts.problems] == ["reader-died"]
        else:
            assert facts == extract(sources[path])


@pytest.mark.usefixtures("_small_batches")
def test_a_worker_killed_from_outside_costs_nothing(
    tmp_path: Path, sources: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[workers.Worker] = []

    class Watched(workers.Worker):
        def __init__(self, limit: int) -> None:
            super().__init__(limit)
            started.append(self)

    def kill(done: int, _total: int) -> None:
        if done == 2:
            started[0]._process.kill()

    monkeypatch.setattr(pool, "Worker", Watched)
    shop = tree(tmp_path, sources)
    assert parse_all(shop, Settings(), 2, kill) == parse_all(shop, Settings(), 1, None)


@pytest.mark.usefixtures("_small_batches")
def test_an_interrupt_ends_the_workers(tmp_path: Path, sources: dict[str, bytes]) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parse_all(tree(tmp_path, sources), Settings(), 2, interrupt)


def test_the_scanned_folder_is_never_imported_from(tmp_path: Path) -> None:
    """Run from within a project whose modules are named like those of the standard library."""
    trap = b"raise SystemExit('the scanned project was imported')\n"
    names = ["json", "analyzer", "libcst", "msgspec", "encodings", "signal", "threading", "queue"]
    shop = tree(tmp_path, {f"{name}.py": trap for name in names})
    script = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}]
import msgspec
from analyzer.model.source import SourceTree
from analyzer.model.settings import Settings
from analyzer.parsing import parse_all, pool
pool.BATCH_FILES = 2
shop = msgspec.json.decode({msgspec.json.encode(shop)!r}, type=SourceTree)
sys.path.append("")
print(sum(len(facts.problems) for facts in parse_all(shop, Settings(), 2, None).values()))
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
