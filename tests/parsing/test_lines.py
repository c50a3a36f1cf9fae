"""Each call has the line that `ast` gives it."""

from __future__ import annotations

import ast
import sysconfig
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings

from analyzer.parsing import extract
from tests.parsing.lines import ast_calls, facts_calls
from tests.parsing.programs import PROGRAMS
from tests.parsing.rendering import render


def _standard_library() -> list[Path]:
    folder = Path(sysconfig.get_paths()["stdlib"])
    files = [
        path
        for path in sorted(folder.glob("*.py")) + sorted(folder.glob("*/*.py"))
        if path.stat().st_size < 20_000 and "site-packages" not in path.parts
    ]
    return files[:: max(1, len(files) // 150)][:150]


def test_standard_library() -> None:
    files = _standard_library()
    assert len(files) == 150
    total = 0
    for path in files:
        source = path.read_bytes()
        try:
            expected = ast_calls(source)
        except SyntaxError:
            continue
        facts = extract(source)
        assert (path, facts.problems, facts_calls(facts)) == (path, (), expected)
        total += len(expected)
    assert total > 5_000


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(PROGRAMS)
def test_generated_programs(statements: list[str]) -> None:
    source = "\n".join(statements).encode()
    facts = extract(source)
    assert facts.problems == ()
    assert facts_calls(facts) == ast_calls(source)


NEWER = {
    "type parameters": (
        """
        type Pair[T] = tuple[T,
            f().g]
        @dec(
            x)
        def first[T: int](pair: Pair[T]) -> T:
            return (pair
                .one()
                .two(a)
            )
        class Box[T](Base[T]): pass
        """,
        """
        1| Pair = tuple[tuple[T, f()@2.g@2]]
        5| def first(pair: Pair[T]) -> T to 9 by dec(x)@3
        6|   return pair.one@7()@7.two@8(a)@8
        10| class Box(Base[T]) to 10
        """,
    ),
    "nested quotes in a format string": (
        """
        x = f"{a["b"]} {c(
            d()
        )}"
        if x: y()
        elif z:
            y(); w()
        """,
        """
        1| x = f<a['b'] ' ' c(d()@2)@1>
        4| if x
        4|   y()@4
           else
        5|   if z
        6|     y()@6
        6|     w()@6
        """,
    ),
}


@pytest.mark.parametrize("name", NEWER)
def test_syntax_newer_than_the_running_python(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: str) -> ast.Module:
        raise SyntaxError

    # Python 3.12 takes these itself; what libcst says must not depend on who runs it.
    monkeypatch.setattr("analyzer.parsing.trees.ast.parse", refuse)
    source, expected = NEWER[name]
    assert render(extract(dedent(source).strip().encode())) == dedent(expected).strip("\n")


@pytest.mark.parametrize("name", ["chained", "standard"])
def test_positions_agree_with_pairing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = {
        "chained": b"x = (a.b\n .c(d,\n e())\n .f)\ntry:\n  g\n   .h()\nexcept i(\n): pass\n",
        "standard": Path(ast.__file__).read_bytes()[:20_000].rpartition(b"\ndef ")[0],
    }[name]
    paired = extract(source)
    monkeypatch.setattr("analyzer.parsing.trees._parse_ast", lambda _text: None)
    assert extract(source) == paired
