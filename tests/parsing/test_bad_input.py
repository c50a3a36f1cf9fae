"""Encodings, odd characters, depth, bulk: never an exception, and what can be kept is kept."""

from __future__ import annotations

import ast
import gc
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.model.facts import Assign, Collection, Constant, FileFacts, If, Mapping, Operation
from analyzer.parsing import extract
from tests.parsing.rendering import render

ENCODINGS = {
    "utf-8": ("x = 'é'".encode(), "é", None),
    "byte order mark": (b"\xef\xbb\xbf# coding: utf-8\nx = '\xc3\xa9'", "é", None),
    "cookie": (b"#!/bin/python\n# -*- coding: latin-1 -*-\nx = '\xe9'", "é", None),
    "cookie of vim": (b"# vim: set fileencoding=cp1252 :\nx = '\x80'", "€", None),
    "cookie on line 3 is none": ("a\nb\n# coding: ascii\nx = 'é'".encode(), "é", None),
    "cookie below code is none": ("a = 1\n# coding: ascii\nx = 'é'".encode(), "é", None),
    "no cookie": (b"x = '\xe9'", "é", (1, "utf-8", "latin-1")),
    "wrong cookie": ("\n# coding: ascii\nx = 'é'".encode(), "é", (2, "ascii", "utf-8")),
    "wrong cookie, not utf-8": (b"# coding: ascii\nx = '\xe9'", "é", (1, "ascii", "latin-1")),
    "unknown cookie": (b"# coding: klingon\nx = 'e'", "e", (1, "klingon", "utf-8")),
    "no text encoding": (b"# coding: rot13\nx = 'e'", "e", (1, "rot13", "utf-8")),
    "slow encoding": (b"# coding: idna\nx = 'e'", "e", (1, "idna", "utf-8")),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings(name: str) -> None:
    source, value, problem = ENCODINGS[name]
    facts = extract(source)
    assign = facts.body[-1]
    assert isinstance(assign, Assign)
    assert assign.value == Constant(value)
    if problem is None:
        assert facts.problems == ()
        return
    [found] = facts.problems
    assert (found.line, found.code) == (problem[0], "encoding")
    assert f"not {problem[1]}" in found.message
    assert found.message.endswith(f"read as {problem[2]}")


ODD = {
    "empty": (b"", ""),
    "only a comment": (b"# nothing here", ""),
    "only blank lines": (b"\n\n  \n", ""),
    "no end of line": (b"x = 1", "1| x = 1"),
    "crlf": (b'x = """a\r\nb"""\r\nif x:\r\n\ty()\r\n', "1| x = 'a\\nb'\n3| if x\n4|   y()@4"),
    "cr": (b"x = 1\ry = 2\r", "1| x = 1\n2| y = 2"),
    "form feed": (b"x = 1\n\x0c\ny = f()\n\x0cz = 2", "1| x = 1\n3| y = f()@3\n4| z = 2"),
    "line separator": ("x = 'a\u2028b'\ny = 1".encode(), "1| x = 'a\\u2028b'\n2| y = 1"),
    "semicolons": (b"x = 1; y = 2;\nz()", "1| x = 1\n1| y = 2\n2| z()@2"),
    "backslashes": (b"x = a\\\n  .b\\\n  ()", "1| x = a.b@2()@2"),
    "null bytes": (
        b"x = 1\ny = 'a\0b'\0\nz = 2",
        "1| x = 1\n2| y = 'ab'\n3| z = 2\n! 2 null-byte: Null bytes were left out",
    ),
    "invalid escape": (rb"x = '\d'", r"1| x = '\\d'"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_but_readable(name: str) -> None:
    source, expected = ODD[name]
    assert render(extract(source)) == expected


DEEP = {
    "a sum of 5,000 strings": '"a" + ' * 5_000 + '"b"',
    "2,000 parentheses": "(" * 2_000 + "1" + ")" * 2_000,
    "250 brackets": "[" * 250 + "]" * 250,
    "100,000 signs": "-" * 100_000 + "1",
    "5,000 attributes": "a" + ".b" * 5_000,
    "3,000 calls": "a" + ".b()" * 3_000,
    "1,000 choices": "a if b else " * 1_000 + "c",
    "1,000 lambdas": "lambda: " * 1_000 + "c",
}


@pytest.mark.parametrize("name", DEEP)
def test_too_deep(name: str) -> None:
    source = f"class C:\n    def f():\n        a()\n        x = {DEEP[name]}\n        b()\n"
    facts = extract(source.encode())
    assert render(facts) == (
        "1| class C() to 5\n2|   def f() -> - to 5\n3|     a()@3\n5|     b()@5\n"
        "! 4 too-deep: Left out: this statement is nested too deeply"
    )


def test_too_deep_in_syntax_of_another_python() -> None:
    source = f"print 'x'\ny = `{'(' * 3_000}`\nz = f()\n"
    facts = extract(source.encode())
    assert [(each.line, each.code) for each in facts.problems] == [
        (1, "python2-syntax"),
        (2, "too-deep"),
    ]
    assert len(facts.body) == 1


def test_a_chain_of_operators_is_one_operation() -> None:
    [assign] = extract(f"x = {'a + ' * 120}b()".encode()).body
    assert isinstance(assign, Assign)
    assert isinstance(assign.value, Operation)
    assert (assign.value.operator, len(assign.value.operands)) == ("+", 121)


def test_many_arms_are_kept_without_a_nest() -> None:
    arms = "".join(f"elif x == {number}:\n    f{number}()\n" for number in range(500))
    facts = extract(f"if x:\n    pass\n{arms}else:\n    g()\n".encode())
    assert facts.problems == ()
    assert dict(facts.words)["f499"] == 1
    depth, block = 0, facts.body
    while len(block) == 1 and isinstance(block[0], If):
        depth, block = depth + 1, block[0].orelse
    assert (depth, len(block)) == (50, 452)


def test_suites_nested_too_deeply() -> None:
    lines = [f"{' ' * level}if a{level}:" for level in range(150)]
    facts = extract("\n".join([*lines, f"{' ' * 150}f()", "g()"]).encode())
    assert [(each.line, each.code) for each in facts.problems] == [(61, "too-deep")]
    assert dict(facts.words)["a59"] == 1
    assert len(facts.body) == 2


BULK = {
    "list": "[" + "1,\n" * 30_000 + "]",
    "list with comments": "[" + "(f(1)), # , ]\n" * 5_000 + "]",
    "set": "{" + "'a', " * 30_000 + "}",
    "tuple": "((1), " + "(2), " * 30_000 + ")",
    "dict": "{" + "'k': 'v', **m, " * 20_000 + "}",
    "table": "[" + "{'name': f()},\n" * 3_000 + "]",
}


@pytest.mark.parametrize("name", BULK)
def test_data_is_cut_short(name: str) -> None:
    facts = extract(f"x = {BULK[name]}\ny = f(\n)\n".encode())
    assert facts.problems == ()
    data, after = facts.body
    assert isinstance(data, Assign)
    assert isinstance(data.value, Collection | Mapping)
    assert len(data.value.items) == 2_000
    assert render(msgspec.structs.replace(facts, body=(after,))).endswith(
        "| y = f()@" + str(facts.lines - 1)
    )


def test_data_in_small_displays_is_bounded_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.parsing.bounds.MAX_NODES", 1_000)
    rows = "".join(f"{row}: [{'1, ' * 90}]," for row in range(100))
    facts = extract(f"x = {{{rows}}}".encode())
    [assign] = facts.body
    assert isinstance(assign, Assign)
    assert isinstance(assign.value, Mapping)
    sizes = [len(value.items) for _, value in assign.value.items if isinstance(value, Collection)]
    assert len(sizes) == 100
    assert (sizes[0], sizes[-1]) == (90, 0)
    assert 800 < sum(sizes) <= 1_000
    assert facts.problems == ()


def test_long_strings_are_cut_unless_they_are_sql() -> None:
    facts = extract(f"x = '{'a' * 50_000}'\ny = 'SELECT {'a' * 50_000}'".encode())
    values = [each.value for each in facts.body if isinstance(each, Assign)]
    assert values == [Constant("a" * 20_000), Constant("SELECT " + "a" * 50_000)]


def _survives(source: bytes) -> None:
    facts = extract(source)
    shipped = msgspec.msgpack.encode(facts)
    assert msgspec.msgpack.decode(shipped, type=FileFacts) == facts
    assert list(facts.problems) == sorted(facts.problems)
    assert all(1 <= each.line <= facts.lines + 1 for each in facts.problems)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200))
def test_random_bytes(source: bytes) -> None:
    _survives(source)


_PIECES = ["\n", " ", "    ", "\t", "(", ")", "[", "'", '"""', "\\\n", ":", "\0", "#", "@", "é"]
_PIECES += ["print x", "async", "def f(", "class ", "else:", "except A, e:", "\x0c", "{{", "0777L"]
_SAMPLE = Path(ast.__file__).read_text()[:12_000]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, len(_SAMPLE) - 1_500),
    st.lists(
        st.tuples(st.integers(0, 1_500), st.integers(0, 40), st.sampled_from(["", *_PIECES])),
        min_size=1,
        max_size=6,
    ),
)
def test_random_mutations(start: int, edits: list[tuple[int, int, str]]) -> None:
    text = _SAMPLE[start : start + 1_500]
    for place, width, piece in edits:
        text = text[:place] + piece + text[place + width :]
    _survives(text.encode())


def test_the_interpreter_is_left_as_it_was() -> None:
    before = (gc.isenabled(), sys.getrecursionlimit(), threading.stack_size())
    extract(b"x = 1")
    assert (gc.isenabled(), sys.getrecursionlimit(), threading.stack_size()) == before


def test_the_callers_depth_does_not_matter() -> None:
    source = f"x = {'a.' * 90}b\n".encode()

    def deep(levels: int) -> FileFacts:
        return deep(levels - 1) if levels else extract(source)

    assert deep(700) == extract(source)
